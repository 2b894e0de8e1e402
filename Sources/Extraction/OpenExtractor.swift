import TextAnalysis

/// Open extraction from single sentences that are tokenised already, one a line, as the benchmarks of
/// the field give them (treebank tokens parted by spaces).
public struct OpenExtractor: Sendable {
  private let knowledge: Knowledge
  private let analyze: @Sendable ([(text: String, space: Bool)]) -> Analysis

  public init(pipeline: EnglishPipeline, knowledge: Knowledge) {
    self.init(knowledge: knowledge) { pipeline.analyze(tokens: $0) }
  }

  /// With another analysis than the installed pipeline's.
  public init(
    knowledge: Knowledge, analyze: @escaping @Sendable ([(text: String, space: Bool)]) -> Analysis
  ) {
    self.knowledge = knowledge
    self.analyze = analyze
  }

  /// The tuples of a sentence as lines of tab-separated text: the sentence as it was given, the
  /// confidence, the predicate, and the arguments. A tab in the sentence is printed as a space, so that
  /// it makes no column.
  public func lines(of line: String) -> [String] {
    let sentence = line.contains("\t") ? String(line.map { $0 == "\t" ? " " : $0 }) : line
    let words = sentence.split(separator: " ").map(String.init)
    guard !words.isEmpty else { return [] }
    let tree = Tree(analyze(Self.spaced(words)))
    guard tree.count == words.count else { return [] }
    var finder = OpenTupleFinder(tree, knowledge: knowledge)
    func text(_ phrase: [OpenTuple.Piece]) -> String {
      phrase.map { piece in
        switch piece {
        case .token(let token): words[token]
        case .word(let word): word
        }
      }.joined(separator: " ")
    }
    return finder.find().map { tuple in
      let confidence = Self.fourDigits(OpenTupleConfidence.of(tuple, in: tree))
      return
        ([sentence, confidence, text(tuple.predicate), text(tuple.subject)]
        + tuple.arguments.map(text)).joined(separator: "\t")
    }
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
