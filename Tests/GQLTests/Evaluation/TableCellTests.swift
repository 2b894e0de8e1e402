import Foundation
import GQL
import TestSupport
import Testing

/// What the cells of an imported table mean.
@Suite struct TableCellTests {
  private func answers(_ cells: [String], _ query: String) throws -> Set<String> {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "cells.tsv")
    try Data((cells.joined(separator: "\n") + "\n").utf8).write(to: file)
    var found: Set<String> = []
    try Engine(graph: nil).run("@import f \"\(file.path)\".\n\(query)", name: "cells") { answers in
      guard case .query = answers.kind else { return }
      for row in 0..<answers.rowCount { found.insert(try answers.text(row: row, column: 0)) }
    }
    return found
  }

  @Test func numbersAndDaysAreToldFromStrings() throws {
    let numbers = [
      "0", "7", "-12", "999999999", "1073741823", "1073741824", "-1073741825", "12345678901234567",
      "9223372036854775807", "-9223372036854775808", "1.5", "-0.25", "0.001", "123456.789012",
      "0.1234567890123456789",
    ]
    let days = ["2024-02-29", "1999-12-31"]
    let strings = [
      "007", "-0", "00", "2023-02-30", "1.5.2", "9223372036854775808", "-", "12a", "1 2", "tru",
    ]
    let all = numbers + days + strings
    #expect(try answers(all, "?- f(X), is_number(X).").count == numbers.count)
    #expect(try answers(all, "?- f(X), is_date(X).") == Set(days))
    #expect(try answers(all, "?- f(X), is_string(X).") == Set(strings))
  }

  @Test func decimalsAreExact() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<60 {
      let whole = Int.random(in: 0..<1_000_000, using: &generator)
      let places = Int.random(in: 1...9, using: &generator)
      let fraction = (0..<places).map { _ in String(Int.random(in: 0...9, using: &generator)) }
      let text = "\(whole).\(fraction.joined())"
      #expect(
        try answers([text, "x"], "?(Y) :- f(X), is_number(X), Y = str(X).")
          == answers(["x"], "?(Y) :- f(_), Y = str(\(text))."))
    }
  }

  @Test func aCellIsOneValueWhereverItStands() throws {
    let cells = ["5000000000", "2.5", "2024-01-01", "abc"]
    let found = try answers(
      cells, "g(5000000000). g(2.5). g(2024-01-01). g(\"abc\"). ?- f(X), g(X).")
    #expect(found.count == cells.count)
  }
}
