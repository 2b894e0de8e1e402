import Foundation
import TestSupport
import Testing

/// Every example in the pages is run, in the order of the page, and prints what the page says.
@Suite struct DocumentationTests {
  /// The language and the shell have tests of their own beside their targets.
  static let pages: [URL] = {
    let root = Repository.root
    let docs = root.appending(path: "docs")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: docs.path)) ?? []
    return [root.appending(path: "README.md")]
      + names.sorted()
      .filter { $0.hasSuffix(".md") && $0 != "language.md" && $0 != "shell.md" }
      .map { docs.appending(path: $0) }
  }()

  @Test(arguments: pages)
  func examplesPrintWhatThePageSays(page: URL) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "seeds"),
      withDestinationURL: Repository.root.appending(path: "seeds"))
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "docs"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "docs/ferry"),
      withDestinationURL: Repository.root.appending(path: "docs/ferry"))
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let tools = GraphshCommand.executable.deletingLastPathComponent().path
    for example in try DocumentedExample.all(in: page) {
      let result = try GraphshCommand.run(
        URL(filePath: "/bin/sh"), ["-c", "{ \(example.command)\n} 2>&1"], in: folder.url,
        environment: ["PATH": "\(tools):\(path)"])
      #expect(
        DocumentedExample.withoutTimes(result.output)
          == DocumentedExample.withoutTimes(example.output),
        "\(page.lastPathComponent):\(example.line): $ \(example.command)")
    }
  }

  @Test func readmeShowsExamples() throws {
    #expect(try DocumentedExample.all(in: Self.pages[0]).count >= 5)
  }

  @Test func linksOfThePagesLeadToFiles() throws {
    for page in Self.pages {
      let text = try String(contentsOf: page, encoding: .utf8)
      for link in text.matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
        let target = page.deletingLastPathComponent().appending(path: String(link.1))
        #expect(
          FileManager.default.fileExists(atPath: target.path),
          "\(page.lastPathComponent) links to \(link.1)")
      }
    }
  }
}
