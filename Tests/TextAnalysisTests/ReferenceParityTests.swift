import Foundation
import TestSupport
import Testing
import TextAnalysis

/// The pipeline gives what the reference gives, token for token.
@Suite struct ReferenceParityTests {
  @Test(
    .enabled(if: Reference.vectors("seeds.jsonl") != nil, "needs the model and ../shared"),
    arguments: ["seeds.jsonl", "carb.jsonl"])
  func everyTokenIsAnnotatedAsByTheReference(file: String) throws {
    let pipeline = try #require(Reference.pipeline)
    var tokens = 0
    for case let document as [String: Any] in try Reference.lines(
      #require(Reference.vectors(file)))
    {
      let text = try #require(document["text"] as? String)
      let expected = try #require(document["tokens"] as? [[Any]]).map(row(reference:))
      let analysis = pipeline.analyze(text)
      let found = (0..<analysis.count).map { row(analysis, $0) }
      #expect(found == expected, "\(text.prefix(60))")
      tokens += found.count
    }
    #expect(tokens > 5000)
  }

  @Test(
    .enabled(if: Reference.vectors("tokenizer_fuzz.jsonl") != nil, "needs the model and ../shared"))
  func strangeStringsAreTokenizedAsByTheReference() throws {
    let pipeline = try #require(Reference.pipeline)
    let cases = try Reference.lines(#require(Reference.vectors("tokenizer_fuzz.jsonl")))
    #expect(cases.count == 8000)
    for case let item as [Any] in cases {
      let text = try #require(item[0] as? String)
      let tokens = try #require(item[1] as? [[Any]])
      let expected = tokens.map { token in
        "\(token[0])|\(token[1])|\(StringHash.id("\(token[2])"))"
      }
      let found = pipeline.features(of: text).map { token in
        "\(token.text)|\(token.space ? 1 : 0)|\(token.numbers[0])"
      }
      #expect(found == expected, "\(text.debugDescription)")
    }
  }

  @Test(.enabled(if: Reference.vectors("hashes.json") != nil, "needs the model and ../shared"))
  func stringsHaveTheNumbersThatTheModelKnows() throws {
    let url = try #require(Reference.vectors("hashes.json"))
    let file = try #require(Reference.json(url) as? [String: Any])
    for (text, number) in try #require(file["string_id"] as? [String: String]) {
      #expect(String(StringHash.id(text)) == number, "\(text)")
    }
    for item in try #require(file["hash4"] as? [[Any]]) {
      let id = try #require(UInt64(item[0] as? String ?? ""))
      let seed = try #require(item[1] as? UInt64)
      let rows = StringHash.rows(id, seed: seed, tableRows: .max)
      // A table of 2^32 - 1 rows leaves all hashes but the very last as they are.
      #expect([rows.0, rows.1, rows.2, rows.3] == item[2] as? [UInt32])
    }
  }

  @Test(.enabled(if: Reference.vectors("tensors.json") != nil, "needs the model and ../shared"))
  func wordsHaveTheFeaturesThatTheEncoderEmbeds() throws {
    let url = try #require(Reference.vectors("tensors.json"))
    let file = try #require(Reference.json(url) as? [String: Any])
    let text = try #require(file["text"] as? String)
    let expected = try #require(file["features"] as? [[String]]).map { Array($0[..<4]) }
    let found = try #require(Reference.pipeline).features(of: text)
    #expect(found.map { $0.numbers.map(String.init) } == expected)
  }
}
