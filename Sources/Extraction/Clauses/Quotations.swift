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
  func speaker(at token: Int) -> Int? { quotation(at: token)?.speaker }

  func contains(_ token: Int) -> Bool { quotation(at: token) != nil }

  /// The quotation that a token stands in; none overlap.
  private func quotation(at token: Int) -> Quotation? {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].tokens.lowerBound <= token { low = middle + 1 } else { high = middle }
    }
    guard low > 0, all[low - 1].tokens.contains(token) else { return nil }
    return all[low - 1]
  }

  init(_ tree: Tree, knowledge: Knowledge) {
    all = Self.spans(tree).map { Quotation(tokens: $0, speaker: nil) }
    guard !all.isEmpty else { return }
    let reports = (0..<tree.count).filter { token in
      tree.pos[token].isVerbal && knowledge.verbClasses(tree.lemma(token)).contains(.say)
        && !contains(token) && tree.hasChild(token, .nsubj)
    }
    // The first verb of saying behind the quotation at hand.
    var next = 0
    for index in all.indices {
      let span = all[index].tokens
      while next < reports.count, reports[next] < span.lowerBound { next += 1 }
      guard isUtterance(span, in: tree) else { continue }
      // The nearest, preferably of a sentence that the quotation shares.
      var best: (verb: Int, distance: Int)?
      for place in [next - 1, next] where reports.indices.contains(place) {
        let verb = reports[place]
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
