import Foundation

/// A command of a `console` block in a Markdown page, and what the page says that it prints.
///
///     $ graphsh query 'met("Lee", "Xi")?'
///     true
///
/// A command goes on in lines that begin with `> `.
public struct DocumentedExample: Sendable {
  public let line: Int
  public let command: String
  public let output: String

  public static func all(in page: URL) throws -> [DocumentedExample] {
    var examples: [DocumentedExample] = []
    var isInside = false
    var start = 0
    var command: [String] = []
    var output: [String] = []
    func finish() {
      if !command.isEmpty {
        examples.append(
          DocumentedExample(
            line: start, command: command.joined(separator: "\n"),
            output: output.map { $0 + "\n" }.joined()))
      }
      (command, output) = ([], [])
    }
    let lines = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n")
    for (number, line) in lines.enumerated() {
      if line.hasPrefix("```") {
        finish()
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ ") {
        finish()
        start = number + 1
        command = [String(line.dropFirst(2))]
      } else if isInside, output.isEmpty, !command.isEmpty, line == ">" || line.hasPrefix("> ") {
        command.append(String(line.dropFirst(2)))
      } else if isInside, !command.isEmpty {
        output.append(line)
      }
    }
    finish()
    return examples
  }

  /// Times differ from run to run, so that they are left out of a comparison; CSV ends its lines as the standard
  /// asks, which a page does not show.
  public static func withoutTimes(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").replacing(/[0-9]+([.,][0-9]+)? (ms|s|µs)\b/, with: "TIME")
      .replacing(/"ms":[0-9]+/, with: "\"ms\":TIME")
      .replacing(/[0-9]+ (articles|documents|sentences)\/s\b/, with: "RATE")
  }
}
