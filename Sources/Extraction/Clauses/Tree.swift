import TextAnalysis

/// The dependency trees of one line, laid out for walking: labels as enums, children in order.
///
/// A token is an index `0..<count`. Of the analysis only what the rules read is kept, a word that stands twice once.
struct Tree: Sendable {
  let pos: [PartOfSpeech]
  let tag: [Tag]
  let entity: [NamedEntityKind]
  private let arcs: TreeArcs
  /// Children of token `i`: `childList[childStart[i]..<childStart[i + 1]]`, in the order of the text.
  private let childStart: TokenColumn
  private let childList: TokenColumn
  private let words: TreeWords
  private let entityPosition: [Analysis.EntityPosition]
  private let space: [Bool]
  /// Scalars of the line at which tokens begin and end.
  private let starts: TokenColumn
  private let ends: TokenColumn

  var count: Int { pos.count }
  var dep: [Dependency] { arcs.label }
  /// The governing token; a root governs itself.
  var head: TokenColumn { arcs.head }
  /// Sentence of each token.
  var sentence: TokenColumn { arcs.sentence }
  var sentences: [Range<Int>] { arcs.sentences }

  /// `origin` tells where in the line a scalar of the analysed text stands, `joints` before which scalars of it the
  /// line has a hyphen.
  init(_ analysis: Analysis, joints: [Int] = [], origin: (Int) -> Int = { $0 }) {
    starts = TokenColumn(analysis.start.map { origin(Int($0)) })
    ends = TokenColumn(
      analysis.start.indices.map { token in
        let length = analysis.string(analysis.text[token]).unicodeScalars.count
        return length == 0
          ? origin(Int(analysis.start[token]))
          : origin(Int(analysis.start[token]) + length - 1) + 1
      })
    space = analysis.space
    var entityPosition = analysis.entityPosition
    var entity: [NamedEntityKind] = Self.labels(analysis.entityType, analysis, .none)
    let forms = TreeWords.Forms(analysis, joints: joints)
    let tagged: [PartOfSpeech] = Self.labels(analysis.pos, analysis, .other)
    EraYears.mark(
      &entity, &entityPosition, sentences: analysis.sentences, pos: tagged, text: forms.text)
    self.entity = entity
    self.entityPosition = entityPosition
    var repair = TreeRepair(
      TreeArcs(
        head: analysis.head, label: Self.labels(analysis.dep, analysis, .other),
        sentences: analysis.sentences), pos: tagged,
      tag: Self.labels(analysis.tag, analysis, .other), entity: entity, word: forms.lower,
      isCapitalized: { forms.text($0).unicodeScalars.first?.properties.isUppercase ?? false })
    repair.mend()
    arcs = repair.arcs
    pos = repair.pos
    tag = repair.tag
    words = TreeWords(forms, analysis, pos: pos, tag: tag)
    (childStart, childList) = Self.children(arcs.head)
  }

  private static func children(_ head: TokenColumn) -> (start: TokenColumn, list: TokenColumn) {
    var start = TokenColumn(repeating: 0, count: head.count + 1)
    for token in head.indices where head[token] != token { start[head[token] + 1] += 1 }
    for token in head.indices { start[token + 1] += start[token] }
    var next = start
    var list = TokenColumn(repeating: 0, count: start[head.count])
    for token in head.indices where head[token] != token {
      list[next[head[token]]] = token
      next[head[token]] += 1
    }
    return (start, list)
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

  /// Whether a sentence is too long to be read for facts; its words then hang on nothing.
  func isTooLong(_ sentence: Int) -> Bool { arcs.isTooLong(sentence) }

  // MARK: Words

  func text(_ token: Int) -> String { words.text(token) }
  func lower(_ token: Int) -> String { words.lower(token) }
  func lemma(_ token: Int) -> String { words.lemma(token) }
  /// Whether one space follows a token.
  func hasSpace(after token: Int) -> Bool { space[token] }

  /// The text of tokens `range`, spaced as it was written.
  func text(_ range: Range<Int>) -> String {
    var result = ""
    for token in range {
      result += text(token)
      if token + 1 < range.upperBound, space[token] { result += " " }
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

  /// The tokens of the named entity that a token is in, or that token alone.
  func entitySpan(_ token: Int) -> Range<Int> {
    var first = token
    while first > 0, entityPosition[first] == .inside { first -= 1 }
    var end = token + 1
    while end < count, entityPosition[end] == .inside { end += 1 }
    return first..<end
  }

  /// The named entities, in order.
  var entities: [Range<Int>] {
    entityPosition.indices.filter { entityPosition[$0] == .begin }.map(entitySpan)
  }

  // MARK: Shape

  func children(_ token: Int) -> Slice<TokenColumn> {
    childList[childStart[token]..<childStart[token + 1]]
  }

  func children(_ token: Int, _ label: Dependency) -> [Int] {
    children(token).filter { dep[$0] == label }
  }

  func child(_ token: Int, _ label: Dependency) -> Int? {
    children(token).first { dep[$0] == label }
  }

  func hasChild(_ token: Int, _ label: Dependency) -> Bool { child(token, label) != nil }

  func isRoot(_ token: Int) -> Bool { arcs.isRoot(token) }

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
  func isBelow(_ token: Int, _ ancestor: Int) -> Bool { arcs.isBelow(token, ancestor) }

  /// The tokens between two; none where the second does not stand behind the first.
  func tokens(between first: Int, and second: Int) -> Range<Int> {
    first + 1..<max(second, first + 1)
  }

  /// Whether a colon or semicolon stands between two tokens: what is before it is told for itself.
  func isParted(_ first: Int, from second: Int) -> Bool {
    tokens(between: first, and: second).contains { text($0) == ";" || text($0) == ":" }
  }

  /// The nearest verb above a token.
  func governingVerb(_ token: Int) -> Int? {
    var above = head[token]
    while head[above] != above, !pos[above].isVerbal { above = head[above] }
    return pos[above].isVerbal && above != token ? above : nil
  }
}
