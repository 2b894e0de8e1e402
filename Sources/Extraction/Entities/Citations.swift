import Base

/// Tells the works that a text cites by author and year, as "Marsh (2016)" and "(Marsh & Pell, 2014; Orr et al., 2017a)", from
/// the authors themselves.
///
/// A single name with a year in parentheses may be a life or a film's date. A document that cites does so again and again,
/// so that a few of the form vouch for all.
struct Citations {
  let knowledge: Knowledge
  let lines: [AnalyzedLine]

  /// So many forms of a citation in a document make them citations.
  private static let fewest = 3
  /// How many tokens of other authors may stand between the first one and the year.
  private static let reach = 40

  /// Makes names of works of the mentions that cite. Linear in the text.
  func settle(_ mentions: inout [Mention]) {
    var cited: [(mention: Int, citation: Citation)] = []
    for index in mentions.indices where mayBeAuthor(mentions[index]) {
      if let citation = citation(openedBy: mentions[index]) { cited.append((index, citation)) }
    }
    guard cited.count >= Self.fewest else { return }
    markCoauthors(in: cited, &mentions)
    for (index, citation) in cited {
      let work = "\(mentions[index].surface) (\(citation.year))"
      mentions[index].citation = mentions[index].tokens.lowerBound..<citation.end
      mentions[index].surface = work
      mentions[index].key = NameKey(work)
      mentions[index].kind = .workOfArt
    }
  }

  private struct Citation {
    var year: String
    /// The token behind it.
    var end: Int
  }

  /// The other names of a citation are its authors'.
  private func markCoauthors(
    in cited: [(mention: Int, citation: Citation)], _ mentions: inout [Mention]
  ) {
    let openers = Set(cited.map(\.mention))
    for (index, citation) in cited {
      let line = mentions[index].line
      for token in mentions[index].tokens.upperBound..<citation.end {
        let other = lines[line].mentionAt[token]
        if other >= 0, !openers.contains(other), mentions[other].country == nil {
          mentions[other].isCoauthor = true
        }
      }
    }
  }

  /// Authors are cited by family name; "Anna Marsh (2016)" names her.
  private func mayBeAuthor(_ mention: Mention) -> Bool {
    guard mention.country == nil, mention.title == nil else { return false }
    if mention.key.count == 1 || mention.surface.contains("&") || mention.surface.hasSuffix("al") {
      return mention.kind != .workOfArt
    }
    let first = String(mention.surface.prefix { $0 != " " })
    return mention.kind == .person && knowledge.genders[first] == nil
  }

  private func citation(openedBy mention: Mention) -> Citation? {
    let tree = lines[mention.line].tree
    let first = mention.tokens.lowerBound
    var token = mention.tokens.upperBound
    token = afterOthers(token, tree)
    guard token < tree.count else { return nil }
    // "Marsh (2016)", "Marsh et al. [2016]", "Marsh, (2016)"
    if tree.text(token) == ",", token + 1 < tree.count, Self.opening.contains(tree.text(token + 1))
    {
      token += 1
    }
    if Self.opening.contains(tree.text(token)), token + 2 < tree.count,
      let year = year(token + 1, tree), endsCitation(token + 2, tree)
    {
      let isClosed = Self.closing.contains(tree.text(token + 2))
      return Citation(year: year, end: token + (isClosed ? 3 : 2))
    }
    // "(Marsh, 2016)", "(see Marsh and Pell 2014; …)"
    guard let start = groupStart(before: first, tree) else { return nil }
    let last = min(tree.count, start + Self.reach)
    while token < last, token < tree.count {
      let text = tree.text(token)
      if let year = year(token, tree) {
        guard token + 1 < tree.count, endsCitation(token + 1, tree) else { return nil }
        return Citation(year: year, end: token + 1)
      }
      guard isInAuthors(token, tree, text) else { return nil }
      token += 1
    }
    return nil
  }

  private static let opening: Set<String> = ["(", "["]
  private static let closing: Set<String> = [")", "]"]
  private static let joining: Set<String> = ["&", "and", ",", ".", "et", "al", "al."]
  private static let leads: Set<String> = [
    "see", "also", "e.g.", "cf", "cf.", ",", "in", "as", "for",
  ]

  /// The names of the authors whom the name that opens a citation gives: "McManus" and "Marsden" of "McManus & Marsden".
  static func authors(in mention: Mention, _ tree: Tree) -> [Range<Int>] {
    var authors: [Range<Int>] = []
    for token in mention.tokens
    where tree.isCapitalized(token) && !joining.contains(tree.lower(token)) {
      if let last = authors.last, last.upperBound == token {
        authors[authors.count - 1] = last.lowerBound..<(token + 1)
      } else {
        authors.append(token..<(token + 1))
      }
    }
    return authors
  }

  private func isInAuthors(_ token: Int, _ tree: Tree, _ text: String) -> Bool {
    Self.joining.contains(tree.lower(token)) || tree.isCapitalized(token) || text == "-"
  }

  /// Where "et al." ends, or the name of a second author.
  private func afterOthers(_ token: Int, _ tree: Tree) -> Int {
    var token = token
    while token < tree.count, ["et", "al", "al.", "."].contains(tree.lower(token)) { token += 1 }
    if token + 1 < tree.count, ["&", "and"].contains(tree.lower(token)),
      tree.isCapitalized(token + 1)
    {
      let end = token + 2
      if end < tree.count, Self.opening.contains(tree.text(end)) { return end }
    }
    return token
  }

  /// Where the citation begins that a name opens; nil where the name opens none.
  private func groupStart(before first: Int, _ tree: Tree) -> Int? {
    var token = first - 1
    let end = max(0, first - 5)
    while token >= end {
      if Self.opening.contains(tree.text(token)) || tree.text(token) == ";" { return token }
      guard Self.leads.contains(tree.lower(token)) else { return nil }
      token -= 1
    }
    return nil
  }

  /// "2016", "1998a".
  private func year(_ token: Int, _ tree: Tree) -> String? {
    let text = tree.text(token)
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard digits.count == 4, let number = Int(digits), (1500...2100).contains(number) else {
      return nil
    }
    let rest = text.dropFirst(4)
    return rest.isEmpty || rest.count == 1 && rest.first?.isLetter == true ? text : nil
  }

  /// Spans of years ("1846–1848") are no citation's.
  private func endsCitation(_ token: Int, _ tree: Tree) -> Bool {
    [")", "]", ";", ",", ":"].contains(tree.text(token))
  }
}
