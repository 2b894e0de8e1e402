// Feeds extraction with any trees, and with any text. Compiled with RandomAnalysis.swift of its tests.
import Documents
import Extraction
import Graph
import TextAnalysis

private let knowledge = (try? Knowledge.builtIn()) ?? Knowledge()
private let texts = loaded()

private func loaded() -> Extractor {
  do {
    let pipeline = try EnglishPipeline(modelPath: EnglishPipeline.defaultModelPath())
    return Extractor(pipeline: pipeline, knowledge: knowledge)
  } catch {
    fatalError("\(error)")
  }
}

/// The bytes of the input as random numbers, and pseudo-random numbers behind their end.
private struct InputGenerator: RandomNumberGenerator {
  var bytes: [UInt8]
  var place = 0
  var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    guard place < bytes.count else { return state ^ state >> 31 }
    defer { place += 1 }
    // The highest bits are those that count.
    state ^= UInt64(bytes[place])
    return UInt64(bytes[place]) << 56 | state >> 8
  }
}

/// What is read must end, and speak of its own sentences and entities.
private func check(_ record: DocumentRecord) {
  func isKnown(_ argument: Argument) -> Bool {
    if case .entity(let entity) = argument { record.entities.indices.contains(entity) } else { true }
  }
  for statement in record.statements {
    precondition(record.sentences.indices.contains(statement.sentence))
    precondition(isKnown(statement.subject) && statement.object.map(isKnown) ?? true)
  }
  for mention in record.mentions {
    precondition(record.sentences.indices.contains(mention.sentence))
    precondition(record.entities.indices.contains(mention.entity))
  }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzExtraction(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do {
    if let first = bytes.first, first & 1 == 0 {
      let input = Array(bytes.dropFirst())
      let extractor = Extractor(knowledge: knowledge) { line in
        var random = RandomAnalysis(generator: InputGenerator(bytes: line == "1" ? input : input.reversed()))
        return random.make(tokens: Int.random(in: 1...60, using: &random.generator))
      }
      let lines = (0..<2).map {
        SourceDocument.Line(start: 1000 * $0, text: String($0), role: .body)
      }
      check(
        try extractor.read(
          SourceDocument(source: "", contentHash: "", lines: lines)))
    } else {
      for document in try DocumentReader().documents(of: Array(bytes.dropFirst()), source: "a.txt") {
        check(try texts.read(document))
      }
    }
  } catch is ReadingError {
    // Bytes that are no text are refused.
  } catch {
    fatalError("\(error)")
  }
  return 0
}
