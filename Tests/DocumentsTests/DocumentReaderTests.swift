import Documents
import Foundation
import TestSupport
import Testing

@Suite struct DocumentReaderTests {
  private func read(_ text: String, _ name: String) throws -> [SourceDocument] {
    try DocumentReader().documents(of: Array(text.utf8), source: name)
  }

  @Test func htmlKeepsTheArticleOnly() throws {
    let page = """
      <html><head><title>Port | Daily</title><meta property="article:published_time" content="2024-05-02T10:00:00Z">
      <script>var x = "Chile sank";</script></head><body><nav>Home</nav>
      <article><h1>Port opens</h1><p>Brazil opened a port &amp; a road in the south of the country on Monday morning.</p>
      <figcaption>The port. Photo: A. N.</figcaption></article><footer>All rights reserved.</footer></body></html>
      """
    let document = try #require(try read(page, "a.html").first)
    #expect(document.title == "Port opens")
    #expect(document.published?.description == "2024-05-02")
    #expect(
      document.lines.filter { $0.role == .body }.map(\.text) == [
        "Brazil opened a port & a road in the south of the country on Monday morning."
      ])
    #expect(document.lines.contains { $0.role == .caption })
  }

  @Test func aLineThatEndsInACreditIsACaption() throws {
    let text = """
      The new bridge was opened on Monday in the presence of the mayor.

      The old bridge in May 2012. Image: Harbour Board.

      The mayor said that it was a good day for the town. Image rights were not discussed.
      """
    let lines = try #require(try read(text, "bridge.txt").first).lines
    #expect(lines.map(\.role) == [.body, .caption, .body])
  }

  @Test func markdownLosesItsMarks() throws {
    let page = """
      ---
      title: Port opens
      date: 2024-05-02
      ---
      # Port opens

      **Brazil** opened a [port](http://x.example) in
      Santos.
      """
    let document = try #require(try read(page, "a.md").first)
    #expect(document.title == "Port opens")
    #expect(
      document.lines.contains { $0.text == "Brazil opened a port in Santos." && $0.role == .body })
  }

  @Test func partsOfAPageThatAreNotItsTextGiveNoFacts() throws {
    let page = """
      <html><head><meta charset="iso-8859-1"><title>Museum sold | Echo</title></head>
      <body><header><nav><a href="/">Home</a></nav></header><article><h1>Museum sold</h1>
      <p class="byline">By Erik Holm</p><time datetime="2024-05-03">Friday</time>
      <p>Olaf Lindqvist sold the museum in Z&uuml;rich to José &#193;lvarez on Monday.</p>
      <figure><figcaption>Anna Brandt opens the museum.</figcaption></figure>
      <aside><p>Paul Weber recommends this letter to all.</p></aside>
      <form><label>Email</label><button>Subscribe</button></form></article>
      <footer><p>Karin Dahl owns the Echo.</p></footer></body></html>
      """
    let bytes = page.unicodeScalars.map { UInt8($0.value) }
    let document = try #require(try DocumentReader().documents(of: bytes, source: "a.html").first)
    #expect(document.published?.description == "2024-05-03")
    #expect(
      document.lines.filter { $0.role == .body }.map(\.text) == [
        "Olaf Lindqvist sold the museum in Zürich to José Álvarez on Monday."
      ])
    #expect(document.lines.filter { $0.role == .caption }.count == 1)
    #expect(!document.lines.contains { $0.text.contains("Weber") || $0.text.contains("Dahl") })
  }

  @Test func markdownTellsPartsApart() throws {
    let page = """
      Port opens
      ==========

      <!-- Lars Ek
      hid this. -->
      > Paul Weber bought a painting.

      - Karin Dahl bought a chair.
      1. Jan Holt bought a table.

      ![Anna Brandt opens the port](x.jpg)

      | Buyer | Thing |
      |---|---|
      | Eva Moe | A lamp |

      ```
      Code met text.
      ```
      """
    let document = try #require(try read(page, "a.md").first)
    func lines(_ role: TextRole) -> [String] {
      document.lines.filter { $0.role == role }.map(\.text)
    }
    #expect(lines(.title) == ["Port opens"])
    #expect(
      lines(.body) == [
        "Paul Weber bought a painting.", "Karin Dahl bought a chair.", "Jan Holt bought a table.",
      ])
    #expect(lines(.caption) == ["Anna Brandt opens the port"])
    #expect(lines(.furniture).contains { $0.contains("Eva Moe") })
    #expect(!document.lines.contains { $0.text.contains("Code") || $0.text.contains("Lars") })
  }

  @Test(arguments: [
    #"{"articles": [{"headline": "One", "articleBody": "Brazil opened a port.", "datePublished": "2024-05-03T10:00:00Z"}]}"#,
    #"[{"Title": "One", "paragraphs": ["Brazil opened a port."], "published_at": 1714730400}]"#,
    #"{"@type": "NewsArticle", "headline": "One", "date": 1714730400000, "body": "<p>Brazil opened a port.</p>"}"#,
    #"{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "One", "content_html": "<p>Brazil opened a port.</p>", "date_published": "2024-05-03T10:00:00Z"}]}"#,
  ])
  func usualShapesOfJSONAreRead(text: String) throws {
    let document = try #require(try read(text, "a.json").first)
    #expect(document.title == "One")
    #expect(document.published?.description == "2024-05-03")
    #expect(document.lines.filter { $0.role == .body }.map(\.text) == ["Brazil opened a port."])
  }

  @Test func marksOfByteOrderTellTheEncoding() throws {
    let text = "Olaf Lindqvist left Zürich."
    let little = Array(text.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = Array(text.utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [
      [0xEF, 0xBB, 0xBF] + Array(text.utf8), [0xFF, 0xFE] + little, [0xFE, 0xFF] + big,
    ] {
      let document = try #require(try DocumentReader().documents(of: bytes, source: "a.txt").first)
      #expect(document.lines.map(\.text) == [text])
    }
  }

  @Test func jsonLinesHoldManyDocuments() throws {
    let lines = """
      {"title": "One", "date": "2024-05-02", "text": "Brazil opened a port."}
      {"headline": "Two", "url": "http://x.example/2", "body": ["Peru closed a mine.", "Chile did not."]}
      """
    let documents = try read(lines, "a.jsonl")
    #expect(documents.map(\.title) == ["One", "Two"])
    #expect(documents[1].address == "http://x.example/2")
    #expect(documents[0].contentHash != documents[1].contentHash)
  }

  @Test func surrogatesOfJSONAreJoinedOrReplaced() throws {
    let lines = #"""
      {"text": "A \ud83d\ude00 smile.", "title": "\ud83d"}
      {"text": "Lone \ud83d\u0041 and \udc00, \ud800\n end."}
      """#
    let documents = try read(lines, "a.jsonl")
    #expect(documents[0].lines.last?.text == "A 😀 smile.")
    #expect(documents[0].title == "\u{FFFD}")
    #expect(documents[1].lines.map(\.text) == ["Lone \u{FFFD}A and \u{FFFD}, \u{FFFD}", "end."])
    #expect(throws: ReadingError.self) { try read(#"{"text": "\u+123 is none."}"#, "a.json") }
  }

  @Test func linesOfJSONMayBeLongAndOfAnyEncoding() throws {
    let long = String(repeating: "Peru closed a mine. ", count: 20_000)
    let text = "{\"text\": \"\(long)\"}\r\n\n{\"text\": \"Chile did not.\"}"
    let documents = try read(text, "a.jsonl")
    #expect(documents.map(\.source) == ["a.jsonl#1", "a.jsonl#3"])
    #expect(documents[0].lines[0].text.count == long.count - 1)
    let wide = try DocumentReader().documents(
      of: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
      source: "a.jsonl")
    #expect(wide.map(\.contentHash) == documents.map(\.contentHash))
    let marked = try DocumentReader().documents(
      of: [0xEF, 0xBB, 0xBF] + Array(text.utf8), source: "a.jsonl")
    #expect(marked.map(\.contentHash) == documents.map(\.contentHash))
    #expect(throws: ReadingError.empty) { try read("\n \n", "a.jsonl") }
  }

  @Test func offsetsLeadBackToTheText() throws {
    let text = "\n  First line here.\n\nSecond línea — here.\n"
    let document = try #require(try read(text, "a.txt").first)
    let scalars = Array(text.unicodeScalars)
    for line in document.lines {
      let length = line.text.unicodeScalars.count
      let found = String(String.UnicodeScalarView(scalars[line.start..<(line.start + length)]))
      #expect(found == line.text)
    }
  }

  @Test(arguments: [
    ([UInt8](), ReadingError.empty), ([0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 2], .binary),
    (Array("  \n ".utf8), .empty),
  ])
  func whatIsNoTextIsRefused(bytes: [UInt8], error: ReadingError) {
    #expect(throws: error) { try DocumentReader().documents(of: bytes, source: "a.txt") }
  }

  @Test func windows1252IsReadAndBrokenBytesAreRefused() throws {
    let cafe: [UInt8] = Array("The caf".utf8) + [0xE9] + Array(" in Paris closed its doors.".utf8)
    let document = try #require(try DocumentReader().documents(of: cafe, source: "a.txt").first)
    #expect(document.lines.first?.text == "The café in Paris closed its doors.")
    let broken: [UInt8] = Array("abc ".utf8) + [0xC3, 0xE9, 0xFE, 0xE9, 0xC3, 0xE8, 0xE9]
    #expect(throws: ReadingError.self) {
      try DocumentReader().documents(of: broken, source: "a.txt")
    }
  }

  @Test(arguments: ["a.txt", "a", "-", "a.md", "page.php?id=1"])
  func aPageIsToldByHowItBegins(name: String) throws {
    let page = """
      <?xml version="1.0"?>
      <!-- saved from a site -->
      <!DOCTYPE html>
      <html><body><article><p>Brazil opened a port &amp; a road in the south of the country.</p></article></body></html>
      """
    let document = try #require(try read(page, name).first)
    #expect(document.kind == .html)
    #expect(
      document.lines.map(\.text) == ["Brazil opened a port & a road in the south of the country."])
  }

  @Test func aMissingFileSaysSo() {
    #expect(throws: ReadingError.file(.missing)) {
      try DocumentReader().read("/nowhere/at/all.txt")
    }
  }
}
