import TextAnalysis

/// The dependency trees of one line, laid out for walking: labels as enums, children in order.
///
/// A token is an index into the line's ``Analysis``.
struct Tree: Sendable {
  let analysis: Analysis
  let dep: [Dependency]
  let pos: [PartOfSpeech]
  let tag: [Tag]
  let entity: [NamedEntityKind]
  /// The governing token; a root governs itself.
  let head: [Int]
  /// Children of token `i`: `childList[childStart[i]..<childStart[i + 1]]`, in the order of the text.
  private let childStart: [Int]
  private let childList: [Int]
  /// Sentence of each token.
  let sentence: [Int]
  let sentences: [Range<Int>]
  private let lowered: [Int32: String]

  var count: Int { head.count }

  /// Scalars of the line at which tokens begin and end.
  private let starts: [Int]
  private let ends: [Int]

  /// `origin` tells where in the line a scalar of the analysed text stands.
  init(_ analysis: Analysis, origin: (Int) -> Int = { $0 }) {
    self.analysis = analysis
    starts = analysis.start.map { origin(Int($0)) }
    ends = analysis.start.indices.map { token in
      let length = analysis.string(analysis.text[token]).unicodeScalars.count
      return length == 0
        ? origin(Int(analysis.start[token]))
        : origin(Int(analysis.start[token]) + length - 1) + 1
    }
    var lowered: [Int32: String] = [:]
    for id in analysis.text where lowered[id] == nil {
      lowered[id] = analysis.string(id).lowercased()
    }
    let words = lowered
    self.lowered = words
    entity = Self.labels(analysis.entityType, analysis, .none)
    var repair = TreeRepair(
      dep: Self.labels(analysis.dep, analysis, .other), head: analysis.head.map(Int.init),
      pos: Self.labels(analysis.pos, analysis, .other),
      tag: Self.labels(analysis.tag, analysis, .other),
      word: { words[analysis.text[$0]] ?? "" },
      isCapitalized: {
        analysis.string(analysis.text[$0]).unicodeScalars.first?.properties.isUppercase ?? false
      })
    repair.mend(analysis.sentences)
    dep = repair.dep
    head = repair.head
    pos = repair.pos
    tag = repair.tag
    let count = analysis.count
    var starts = [Int](repeating: 0, count: count + 1)
    for token in 0..<count where head[token] != token { starts[head[token] + 1] += 1 }
    for token in 0..<count { starts[token + 1] += starts[token] }
    var next = starts
    var list = [Int](repeating: 0, count: starts[count])
    for token in 0..<count where head[token] != token {
      list[next[head[token]]] = token
      next[head[token]] += 1
    }
    childStart = starts
    childList = list
    sentences = analysis.sentences
    var sentenceOf = [Int](repeating: 0, count: count)
    for (index, range) in sentences.enumerated() {
      for token in range { sentenceOf[token] = index }
    }
    sentence = sentenceOf
  }

  private static func labels<Label: RawRepresentable<String>>(
    _ column: [Int32], _ analysis: Analysis, _ fallback: Label
  ) -> [Label] {
    var known: [Int32: Label] = [:]
    return column.map { id in
      if let label = known[id] { return label }
      let label = Label(rawValue: analysis.string(id)) ?? fallback
      known[id] = label
      return label
    }
  }

  // MARK: Words

  func text(_ token: Int) -> String { analysis.string(analysis.text[token]) }
  func lemma(_ token: Int) -> String {
    let lemma = analysis.string(analysis.lemma[token])
    guard pos[token].isVerbal else { return lemma }
    // A form that the tagger took for an adjective is its own lemma there.
    let isForm = tag[token] == .past && lemma.hasSuffix("ed") && lemma == lower(token)
    return VerbLemma.mended(isForm ? VerbLemma.ofPast(lemma) : lemma, form: lower(token))
  }
  func lower(_ token: Int) -> String { lowered[analysis.text[token]] ?? "" }

  /// The text of tokens `range`, spaced as it was written.
  func text(_ range: Range<Int>) -> String {
    var result = ""
    for token in range {
      result += text(token)
      if token + 1 < range.upperBound, analysis.space[token] { result += " " }
    }
    return result
  }

  /// First scalar of a token in the line, and the one after its last.
  func start(_ token: Int) -> Int { starts[token] }
  func end(_ token: Int) -> Int { ends[token] }

  func isPlural(_ token: Int) -> Bool { tag[token] == .nouns || tag[token] == .names }
  func isCapitalized(_ token: Int) -> Bool {
    text(token).unicodeScalars.first?.properties.isUppercase ?? false
  }

  // MARK: Shape

  func children(_ token: Int) -> ArraySlice<Int> {
    childList[childStart[token]..<childStart[token + 1]]
  }

  func children(_ token: Int, _ label: Dependency) -> [Int] {
    children(token).filter { dep[$0] == label }
  }

  func child(_ token: Int, _ label: Dependency) -> Int? {
    children(token).first { dep[$0] == label }
  }

  func hasChild(_ token: Int, _ label: Dependency) -> Bool { child(token, label) != nil }

  func isRoot(_ token: Int) -> Bool { head[token] == token }

  /// The token and all below it, in the order of the text.
  func subtree(_ token: Int) -> [Int] {
    var result: [Int] = []
    var open = [token]
    while let next = open.popLast() {
      result.append(next)
      open.append(contentsOf: children(next))
    }
    return result.sorted()
  }

  /// Whether `token` is `ancestor` or below it.
  func isBelow(_ token: Int, _ ancestor: Int) -> Bool {
    var place = token
    while place != ancestor {
      if head[place] == place { return false }
      place = head[place]
    }
    return true
  }

  /// Whether a colon or semicolon stands between two tokens: what is before it is told for itself.
  func isParted(_ first: Int, from second: Int) -> Bool {
    (first + 1..<max(second, first + 1)).contains { text($0) == ";" || text($0) == ":" }
  }

  /// The nearest verb above a token.
  func governingVerb(_ token: Int) -> Int? {
    var above = head[token]
    while head[above] != above, !pos[above].isVerbal { above = head[above] }
    return pos[above].isVerbal && above != token ? above : nil
  }
}
