import Documents
import TestSupport
import Testing

@Suite struct PackageTests {
  /// A zip whose files are stored as they are.
  private func zip(_ files: [(name: String, text: String)], flags: UInt16 = 0) -> [UInt8] {
    zip(files.map { ($0.name, Array($0.text.utf8)) }, flags: flags)
  }

  private func zip(_ files: [(name: String, bytes: [UInt8])], flags: UInt16 = 0) -> [UInt8] {
    func little(_ value: some FixedWidthInteger) -> [UInt8] {
      withUnsafeBytes(of: value.littleEndian, Array.init)
    }
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, bytes) in files {
      var header = little(UInt16(20)) + little(flags) + little(UInt16(0)) + little(UInt32(0))
      header += little(checksum(bytes)) + little(UInt32(bytes.count)) + little(UInt32(bytes.count))
      header += little(UInt16(name.utf8.count)) + little(UInt16(0))
      let place = archive.count
      archive += [0x50, 0x4B, 3, 4] + header + Array(name.utf8) + bytes
      directory += [0x50, 0x4B, 1, 2] + little(UInt16(20)) + header + little(UInt16(0))
      directory += little(UInt16(0)) + little(UInt16(0)) + little(UInt32(0))
      directory += little(UInt32(place)) + Array(name.utf8)
    }
    let count = little(UInt16(files.count))
    let end =
      little(UInt16(0)) + little(UInt16(0)) + count + count + little(UInt32(directory.count))
    return archive + directory + [0x50, 0x4B, 5, 6] + end + little(UInt32(archive.count))
      + little(UInt16(0))
  }

  /// CRC-32 of ISO 3309.
  private func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~sum
  }

  private func read(_ bytes: [UInt8], _ name: String) throws -> [SourceDocument] {
    try DocumentReader().documents(of: bytes, source: name)
  }

  private func lines(_ document: SourceDocument, _ role: TextRole = .body) -> [String] {
    document.lines.filter { $0.role == role }.map(\.text)
  }

  @Test func documentsOfWordAreRead() throws {
    let text = """
      <w:document xmlns:w="w"><w:body>
      <w:p><w:pPr><w:pStyle w:val="Tit1"/></w:pPr><w:r><w:t>The yard</w:t></w:r></w:p>
      <w:p><w:r><w:t xml:space="preserve">Nils Berg bought </w:t></w:r><w:del><w:r><w:delText>sold </w:delText></w:r></w:del>
      <w:r><w:t>the yard.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>
      <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ship</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Price</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
      </w:body></w:document>
      """
    let bytes = zip([
      ("word/document.xml", text),
      (
        "word/styles.xml",
        "<w:styles xmlns:w='w'><w:style w:styleId='Tit1'><w:name w:val='heading 1'/></w:style></w:styles>"
      ),
      (
        "word/footnotes.xml",
        "<w:footnotes xmlns:w='w'><w:footnote><w:p><w:r><w:t>Eva Moe paid for the yard.</w:t></w:r></w:p></w:footnote></w:footnotes>"
      ),
      (
        "docProps/core.xml",
        "<c xmlns:dc='d'><dc:creator>Jane Roe</dc:creator><created>2024-03-04T10:00:00Z</created></c>"
      ),
    ])
    let document = try #require(try read(bytes, "a.docx").first)
    #expect(document.kind == .word)
    #expect(document.source == "a.docx")
    #expect(document.title == "The yard")
    #expect(document.details.authors == ["Jane Roe"])
    #expect(document.published?.description == "2024-03-04")
    #expect(lines(document) == ["Nils Berg bought the yard.", "Eva Moe paid for the yard."])
    #expect(lines(document, .table) == ["Ship | Price"])
  }

  @Test func documentsOfLibreOfficeAreRead() throws {
    let text = """
      <o:document-content xmlns:o="o" xmlns:t="t"><o:body><o:text>
      <t:tracked-changes><t:p>Gone text that was deleted.</t:p></t:tracked-changes>
      <t:h t:outline-level="1">The yard</t:h>
      <t:p>Nils Berg<t:s/>bought the yard.<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>Eva Moe paid for the yard.</t:p></t:note-body></t:note></t:p>
      <t:list><t:list-item><t:p>Lars Ek leads the yard.</t:p></t:list-item></t:list>
      </o:text></o:body></o:document-content>
      """
    let bytes = zip([
      ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", text),
    ])
    let document = try #require(try read(bytes, "a.odt").first)
    #expect(document.kind == .openDocument)
    #expect(lines(document, .title) == ["The yard"])
    #expect(
      lines(document) == [
        "Nils Berg bought the yard.", "Lars Ek leads the yard.", "Eva Moe paid for the yard.",
      ])
  }

  @Test func chaptersOfABookComeInTheOrderOfReading() throws {
    func chapter(_ title: String, _ text: String) -> String {
      "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>\(title)</h1><p>\(text)</p></body></html>"
    }
    let bytes = zip([
      ("mimetype", "application/epub+zip"),
      (
        "META-INF/container.xml",
        "<container><rootfiles><rootfile full-path='OEBPS/b.opf'/></rootfiles></container>"
      ),
      (
        "OEBPS/b.opf",
        """
        <package xmlns:dc="d"><metadata><dc:title>Yards</dc:title><dc:creator>Jane Roe</dc:creator></metadata>
        <manifest><item id="b" href="two%20b.xhtml"/><item id="a" href="one.xhtml"/></manifest>
        <spine><itemref idref="a"/><itemref idref="b"/></spine></package>
        """
      ),
      ("OEBPS/two b.xhtml", chapter("Second", "Eva Moe sold the yard to the town in the spring.")),
      ("OEBPS/one.xhtml", chapter("First", "Nils Berg bought the yard from the town in the fall.")),
    ])
    let chapters = try read(bytes, "a.epub")
    #expect(chapters.map(\.title) == ["First", "Second"])
    #expect(chapters.map(\.source) == ["a.epub#1", "a.epub#2"])
    #expect(chapters[1].details.publication == "Yards")
    #expect(chapters[1].details.authors == ["Jane Roe"])
  }

  @Test func filesInAnArchiveAreReadAsThoseOfAFolder() throws {
    let bytes = zip([
      ("../../etc/a.txt", "Nils Berg bought the yard.\n"), ("photo.png", "no text"),
      ("__MACOSX/a.txt", "x"), ("b.jsonl", "{\"text\": \"Eva Moe sold the yard.\"}\n"),
    ])
    let documents = try read(bytes, "a.zip")
    #expect(documents.map(\.source) == ["a.zip#../../etc/a.txt", "a.zip#b.jsonl#1"])
    #expect(documents.map(\.kind) == [.plainText, .jsonLines])
  }

  @Test func whatGzipHoldsIsReadByTheNameBeforeItsEnding() throws {
    let text = Array(
      "{\"text\": \"Nils Berg bought the yard.\"}\n{\"text\": \"Eva Moe sold it.\"}\n".utf8)
    func little(_ value: some FixedWidthInteger) -> [UInt8] {
      withUnsafeBytes(of: value.littleEndian, Array.init)
    }
    let size = UInt16(text.count)
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + little(size) + little(~size)
    bytes += text + little(checksum(text)) + little(UInt32(size))
    #expect(
      try read(bytes, "news/a.jsonl.gz").map(\.source) == [
        "news/a.jsonl.gz#a.jsonl#1", "news/a.jsonl.gz#a.jsonl#2",
      ])
  }

  @Test func encryptedAndNestedAndBrokenFilesAreNamed() throws {
    #expect(throws: ReadingError.part("a.txt", .archive("it is encrypted"))) {
      try read(zip([("a.txt", "Nils Berg bought the yard.\n")], flags: 1), "a.zip")
    }
    let inner = String(decoding: zip([("b.txt", "t")]).filter { $0 < 0x80 }, as: UTF8.self)
    #expect(throws: ReadingError.part("i.zip", .archive("it is an archive within an archive"))) {
      try read(zip([("i.zip", inner)]), "a.zip")
    }
    // One that is called as a document of Word, too: such can hold itself.
    let called = zip([("i.docx", zip([("b.txt", "Nils Berg bought the yard.")]))])
    #expect(throws: ReadingError.part("i.docx", .archive("it is an archive within an archive"))) {
      try read(called, "a.zip")
    }
    let whole = zip([("word/document.xml", "<d><p><t>Nils Berg bought the yard.</t></p></d>")])
    for length in stride(from: 4, to: whole.count - 1, by: 7) {
      #expect(throws: ReadingError.self) { try read(Array(whole[..<length]), "a.docx") }
    }
  }

  @Test func partsThatGrowOrNestBeyondReasonAreReadInTime() throws {
    let growing = (1...9).map { level in
      "<!ENTITY e\(level) \"" + String(repeating: "&e\(level - 1);", count: 10) + "\">"
    }
    let texts = [
      "<!DOCTYPE d [<!ENTITY e0 \"word \">\(growing.joined())<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
        + "<d><p><r><t>Nils Berg bought the yard. &e9; &f;</t></r></p></d>",
      "<d>" + String(repeating: "<p>", count: 100_000) + "<r><t>Nils Berg bought the yard.</t></r>",
      "<d>" + String(repeating: "<tbl><tr><tc>", count: 60)
        + "<p><r><t>Nils Berg bought the yard.</t></r></p>"
        + String(repeating: "</tc></tr></tbl>", count: 60) + "</d>",
    ]
    for text in texts {
      let clock = ContinuousClock()
      var found: [SourceDocument] = []
      let time = clock.measure {
        found = (try? read(zip([("word/document.xml", text)]), "a.docx")) ?? []
      }
      #expect(time < TestLength.hang)
      let length = found.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.text.utf8.count } }
      #expect(length < 1000)
      #expect(!found.contains { $0.lines.contains { $0.text.contains("root:") } })
    }
  }

  @Test func whatUnpacksToMuchMoreThanItIsIsRefused() throws {
    // Deflate by hand: one letter, and then over and over "258 bytes as the one before", 13 bits each.
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    var (bits, count) = (UInt32(0), UInt32(0))
    func put(_ value: UInt32, _ width: UInt32) {
      bits |= value << count
      count += width
      while count >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: bits))
        bits >>= 8
        count -= 8
      }
    }
    put(0b011, 3)
    put(0b1000_1110, 8)
    for _ in 0..<1_300_000 { put(0b0_0000_1010_0011, 13) }
    put(0, 7)
    put(0, 7)
    #expect(bytes.count < 3 << 20)
    let error = #expect(throws: ReadingError.self) { try read(bytes, "a.txt.gz") }
    #expect(
      error?.description.contains("it unpacks to more than") ?? false, "\(error?.description ?? "")"
    )
  }

  /// A PDF of pages with these contents.
  private func pdf(_ contents: String...) -> [UInt8] { Array(SamplePDF.text(of: contents).utf8) }

  /// Lines of a page, each at its place from the left and from below.
  private func page(_ lines: (x: Int, y: Int, text: String)...) -> String {
    lines.map { "BT /F 12 Tf \($0.x) \($0.y) Td (\($0.text)) Tj ET" }.joined(separator: "\n")
  }

  @Test func linesOfAPDFHaveTheirPagesAndNoRunningHeads() throws {
    let bytes = pdf(
      page(
        (250, 380, "Yard report"),
        (50, 330, "Nils Berg bought the yard in Bergen on Monday, and the whole"),
        (50, 315, "council of the city thanked him for it in a letter that was"), (300, 20, "1")),
      page(
        (250, 380, "Yard report"), (50, 330, "read aloud on the quay. He then sold the old crane."),
        (50, 280, "Eva Moe became the director of the yard in the spring."), (300, 20, "2")),
      page(
        (250, 380, "Yard report"), (50, 330, "Olaf Brandt built two ships there."), (300, 20, "3")))
    let document = try #require(try read(bytes, "a.pdf").first)
    let body = document.lines.filter { $0.role == .body }
    #expect(
      body.map { NormalizedText($0).text } == [
        "Nils Berg bought the yard in Bergen on Monday, and the whole council of the city thanked him for it in a "
          + "letter that was read aloud on the quay. He then sold the old crane.",
        "Eva Moe became the director of the yard in the spring.",
        "Olaf Brandt built two ships there.",
      ])
    #expect(body.map(\.page) == [1, 2, 3])
    let joined = try #require(body.first)
    #expect(joined.page(at: joined.text.unicodeScalars.count - 1) == 2)
  }

  @Test func columnsOfAPDFAreReadOneAfterTheOther() throws {
    let left = [
      "Nils Berg bought the yard in", "Bergen on Monday. He sold", "the old crane to Eva Moe.",
    ]
    let right = [
      "Olaf Brandt built two ships", "in the yard. The council of", "the city paid for both.",
    ]
    var parts: [String] = []
    for (row, (first, second)) in Swift.zip(left, right).enumerated() {
      parts.append(page((40, 300 - 14 * row, first), (320, 300 - 14 * row, second)))
    }
    let document = try #require(try read(pdf(parts.joined(separator: "\n")), "a.pdf").first)
    let words = document.lines.map { NormalizedText($0).text }.joined(separator: " ")
    #expect(words == (left + right).joined(separator: " "))
  }

  @Test func theTextOfAPDFIsRead() throws {
    let document = try #require(
      try read(pdf("BT /F 12 Tf 20 100 Td (Nils Berg bought the yard in Bergen.) Tj ET"), "a.pdf")
        .first)
    #expect(document.kind == .pdf)
    #expect(lines(document) == ["Nils Berg bought the yard in Bergen."])
    let scan = #expect(throws: ReadingError.self) { try read(pdf("0 0 m 9 9 l S"), "b.pdf") }
    #expect(scan?.description.contains("no text layer") ?? false)
    let broken = #expect(throws: ReadingError.self) { try read(Array("%PDF-1.4\nx".utf8), "c.pdf") }
    #expect(broken?.description.contains("pdftotext") ?? false)
  }
}
