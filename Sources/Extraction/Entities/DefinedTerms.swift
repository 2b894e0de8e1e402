/// Finds the terms by which a text takes up what it has named: "Orr Valves plc (the "Company")", or "the Company" in a text
/// that speaks of one organisation.
struct DefinedTerms {
  typealias Group = EntityResolver.Group

  let lines: [AnalyzedLine]
  let mentions: [Mention]
  let groups: [Group]

  /// Words between the parenthesis and the term.
  private static let leads: Set<String> = [
    "the", "this", "hereinafter", "hereafter", "together", "collectively", "each", "a", "an", ",",
    "referred", "to", "as", "or", "\"", "“", "”", "'", "‘", "’", "``", "''",
  ]
  private static let longest = 12

  /// The key of what is meant, by the term's key. Linear in the text.
  func expansions() -> [NameKey: NameKey] {
    var result: [NameKey: NameKey] = [:]
    var known: Set<NameKey> = []
    for group in groups { known.insert(group.key) }
    for mention in mentions where known.contains(mention.key) && mention.entity < 0 {
      guard let term = term(behind: mention), term != mention.key, result[term] == nil else {
        continue
      }
      result[term] = mention.key
    }
    for group in groups
    where group.key.count == 1 && TreeRepair.definedTerms.contains(group.key.words[0])
      && result[group.key] == nil
    {
      if let only = organization(before: group.mentions[0]) { result[group.key] = only }
    }
    return result
  }

  /// "Orr Valves plc | (the "Company")": quoted, or behind "the".
  private func term(behind mention: Mention) -> NameKey? {
    let tree = lines[mention.line].tree
    var token = mention.tokens.upperBound
    // What is said of it in between ("a company of Leeds") is short.
    let last = min(tree.count, token + Self.longest)
    guard token < last, tree.text(token) == "(" else { return nil }
    token += 1
    var isMarked = false
    while token < last, Self.leads.contains(tree.lower(token)) {
      isMarked = true
      token += 1
    }
    let first = token
    while token < last, tree.isCapitalized(token) { token += 1 }
    let end = token
    while token < last, Self.leads.contains(tree.lower(token)) { token += 1 }
    guard isMarked, end > first, end - first < 4, token < last, tree.text(token) == ")" else {
      return nil
    }
    return NameKey(tree.text(first..<end))
  }

  /// The only organisation that a text names before a mention.
  private func organization(before mention: Int) -> NameKey? {
    let named = groups.filter {
      $0.kind == .organization && $0.mentions[0] < mention
        && !TreeRepair.definedTerms.contains($0.key.words[0])
    }
    return named.count == 1 ? named[0].key : nil
  }
}
