import Foundation
import TestSupport
import Testing

/// What docs/formats.md says is whole; its examples are run with those of the other pages.
@Suite struct FormatsPageTests {
  /// Every format is on the page.
  @Test func pageNamesEveryFormat() throws {
    let page = Repository.root.appending(path: "docs/formats.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let error = try GraphshCommand.run(["export", "--format", "none"]).errors
    let list = try #require(error.firstMatch(of: /following: (.*) \(graphsh/)).1
    for format in list.split(separator: ", ") { #expect(text.contains("`\(format)`"), "\(format)") }
  }
}
