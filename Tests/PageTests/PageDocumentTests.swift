import CCrypto
import Foundation
import Page
import Testing

@Suite struct PageDocumentTests {
  private func parts(of document: String, after opening: String, until closing: String) -> String? {
    guard let start = document.range(of: opening),
      let end = document.range(of: closing, range: start.upperBound..<document.endIndex)
    else { return nil }
    return String(document[start.upperBound..<end.lowerBound])
  }

  @Test func thePolicyNamesWhatStandsInTheFile() throws {
    let document = PageDocument.html(picture: "{}", title: "a")
    let policy = try #require(
      parts(of: document, after: "Content-Security-Policy\" content=\"", until: "\""))
    #expect(policy.hasPrefix("default-src 'none'"))
    for (opening, closing, directive) in [
      ("<style>", "</style>", "style-src"), ("</script>\n<script>", "</script>", "script-src"),
    ] {
      let text = try #require(parts(of: document, after: opening, until: closing))
      var digest = [UInt8](repeating: 0, count: 32)
      _ = SHA256(Array(text.utf8), text.utf8.count, &digest)
      #expect(
        policy.contains("\(directive) 'sha256-\(Data(digest).base64EncodedString())'"),
        "\(directive)")
    }
    #expect(!policy.contains("unsafe"))
  }

  @Test func dataEndsNoScript() throws {
    let json = #"{"title":"</script><!-- \#u{2028}\#u{2029} 👋 ＜"}"#
    let document = PageDocument.html(picture: json, title: "x")
    let data = try #require(
      parts(of: document, after: "type=\"application/json\">", until: "</script>"))
    #expect(!data.contains("<") && !data.contains("\u{2028}") && !data.contains("\u{2029}"))
    let read = try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: String]
    #expect(read?["title"] == "</script><!-- \u{2028}\u{2029} 👋 ＜")
  }

  @Test func aTitleIsNoMarkup() {
    let document = PageDocument.html(picture: "{}", title: "</title><script>1 & \"2\"")
    #expect(document.contains("<title>&lt;/title>&lt;script>1 &amp; &quot;2&quot;</title>"))
  }

  @Test func theServedPageHasATokenWhereItMayChangeThings() {
    #expect(!PageDocument.served().contains("token"))
    #expect(!PageDocument.served().contains("id=\"data\""))
    #expect(
      PageDocument.served(token: "a\"b").contains("<meta name=\"token\" content=\"a&quot;b\">"))
  }

  @Test func nothingInThePageMakesMarkupOfTexts() {
    for word in [
      "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function",
    ] {
      #expect(!PageAssets.script.contains(word), "\(word)")
    }
    #expect(
      !PageAssets.script.contains("http://")
        || PageAssets.script.contains("http://www.w3.org/2000/svg"))
  }
}
