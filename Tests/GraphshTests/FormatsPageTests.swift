import Foundation
import TestSupport
import Testing

/// Every example of docs/formats.md, run in the order of the page.
@Suite struct FormatsPageTests {
  @Test func examplesPrintWhatThePageSays() throws {
    let page = Repository.root.appending(path: "docs/formats.md")
    let folder = try TemporaryFolder()
    let tools = GraphshCommand.executable.deletingLastPathComponent().path
    let examples = try DocumentedExample.all(in: page)
    #expect(examples.count > 10)
    for example in examples {
      let result = try GraphshCommand.run(
        URL(filePath: "/bin/sh"), ["-c", "{ \(example.command)\n} 2>&1"], in: folder.url,
        environment: ["PATH": "\(tools):/usr/bin:/bin"])
      #expect(result.output == example.output, "formats.md:\(example.line): \(example.command)")
    }
  }

  /// Every format is on the page.
  @Test func pageNamesEveryFormat() throws {
    let page = Repository.root.appending(path: "docs/formats.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let error = try GraphshCommand.run(["export", "--format", "none"]).errors
    let list = try #require(error.firstMatch(of: /following: (.*) \(graphsh/)).1
    for format in list.split(separator: ", ") { #expect(text.contains("`\(format)`"), "\(format)") }
  }
}
