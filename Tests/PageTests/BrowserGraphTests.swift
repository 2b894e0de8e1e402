import Foundation
import TestSupport
import Testing

extension BrowserTests {
  /// The sample articles as a graph; nil where the language model is not installed.
  private static let seeds: (folder: TemporaryFolder, path: String)? = {
    guard let folder = try? TemporaryFolder() else { return nil }
    let path = folder.path("news.db")
    let made = try? GraphshCommand.run(
      ["ingest", "seeds", "--db", path, "-q"], in: Repository.root)
    return made?.status == 0 ? (folder, path) : nil
  }()

  /// The picture of README.md.
  @Test func theSampleArticlesAreAPicture() throws {
    let seeds = try #require(Self.seeds, "script/bootstrap installs the language model")
    let exported = try GraphshCommand.run(["export", "-f", "html", "--db", seeds.path])
    #expect(exported.status == 0, "\(exported.errors)")
    let page = try BrowserPage(html: exported.output, width: 1280, height: 800)
    #expect(try page.text("h1") == "news.db")
    #expect(
      try page.nodes().isSuperset(of: ["Lee Jae Myung", "Xi Jinping", "China", "South Korea"]))
    // A new user's way: who met whom, the sentence that says so, and the picture saved.
    try page.click(node: "Lee Jae Myung")
    try page.screenshot("seeds")
    #expect(try page.text("#panel h2") == "Lee Jae Myung")
    let panel = try page.text("#panel")
    #expect(panel.contains("met") && panel.contains("Xi Jinping"))
    #expect(try page.complaints() == [])
    #expect(page.requests() == [])
  }
}
