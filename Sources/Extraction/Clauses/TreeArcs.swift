/// The head and the label of each token of a line, which make a tree of each sentence at any time.
///
/// A climb from head to head ends at a root of the same sentence, because nothing changes a head but ``attach(_:)``,
/// and that leaves trees or leaves all as it was. What hangs on itself has the label of a root, or of no part: a rule that
/// goes on from a conjunct to what it is joined to goes up.
package struct TreeArcs: Sendable {
  /// The governing token; a root governs itself.
  package private(set) var head: TokenColumn
  package private(set) var label: [Dependency]
  package let sentences: [Range<Int>]
  /// The sentence of each token.
  package let sentence: TokenColumn

  /// How many tokens a sentence may have: in what is longer, a list or a text without full stops, the parser finds no
  /// clauses to rely on, and rules that look at every pair of words would take their time.
  package static let longestSentence = 400

  /// What a token is to hang on, and as what; a token that hangs on itself is a root.
  package struct Arc {
    package var token: Int
    package var head: Int
    package var label: Dependency

    package init(_ token: Int, to head: Int, as label: Dependency) {
      self.token = token
      self.head = head
      self.label = label
    }
  }

  /// Takes over the arcs of a parser. One that leaves its sentence, or closes a circle, gives way to a root; the words of
  /// sentences that are too long stand each for itself.
  package init(head: [Int32], label: [Dependency], sentences: [Range<Int>]) {
    self.head = TokenColumn(head)
    self.label = label
    self.sentences = sentences
    var sentence = TokenColumn(repeating: 0, count: head.count)
    for (index, range) in sentences.enumerated() {
      for token in range { sentence[token] = index }
    }
    self.sentence = sentence
    for (index, range) in sentences.enumerated() {
      if isTooLong(index) { takeApart(range) } else { mendClimbs(range) }
    }
  }

  package func isTooLong(_ sentence: Int) -> Bool {
    sentences[sentence].count > Self.longestSentence
  }

  private mutating func takeApart(_ range: Range<Int>) {
    for token in range {
      head[token] = token
      label[token] = .dep
    }
  }

  /// Gives a root to every climb that has none. Each token is climbed over once.
  private mutating func mendClimbs(_ range: Range<Int>) {
    /// The climb that came by each token first; 0 for none.
    var climbs = [Int32](repeating: 0, count: range.count)
    for first in range {
      let climb = Int32(first - range.lowerBound + 1)
      var token = first
      while climbs[token - range.lowerBound] == 0 {
        climbs[token - range.lowerBound] = climb
        let above = head[token]
        if above == token { label[token] = .root }
        let closesCircle =
          above != token && range.contains(above) && climbs[above - range.lowerBound] == climb
        if !range.contains(above) || closesCircle {
          head[token] = token
          label[token] = .root
        }
        token = head[token]
      }
    }
  }

  // MARK: Shape

  func isRoot(_ token: Int) -> Bool { head[token] == token }

  /// Whether `token` is `ancestor` or below it.
  func isBelow(_ token: Int, _ ancestor: Int) -> Bool {
    var place = token
    while place != ancestor {
      if isRoot(place) { return false }
      place = head[place]
    }
    return true
  }

  // MARK: Changes

  /// Changes all of these arcs, or none where that would leave no trees: whether it did. The arcs come after each other,
  /// so that a token may hang on one that is moved out of the way before.
  @discardableResult
  package mutating func attach(_ arcs: [Arc]) -> Bool {
    let old = arcs.map { Arc($0.token, to: head[$0.token], as: label[$0.token]) }
    for arc in arcs {
      head[arc.token] = arc.head
      label[arc.token] = arc.head == arc.token ? .root : arc.label
    }
    guard arcs.allSatisfy({ endsInItsSentence($0.token) }) else {
      for arc in old.reversed() {
        head[arc.token] = arc.head
        label[arc.token] = arc.label
      }
      return false
    }
    return true
  }

  /// Calls an arc by another name, if it is one.
  mutating func relabel(_ token: Int, as label: Dependency) {
    if !isRoot(token) { self.label[token] = label }
  }

  /// The arc that puts a token into the place of another, which is to be moved away: at the top, if that is a root.
  func place(_ token: Int, above other: Int) -> Arc {
    Arc(token, to: isRoot(other) ? token : head[other], as: label[other])
  }

  /// Whether the climb from a token comes to a root without leaving the sentence. A circle would take more steps than
  /// there are tokens.
  private func endsInItsSentence(_ token: Int) -> Bool {
    let range = sentences[sentence[token]]
    var place = token
    for _ in range {
      if isRoot(place) { return true }
      place = head[place]
      if !range.contains(place) { return false }
    }
    return false
  }
}
