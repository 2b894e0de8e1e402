import Foundation
import TestSupport
import Testing
import TextAnalysis

/// The pipeline gives what the reference gives, token for token.
@Suite struct ReferenceParityTests {
  @Test(.enabled(if: Reference.pipeline != nil, "needs the model"))
  func sentencesOfOurOwnAreAnnotatedAsByTheReference() throws {
    let pipeline = try #require(Reference.pipeline)
    let sentences = try Reference.sentences()
    #expect(sentences.count == 9)
    for sentence in sentences {
      let text = try #require(sentence["text"] as? String)
      let found = rows(pipeline.analyze(text))
      #expect(found == sentence["small"] as? [String], "\(text)")
    }
  }

  @Test(.enabled(if: Reference.mediumModelPath != nil, "needs en_core_web_md 3.8.0"))
  func theLargerModelIsReadByTheSameCode() throws {
    let pipeline = try EnglishPipeline(modelPath: #require(Reference.mediumModelPath))
    for sentence in try Reference.sentences() {
      let text = try #require(sentence["text"] as? String)
      let found = rows(pipeline.analyze(text))
      #expect(found == sentence["medium"] as? [String], "\(text)")
    }
  }

  @Test(.enabled(if: Reference.mixedModelPath != nil, "needs english-3.8.0"))
  func theMixedModelHasTheTreesOfTheSmallAndTheNamesOfTheMediumOne() throws {
    let mixed = try EnglishPipeline(modelPath: #require(Reference.mixedModelPath))
    let small = try EnglishPipeline(modelPath: #require(Reference.smallModelPath))
    let medium = try EnglishPipeline(modelPath: #require(Reference.mediumModelPath))
    for sentence in try Reference.sentences() {
      let text = try #require(sentence["text"] as? String)
      let (found, trees, names) = (
        mixed.analyze(text), small.analyze(text), medium.analyze(text)
      )
      #expect(found.head == trees.head, "\(text)")
      #expect(found.tag.map(found.string) == trees.tag.map(trees.string), "\(text)")
      #expect(found.entityPosition == names.entityPosition, "\(text)")
      #expect(
        found.entityType.map(found.string) == names.entityType.map(names.string), "\(text)")
    }
  }

  @Test(.enabled(if: Reference.pipeline != nil, "needs the model"), arguments: [4, 8, 16])
  func everyLengthOfVectorGivesTheSame(length: Int) throws {
    // A processor without vectors of this length has nothing to test.
    guard
      let pipeline = try EnglishPipeline(
        modelPath: #require(Reference.smallModelPath), vectorLength: length)
    else { return }
    for sentence in try Reference.sentences() {
      let text = try #require(sentence["text"] as? String)
      #expect(rows(pipeline.analyze(text)) == sentence["small"] as? [String], "\(text)")
    }
  }

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
      let found = rows(analysis)
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

  @Test(
    .enabled(if: Reference.vectors("tensors.json") != nil, "needs the model and ../shared"),
    arguments: [4, 8, 16])
  func layersGiveTheNumbersOfTheReference(length: Int) throws {
    let url = try #require(Reference.vectors("tensors.json"))
    let file = try #require(Reference.json(url) as? [String: Any])
    let text = try #require(file["text"] as? String)
    // A processor without vectors of this length has nothing to test.
    guard
      let pipeline = try EnglishPipeline(
        modelPath: #require(Reference.smallModelPath), vectorLength: length)
    else { return }
    let found = pipeline.numbers(of: text)
    for (layer, name) in [
      (ObservedLayer.encoder, "encode_first8"), (.tagger, "tagger_scores_first8"),
      (.entityEncoder, "ner_encode_first8"),
    ] {
      let expected = try #require(file[name] as? [[Double]])
      let rows = try #require(found[layer])
      #expect(rows.count == expected.count)
      for (row, numbers) in zip(rows, expected) {
        #expect(numbers.count == 8)
        for (number, value) in zip(row, numbers) {
          // The file has five decimals.
          #expect(abs(Double(number) - value) < 5e-5, "\(name)")
        }
      }
    }
  }
}
