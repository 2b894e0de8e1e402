import Documents
import Graph
import TextAnalysis

/// Reads single sentences that are tokenised already, as the benchmarks of open extraction give them (treebank
/// tokens parted by spaces), and tells the statements of the graph in the words of the sentence.
///
/// A statement whose words another one tells too is left out, and so is what only follows from one. A pronoun means
/// nothing in a sentence by itself, so that here it stands for itself.
public struct SentenceExtractor: Sendable {
  private let extractor: Extractor
  private let analyze: @Sendable ([(text: String, space: Bool)]) -> Analysis

  /// - Parameters:
  ///   - pipeline: the model of English
  ///   - knowledge: the tables of words and relations
  public init(pipeline: EnglishPipeline, knowledge: Knowledge) {
    extractor = Extractor(pipeline: pipeline, knowledge: knowledge)
    analyze = { pipeline.analyze(tokens: $0) }
  }

  /// The statements of a sentence as lines of tab-separated text: the sentence as it was given, the confidence, the
  /// predicate, and the arguments. A tab in the sentence is printed as a space, so that it makes no column.
  ///
  /// - Throws: ``Stopped`` where `stop` is raised before the end.
  public func lines(of line: String, stop: StopSignal = StopSignal()) throws -> [String] {
    let sentence = line.contains("\t") ? String(line.map { $0 == "\t" ? " " : $0 }) : line
    let words = sentence.split(separator: " ").map(String.init)
    guard !words.isEmpty else { return [] }
    let tree = Tree(analyze(Self.spaced(words)))
    guard tree.count == words.count else { return [] }
    return try statements(of: tree, stop: stop).map { wording, confidence in
      func text(_ tokens: [Int]) -> String { tokens.map { words[$0] }.joined(separator: " ") }
      let predicate = (wording.copula.map { [$0] } ?? []) + wording.predicate.map { words[$0] }
      return
        ([
          sentence, Self.fourDigits(confidence), predicate.joined(separator: " "),
          text(wording.subject),
        ] + wording.arguments.map(text)).joined(separator: "\t")
    }
  }

  /// The statements that no other tells in the same words, in the order in which they were read.
  private func statements(of tree: Tree, stop: StopSignal) throws -> [(Wording, Double)] {
    var reader = WordingReader(tree, knowledge: extractor.knowledge)
    var result: [(wording: Wording, confidence: Double)] = []
    var told: [(subject: [Int], tokens: Set<Int>)] = []
    for made in try extractor.statements(ofSentence: tree, stop: stop) {
      guard let origin = made.origin, let wording = reader.wording(of: origin) else { continue }
      let tokens = wording.tokens
      guard
        !told.contains(where: { $0.subject == wording.subject && $0.tokens.isSuperset(of: tokens) })
      else { continue }
      told.append((wording.subject, tokens))
      result.append((wording, made.statement.confidence))
    }
    return result
  }

  private static let unescaped = ["``": "\"", "''": "\"", "-LRB-": "(", "-RRB-": ")"]
  private static let closing: Set<String> = [
    ",", ".", ";", ":", "?", "!", ")", "%", "]", "}", "'", "''", "'s", "'S", "n't", "'re", "'ve",
    "'ll", "'d", "'m", "-RRB-", "...",
  ]
  private static let opening: Set<String> = ["(", "[", "{", "$", "#", "``", "-LRB-"]

  /// Treebank tokens spaced and quoted as ordinary text would be.
  private static func spaced(_ words: [String]) -> [(text: String, space: Bool)] {
    words.indices.map { index in
      let isLast = index + 1 == words.count
      let space =
        isLast || !closing.contains(words[index + 1]) && !opening.contains(words[index])
      return (unescaped[words[index]] ?? words[index], space)
    }
  }

  private static func fourDigits(_ value: Double) -> String {
    let scaled = Int((value * 10_000).rounded())
    let digits = String(scaled % 10_000)
    return "\(scaled / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
