import Foundation
import TestSupport
import Testing

/// A text as a graph that questions are put to.
struct AskedGraph {
  private let folder: TemporaryFolder
  let path: String

  init(_ text: String) throws {
    folder = try TemporaryFolder()
    try folder.write(text, to: "text.txt")
    path = folder.path("graph.db")
    let made = try GraphshCommand.run(["ingest", folder.path("text.txt"), "--db", path, "-q"])
    #expect(made.status == 0, "\(made.errors)")
  }

  /// What `graphsh ask -f json` prints.
  struct Answer: Decodable {
    struct Reading: Decodable {
      struct Row: Decodable {
        var answer: String?
        var standing: String
        var speaker: String?
        var sentence: String
      }
      var query: String
      var verdict: String?
      var rows: [Row]

      var answers: [String] { rows.compactMap(\.answer) }
      var standings: [String] { rows.map(\.standing) }
    }
    struct Passage: Decodable { var sentence: String }
    var outcome: String
    var reading: String?
    var readings: [Reading]?
    var passages: [Passage]?
    var meanings: [String]?
  }

  func ask(_ question: String) throws -> Answer {
    let result = try GraphshCommand.run(
      ["ask", question, "-f", "json", "--explain", "--db", path])
    #expect(result.status == 0, "\(result.errors)")
    return try JSONDecoder().decode(Answer.self, from: Data(result.output.utf8))
  }

  /// The rows that a query gives, as CSV without its heading.
  func rows(_ query: String) throws -> [String] {
    let result = try GraphshCommand.run(["query", query, "--db", path, "-f", "csv"])
    #expect(result.status == 0, "\(result.errors)")
    return result.output.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
  }
}
