import Foundation
import Testing

extension BrowserTests {
  /// Names that would be more than names in a page that took them for markup.
  private static let hostile = [
    "</script><script>window.broken = 1</script>", "<img src=x onerror=\"window.broken = 1\">",
    "\"><svg onload=window.broken=1>", "<!--<script>", "]]>&amp;<b>bold</b>",
    "javascript:window.broken=1",
    "line\u{2028}separator\u{2029}and \u{0000} zero", "\u{202E}txt.exe\u{202D} turned",
    "${window.broken = 1}", "__proto__", "constructor", "' onclick='window.broken=1",
    String(repeating: "long", count: 2_500), String(repeating: "e\u{301}", count: 500), "👩‍👩‍👧‍👦 family",
    "",
  ]

  @Test func hostileNamesAreNamesOnly() throws {
    var picture = SamplePicture()
    picture.title = "</title><script>window.broken = 1</script>"
    picture.documents = [
      ["id": 1, "source": "<script>window.broken=1</script>", "title": "\"><b>"]
    ]
    for (place, name) in Self.hostile.enumerated() {
      picture.add(
        name, place == 0 ? "person" : name, x: Double(place % 4) * 220, y: Double(place / 4) * 160,
        more: ["role": name, "aliases": [name, name + "!"], "properties": [[name, name]]])
    }
    for place in 2...Self.hostile.count {
      let name = Self.hostile[place - 1]
      picture.tell(
        1, name, place, on: "2024-03-0\(1 + place % 9)", sentence: "Said: \(name).",
        more: ["speaker": name, "circumstances": [name]])
    }
    picture.questions = [["text": "<b>Who?</b>", "view": ["relation": "<i>"]]]

    let page = try BrowserPage(picture)
    try page.screenshot("hostile")
    #expect(try page.number("graphshFigures.seen().nodes.length") == Double(Self.hostile.count))
    try page.click("#find")
    try page.type("script")
    try page.press("Enter")
    _ = try page.value("document.querySelectorAll('#panel summary').forEach(one => one.click())")
    try page.settle()
    for tab in ["table", "timeline", "graph"] { try page.click("#tab-\(tab)") }
    for place in 2...Self.hostile.count {
      _ = try page.value("location.hash = '#select=\(place)'")
    }
    _ = try page.value("window.dispatchEvent(new Event('beforeprint'))")
    try page.settle()
    #expect(try page.value("typeof window.broken") as? String == "undefined")
    let strangers = """
      document.querySelectorAll('img, script:not(#data):not(:last-of-type), iframe, b, i, [onload], [onerror], [onclick]').length
      """
    #expect(try page.number(strangers) == 0)
    #expect(try page.value("document.documentElement.scrollWidth <= innerWidth") as? Bool == true)
    #expect(try page.text("#panel").unicodeScalars.allSatisfy { $0 != "\u{202E}" })
    #expect(try page.complaints() == [])
    #expect(page.requests() == [])
  }

  @Test func thePolicyStopsWhatIsNotThePages() throws {
    let page = try BrowserPage(.harbour)
    _ = try page.value(
      """
      (() => {
        const script = document.createElement('script');
        script.textContent = 'window.broken = 1';
        document.body.append(script);
      })()
      """)
    #expect(try page.value("typeof window.broken") as? String == "undefined")
    let fetched = try page.value(
      "fetch('https://example.com/').then(() => 'fetched', () => 'stopped')")
    #expect(fetched as? String == "stopped")
  }
}
