import GQL
import TestSupport
import Testing

/// Functions of texts against Swift's own, over texts that are computed as bytes and texts that are not.
@Suite struct TextFunctionTests {
  @Test func functionsOfTextsMeanTheSameWithAndWithoutOtherAlphabets() throws {
    var generator = SeededGenerator(seed: 42)
    let letters = Array("abAB é")
    for _ in 0..<300 {
      let text = String(
        (0..<Int.random(in: 1...6, using: &generator)).map { _ in
          letters[Int.random(in: 0..<letters.count, using: &generator)]
        })
      let (start, length) = (
        Int.random(in: -2...7, using: &generator), Int.random(in: -1...5, using: &generator)
      )
      let part = String(
        text.unicodeScalars.dropFirst(max(start, 0)).prefix(max(length, 0)).map(Character.init))
      var row: [String] = []
      try Engine(graph: nil).run(
        """
        t("\(text)", "\(part)").
        ?(substr(T, \(start), \(length)), upper(T), lower(T), length(T), concat(T, "-", upper(P)), T + P,
          if(contains(T, P), 1, 0), if(starts_with(T, P), 1, 0), if(ends_with(T, P), 1, 0),
          if(contains(T, "bA"), 1, 0), if(starts_with(T, "a"), 1, 0), if(not ends_with(T, "B"), 1, 0)) :- t(T, P).
        """, name: "texts"
      ) { answers in
        guard answers.rowCount == 1 else { return }
        row = try answers.columns.indices.map { try answers.text(row: 0, column: $0) }
      }
      #expect(
        row == [
          part, text.uppercased(), text.lowercased(), "\(text.unicodeScalars.count)",
          text + "-" + part.uppercased(), text + part, "1", text.hasPrefix(part) ? "1" : "0",
          text.hasSuffix(part) ? "1" : "0",
          text.contains("bA") ? "1" : "0", text.hasPrefix("a") ? "1" : "0",
          text.hasSuffix("B") ? "0" : "1",
        ])
    }
  }
}
