import Foundation
import TestSupport
import Testing

/// What a person sees on a terminal while documents are read.
@Suite struct ProgressTests {
  @Test func aLineSaysHowFarTheWorkIsAndHowLongItWillTake() throws {
    let folder = try TemporaryFolder()
    let sentence =
      "Olaf Lindqvist sold the museum in Bergen to Anna Brandt, who had praised it before. "
    let lines = (1...4000).map {
      #"{"text": "Report \#($0). \#(String(repeating: sentence, count: 20))"}"#
    }
    let path = try folder.write(lines.joined(separator: "\n"), to: "reports.jsonl")
    // The model lies in the user's cache.
    let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
    let terminal = try PseudoTerminal(
      ["ingest", path, "--db", folder.path("reports.db")], environment: ["HOME": home],
      columns: 160, folder: folder)
    let shown = try terminal.expect(" left  ")
    #expect(shown.contains(" %, "))
    #expect(shown.contains("documents/s, "))
    // Ctrl-C: what the line told is in the graph.
    terminal.type("\u{3}")
    #expect(try terminal.exitStatus() == 130)
  }
}
