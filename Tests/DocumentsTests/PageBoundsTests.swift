import Documents
import Foundation
import TestSupport
import Testing

/// Pages and texts that are made to exhaust their reader.
@Suite struct PageBoundsTests {
  private static func page(_ part: String, _ count: Int = 60_000) -> String {
    "<!doctype html>" + String(repeating: part, count: count)
  }

  @Test(
    arguments: [
      "<div>", "<div><p>", "<b>", "<p><font size=1>x</p>", "<table>", "<table><tr><td>", "<ul><li>",
      "<a href=\"", "<!--", "<svg>", "<script>", "<a><div>", "<select><option>", "<template>",
      "<div></x>", "<b><div></b>", "<span><div></span>", "<div><table><td></div>", "&amp",
      "<title>",
      "<form><div></form>", "<button>", "<li><dd>", "<ruby><rt>", "<math><mi>", "<h1>a",
      "<body a=1>",
      "<p><span class=share>x</span>", "text<br>",
    ])
  func anyNumberOfTagsIsReadInTime(part: String) throws {
    let page = Self.page(part)
    let time = ContinuousClock().measure {
      _ = try? DocumentReader().documents(of: Array(page.utf8), source: "a.html")
    }
    #expect(time < TestLength.hang)
  }

  @Test func aTagMayHaveAnyNumberOfAttributes() throws {
    let attributes = (0..<60_000).map { "a\($0)=1 class=c\($0)" }.joined(separator: " ")
    let page = "<!doctype html><p \(attributes)>Olga Brandt sold the mill.</p>"
    let document = try DocumentReader().documents(of: Array(page.utf8), source: "a.html").first
    #expect(document?.lines.map(\.text) == ["Olga Brandt sold the mill."])
  }

  @Test func textNestedBeyondReasonIsKept() throws {
    let page =
      "<!doctype html>" + String(repeating: "<div>", count: 200_000)
      + "<p>Olga Brandt sold the mill to a baker.</p><p>The baker hired two of the old hands.</p>"
    let document = try #require(
      try DocumentReader().documents(of: Array(page.utf8), source: "a.html").first)
    #expect(
      document.lines.map(\.text) == [
        "Olga Brandt sold the mill to a baker.", "The baker hired two of the old hands.",
      ])
  }

  @Test(arguments: ["[", "[a](", "![a](", "![", "**a", "`", ">", "<!-- ", "| a ", "- "])
  func marksOfMarkdownAreReadInTime(mark: String) throws {
    let text = String(repeating: mark, count: 100_000) + "\n\nLee met Xi in Beijing.\n"
    let time = ContinuousClock().measure {
      _ = try? DocumentReader().documents(of: Array(text.utf8), source: "a.md")
    }
    #expect(time < TestLength.hang)
  }

  @Test(arguments: 0..<40)
  func anyMixtureOfTagsIsRead(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let names = [
      "div", "p", "a", "b", "i", "table", "tr", "td", "ul", "li", "article", "section", "span",
      "form",
      "select", "option", "svg", "script", "style", "title", "textarea", "template", "x-y", "h1",
      "pre",
    ]
    var page = ""
    var words = 0
    for _ in 0..<400 {
      let name = names.randomElement(using: &generator) ?? "p"
      switch Int.random(in: 0..<8, using: &generator) {
      case 0...2: page += "<\(name)>"
      case 3...4: page += "</\(name)>"
      case 5: page += "<\(name) class=\"comment related\" hidden='"
      case 6: page += "<!-- \(name)"
      default:
        words += 1
        page += " word\(words) & more. "
      }
    }
    let result = Result { () throws(ReadingError) in
      try DocumentReader().documents(of: Array(page.utf8), source: "a.html")
    }
    if case .failure(let error) = result {
      #expect(error.description.hasPrefix("no article text"))
    }
  }
}
