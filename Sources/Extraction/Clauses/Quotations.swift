/// The quotations of a line, and who speaks them.
struct Quotations: Sendable {
  struct Quotation: Sendable {
    /// The tokens between the marks.
    var tokens: Range<Int>
    /// The head token of the speaker, where the line names one.
    var speaker: Int?
  }
  private(set) var all: [Quotation] = []

  /// The speaker of the words at `token`.
  func speaker(at token: Int) -> Int? {
    all.first { $0.tokens.contains(token) }?.speaker
  }

  func contains(_ token: Int) -> Bool { all.contains { $0.tokens.contains(token) } }

  init(_ tree: Tree, knowledge: Knowledge) {
    all = Self.spans(tree).map { Quotation(tokens: $0, speaker: nil) }
    let reports = (0..<tree.count).filter { token in
      tree.pos[token].isVerbal && knowledge.verbClasses(tree.lemma(token)).contains(.say)
        && !all.contains { $0.tokens.contains(token) }
        && tree.children(token).contains { tree.dep[$0] == .nsubj }
    }
    for index in all.indices where isUtterance(all[index].tokens, in: tree) {
      let span = all[index].tokens
      // The nearest verb of saying, preferably of a sentence that the quotation shares.
      var best: (verb: Int, distance: Int)?
      for verb in reports {
        var distance = verb < span.lowerBound ? span.lowerBound - verb : verb - span.upperBound + 1
        if !tree.sentences[tree.sentence[verb]].overlaps(span) { distance += 40 }
        if distance < (best?.distance ?? Int.max) { best = (verb, distance) }
      }
      all[index].speaker = best.flatMap { tree.child($0.verb, .nsubj) }
    }
  }

  /// Whether a quotation says something, rather than naming it ("a “new phase”").
  private func isUtterance(_ span: Range<Int>, in tree: Tree) -> Bool {
    span.contains {
      tree.pos[$0].isVerbal
        && (tree.tag[$0] == .past || tree.tag[$0] == .present || tree.tag[$0] == .thirdPerson
          || tree.tag[$0] == .modal || tree.tag[$0] == .baseForm)
    }
  }

  private static func spans(_ tree: Tree) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var open: Int?
    for token in 0..<tree.count {
      switch tree.text(token) {
      case "“", "``", "„": open = token + 1
      case "”", "''":
        if let first = open, first < token { result.append(first..<token) }
        open = nil
      case "\"":
        if let first = open {
          if first < token { result.append(first..<token) }
          open = nil
        } else {
          open = token + 1
        }
      default: break
      }
    }
    // A paragraph may leave its last quotation open for the next.
    if let first = open, first < tree.count { result.append(first..<tree.count) }
    return result
  }
}
