import Foundation
import TestSupport
import Testing

/// Runs every example of `docs/language.md`: a fenced block `gql`, followed by what it prints (`answers`, `answers in
/// order`), notes, or refuses (`errors`). Columns of answers are set apart by two blanks or more. A comment
/// `<!-- graph … -->` is the graph of the examples after it.
@Suite struct LanguagePageTests {
  struct Example: CustomTestStringConvertible {
    var line: Int
    var text: String
    var testDescription: String { "line \(line)" }
  }

  static let examples: [Example] = {
    let page = Repository.root.appending(path: "docs/language.md")
    guard let text = try? String(contentsOf: page, encoding: .utf8) else { return [] }
    return Self.examples(in: text)
  }()

  private static func examples(in page: String) -> [Example] {
    var examples: [Example] = []
    var graph: String?
    var block: (name: String, lines: [String])?
    for (number, line) in page.components(separatedBy: "\n").enumerated() {
      if let open = block {
        let isGraph = open.name == "graph"
        guard line == (isGraph ? "-->" : "```") else {
          block?.lines.append(line)
          continue
        }
        let text = open.lines.joined(separator: "\n")
        if isGraph {
          graph = text
        } else if open.name == "gql" {
          let stored = graph.map { "\n--- graph\n\($0)" } ?? ""
          examples.append(Example(line: number + 1, text: text + stored))
        } else if !examples.isEmpty {
          let columns = open.lines.map {
            open.name.hasPrefix("answers")
              ? $0.replacing(/\ {2,}/, with: "\t") : $0
          }
          examples[examples.count - 1].text +=
            "\n--- \(open.name)\n" + columns.joined(separator: "\n")
        }
        block = nil
      } else if line.hasPrefix("<!-- graph") {
        block = ("graph", [])
      } else if line.hasPrefix("```") {
        block = (String(line.dropFirst(3)), [])
      }
    }
    return examples
  }

  @Test(arguments: examples)
  func exampleSaysWhatThePageShows(_ example: Example) throws {
    let golden = try GoldenCase(example.text)
    #expect(!golden.expected.isEmpty, "the example at line \(example.line) shows nothing")
    let folder = try TemporaryFolder()
    let said = try golden.run(in: folder.url)
    for (section, expected) in golden.expectations.sorted(by: { $0.key < $1.key }) {
      #expect(said[section] == expected, "line \(example.line): \(section)")
    }
  }

  @Test func pageHasExamples() {
    #expect(Self.examples.count >= 20)
  }
}
