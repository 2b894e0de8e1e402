/// How the word before the cursor can go on.
struct Completion {
  /// Something that can stand there.
  struct Candidate: Hashable {
    var text: String
    /// What it is: `relation`, `person`, …; empty where that is plain.
    var kind = ""
  }

  /// So many scalars before the cursor give way to the insertion.
  var deletion = 0
  /// What all candidates go on with; nil if nothing fits.
  var insertion: String?
  var candidates: [Candidate]

  static let none = Completion(insertion: nil, candidates: [])
  private static let listed = 100

  /// - Parameters:
  ///   - start: what is typed of the word, with the case as typed.
  ///   - candidates: in the order in which they are listed
  ///   - ending: what ends a word that is complete (a quote, a parenthesis).
  init(
    of start: String, among candidates: [Candidate], ending: (Candidate) -> String = { _ in "" }
  ) {
    let folded = start.lowercased()
    var seen: Set<String> = []
    self.candidates = candidates.filter {
      $0.text.lowercased().hasPrefix(folded) && seen.insert($0.text).inserted
    }
    guard let first = self.candidates.first else {
      insertion = nil
      return
    }
    let common = self.candidates.dropFirst().reduce(first.text) {
      $0.commonBeginning(with: $1.text)
    }
    let rest = String(common.dropFirst(start.count))
    guard self.candidates.count == 1 else {
      insertion = rest
      return
    }
    // The case of the one that is meant.
    if !common.hasPrefix(start) {
      deletion = start.unicodeScalars.count
      insertion = common + ending(first)
    } else {
      insertion = rest + ending(first)
    }
  }

  /// Candidates of one kind, in alphabetical order.
  init(of start: String, among names: [String], kind: String = "", ending: String = "") {
    self.init(
      of: start, among: names.sorted().map { Candidate(text: $0, kind: kind) },
      ending: { _ in ending })
  }

  /// Candidates that replace what is typed of a word: names, which go into quotes.
  init(replacing start: String, by names: [Candidate]) {
    let folded = start.lowercased()
    let fitting = names.filter {
      $0.text.lowercased().hasPrefix(folded)
        || $0.text.lowercased().split(separator: " ").contains { $0.hasPrefix(folded) }
    }
    candidates = fitting
    guard fitting.count == 1 || !start.isEmpty, let first = fitting.first else {
      insertion = nil
      return
    }
    let common = fitting.dropFirst().reduce(first.text) { $0.commonBeginning(with: $1.text) }
    guard fitting.count == 1 || common.count > start.count else {
      insertion = nil
      return
    }
    deletion = start.unicodeScalars.count
    insertion = "\"" + common + (fitting.count == 1 ? "\"" : "")
  }

  private init(insertion: String?, candidates: [Candidate]) {
    self.insertion = insertion
    self.candidates = candidates
  }

  /// The candidates in columns.
  func listing(width: Int) -> String {
    let shown = candidates.prefix(Self.listed).map { candidate in
      DisplayText.visible(candidate.text + (candidate.kind.isEmpty ? "" : "  (\(candidate.kind))"))
    }
    let column = min(width, (shown.map { DisplayText.width(of: $0) }.max() ?? 0) + 2)
    let columns = max(1, width / max(1, column))
    let rows = (shown.count + columns - 1) / columns
    var lines = (0..<rows).map { row in
      stride(from: row, to: shown.count, by: rows).map { place in
        let text = DisplayText.cut(shown[place], to: width)
        return text + String(repeating: " ", count: max(0, column - DisplayText.width(of: text)))
      }.joined()
    }
    if candidates.count > shown.count {
      lines.append("… and \(candidates.count - shown.count) more")
    }
    return lines.joined(separator: "\n")
  }
}

extension String {
  fileprivate func commonBeginning(with other: String) -> String {
    String(zip(self, other).prefix { $0.lowercased() == $1.lowercased() }.map(\.0))
  }
}
