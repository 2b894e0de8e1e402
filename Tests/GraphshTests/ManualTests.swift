import Foundation
import TestSupport
import Testing

/// The manual page that `script/manual` makes.
@Suite struct ManualTests {
  private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first(
    where: FileManager.default.isExecutableFile(atPath:))
  private static let mandoc = ["/usr/bin/mandoc"].first(
    where: FileManager.default.isExecutableFile(atPath:))

  private func page() throws -> String {
    let script = Repository.root.appending(path: "script/manual")
    let result = try GraphshCommand.run(script, [GraphshCommand.executable.path])
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  @Test(.enabled(if: python != nil)) func everyCommandAndOptionIsInIt() throws {
    let text = try page().replacing("\\-", with: "-")
    for command in HelpTests.commands.map(\.words) {
      #expect(text.contains(".SS \(command.joined(separator: " "))\n"))
    }
    let help = try GraphshCommand.run(["export", "--help"]).output
    for option in help.matches(of: /--[a-z-]+/) {
      #expect(text.contains("\\fB\(option.0)\\fR"), "\(option.0)")
    }
    #expect(text.contains("graphsh query 'met(\"Lee\", Who)?' --db news.db"))
  }

  @Test(.enabled(if: python != nil && mandoc != nil)) func itIsReadWithoutComplaint() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(try page(), to: "graphsh.1")
    let result = try GraphshCommand.run(
      URL(filePath: try #require(Self.mandoc)), ["-T", "lint", "-W", "warning", file])
    #expect(result.status == 0, "\(result.output)")
  }
}
