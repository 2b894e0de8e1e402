/// The quotations of a line, and who speaks them.
struct Quotations: Sendable {
  struct Quotation: Sendable {
    /// The tokens between the marks.
    var tokens: Range<Int>
    /// Whether it says something, rather than naming it ("a “new phase”").
    var isUtterance = false
    /// Whether it says it in a clause of its own.
    var isSpeech = false
    /// Whether the end of the line, not a mark, ends it.
    var isOpen = false
    /// The head token of the speaker, where the line names one.
    var speaker: Int?
    /// The speaker where another line names him.
    var source: Place?
  }
  private(set) var all: [Quotation] = []

  /// The speaker of the words at `token`.
  func speaker(at token: Int) -> Int? { quotation(at: token)?.speaker }

  func contains(_ token: Int) -> Bool { quotation(at: token) != nil }

  /// The quotation that a token stands in; none overlap.
  func quotation(at token: Int) -> Quotation? {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].tokens.lowerBound <= token { low = middle + 1 } else { high = middle }
    }
    guard low > 0, all[low - 1].tokens.contains(token) else { return nil }
    return all[low - 1]
  }

  /// - Parameter isWithin: whether the line begins within a quotation that a line before has opened.
  init(_ tree: Tree, knowledge: Knowledge, isWithin: Bool = false) {
    all = Self.quotations(in: tree, isWithin: isWithin)
    guard !all.isEmpty else { return }
    let finder = SpeakerFinder(tree: tree, knowledge: knowledge, quotations: self)
    for (index, speaker) in finder.speakers().enumerated() { all[index].speaker = speaker }
  }

  /// How many lines one quotation may go over without a mark.
  private static let longestSpeech = 12

  /// The quotations of each line. One that no mark closes goes on in the next line, which opens with a mark again, or
  /// in the next lines up to one that closes it.
  static func read(_ lines: [AnalyzedLine], knowledge: Knowledge) -> [Quotations] {
    let marks = lines.map { Mark.first(in: $0.tree) }
    var result: [Quotations] = []
    result.reserveCapacity(lines.count)
    for (line, analyzed) in lines.enumerated() {
      var isWithin = false
      if result.last?.goesOn ?? false, marks[line] != .opening {
        let next = line..<min(line + longestSpeech, lines.count)
        isWithin = next.first { marks[$0] != nil }.map { marks[$0] == .closing } ?? false
      }
      result.append(Quotations(analyzed.tree, knowledge: knowledge, isWithin: isWithin))
    }
    var first = lines.startIndex
    while first < lines.endIndex {
      var last = first
      while last + 1 < lines.endIndex, result[last].goesOn, result[last + 1].opens { last += 1 }
      if last > first { settle(first...last, in: &result) }
      first = last + 1
    }
    return result
  }

  /// Whether the line begins with a quotation, and whether it leaves its last one open.
  private var opens: Bool { all.first.map { $0.tokens.lowerBound <= 1 } ?? false }
  private var goesOn: Bool { all.last?.isOpen ?? false }

  /// Gives the speaker of lines that are one speech to those of its quotations that have none: him whom the speech
  /// names, last or first, or who spoke in the line before, where it goes over several.
  private static func settle(_ speech: ClosedRange<Int>, in all: inout [Quotations]) {
    let open = speech.flatMap { line in
      all[line].all.indices.filter {
        all[line].all[$0].isUtterance && all[line].all[$0].speaker == nil
      }
      .map { (line, $0) }
    }
    guard !open.isEmpty else { return }
    var speaker: Place?
    for line in (max(0, speech.lowerBound - 1)...speech.upperBound).reversed() where speaker == nil
    {
      speaker = all[line].all.last { $0.speaker != nil }?.speaker.map {
        Place(line: line, token: $0)
      }
    }
    guard speaker != nil else { return }
    for (line, index) in open { all[line].all[index].source = speaker }
  }

  // MARK: Marks

  /// A mark that opens or closes a quotation.
  private enum Mark {
    case opening, closing

    /// The first mark of a line. A straight one opens what stands close behind it, and closes what is before.
    static func first(in tree: Tree) -> Mark? {
      for token in 0..<tree.count {
        switch tree.text(token) {
        case "“", "``", "„": return .opening
        case "”", "''": return .closing
        case "\"":
          let isBehindWord = token > 0 && !tree.hasSpace(after: token - 1)
          return isBehindWord ? .closing : .opening
        default: break
        }
      }
      return nil
    }
  }

  private static func quotations(in tree: Tree, isWithin: Bool) -> [Quotation] {
    var result: [Quotation] = []
    func add(_ tokens: Range<Int>, isOpen: Bool = false) {
      guard !tokens.isEmpty else { return }
      let verbs = tokens.filter { isFinite($0, tree) }
      result.append(
        Quotation(
          tokens: tokens, isUtterance: !verbs.isEmpty,
          isSpeech: verbs.contains { verb in
            tree.children(verb).contains { tree.dep[$0].isSubject && tokens.contains($0) }
          }, isOpen: isOpen))
    }
    var open = isWithin ? 0 : nil
    var single: Int?
    for token in 0..<tree.count {
      // Marks of one stroke are those of a quotation only outside of others, and where a stop stands before the last.
      if open == nil, opensSingle(token, tree) {
        single = token + 1
      } else if open == nil, let first = single, closesSingle(token, tree) {
        add(first..<token)
        single = nil
      }
      switch tree.text(token) {
      case "“", "``", "„":
        open = token + 1
        single = nil
      case "”", "''":
        if let first = open { add(first..<token) }
        open = nil
      case "\"":
        if let first = open {
          add(first..<token)
          open = nil
        } else {
          open = token + 1
        }
      default: break
      }
    }
    // A paragraph may leave its last quotation open for the next.
    if let first = open, first < tree.count { add(first..<tree.count, isOpen: true) }
    return result
  }

  /// "‘" or "'" close before a word.
  private static func opensSingle(_ token: Int, _ tree: Tree) -> Bool {
    guard ["‘", "'"].contains(tree.text(token)), !tree.hasSpace(after: token),
      token + 1 < tree.count, tree.dep[token] != .caseMarker
    else { return false }
    return token == 0 || tree.hasSpace(after: token - 1)
  }

  /// "’" or "'" close behind a stop.
  private static func closesSingle(_ token: Int, _ tree: Tree) -> Bool {
    ["’", "'"].contains(tree.text(token)) && token > 0 && !tree.hasSpace(after: token - 1)
      && [",", ".", "!", "?", "…"].contains(tree.text(token - 1))
  }

  private static func isFinite(_ token: Int, _ tree: Tree) -> Bool {
    tree.pos[token].isVerbal
      && [.past, .present, .thirdPerson, .modal, .baseForm].contains(tree.tag[token])
  }
}
