/// How the word before the cursor can go on.
struct Completion {
  /// What all candidates go on with; nil if nothing fits.
  var insertion: String?
  var candidates: [String]

  static let none = Completion(insertion: nil, candidates: [])
  private static let listed = 100

  /// - Parameters:
  ///   - start: what is typed of the word, with the case as typed.
  ///   - ending: what ends a word that is complete (a quote, a parenthesis).
  init(of start: String, among names: [String], ending: String = "") {
    let folded = start.lowercased()
    candidates = Array(Set(names.filter { $0.lowercased().hasPrefix(folded) })).sorted()
    guard let first = candidates.first else {
      insertion = nil
      return
    }
    let common = candidates.dropFirst().reduce(first) { $0.commonBeginning(with: $1) }
    insertion = String(common.dropFirst(start.count)) + (candidates.count == 1 ? ending : "")
  }

  private init(insertion: String?, candidates: [String]) {
    self.insertion = insertion
    self.candidates = candidates
  }

  /// The candidates in columns.
  func listing(width: Int) -> String {
    let shown = candidates.prefix(Self.listed).map { DisplayText.visible($0) }
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
