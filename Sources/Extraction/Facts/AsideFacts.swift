import Base
import Graph

/// What stands right beside a name, between commas or in parentheses: ages, dates of life, years, offices, and the
/// region of a place.
extension FactBuilder {
  /// "Ana Ruiz, 43, …", "Otto Frank (1889–1980)", "Sky High (2005)", "Graz, Austria", "Lund-based Tarn Pumps".
  mutating func stateAsides(of mention: Mention, _ tree: Tree) throws {
    guard mention.entity >= 0 else { return }
    try stateAge(of: mention, tree)
    try stateParenthesis(behind: mention, tree)
    try stateRegion(of: mention, tree)
    try stateBase(of: mention, tree)
  }

  private func claim(beside mention: Mention, _ words: String...) -> Claim {
    Claim(
      line: mention.line, anchor: mention.head, words: words, surface: words, stance: Stance(),
      rule: "aside")
  }

  private func isPerson(_ mention: Mention) -> Bool {
    slots.entities[mention.entity].kind == .person
  }

  // MARK: Ages

  /// Older than anybody.
  private static let greatestAge = 120

  /// "Ana Ruiz, 43, …", "Ana Ruiz, aged 43", "43-year-old Ana Ruiz"
  private mutating func stateAge(of mention: Mention, _ tree: Tree) throws {
    guard isPerson(mention), let age = ageBehind(mention, tree) ?? ageBefore(mention, tree) else {
      return
    }
    try state(
      claim(beside: mention, "be", "aged"), .entity(mention.entity), .literal(.integer(Int64(age))))
  }

  private func age(at token: Int, _ tree: Tree) -> Int? {
    guard token >= 0, token < tree.count, tree.pos[token] == .numeral,
      let age = Int(tree.text(token)), age > 0, age <= Self.greatestAge
    else { return nil }
    return age
  }

  private func ageBehind(_ mention: Mention, _ tree: Tree) -> Int? {
    let sentence = tree.sentences[tree.sentence[mention.head]]
    var token = mention.tokens.upperBound
    guard token + 1 < sentence.upperBound, tree.text(token) == "," || tree.lower(token) == "aged"
    else { return nil }
    let isSaid = tree.lower(token) == "aged" || tree.lower(token + 1) == "aged"
    token += tree.text(token) == "," && isSaid ? 2 : 1
    guard let age = age(at: token, tree) else { return nil }
    let isClosed =
      token + 1 >= sentence.upperBound || [",", ".", ";", ")"].contains(tree.text(token + 1))
    return isSaid || isClosed ? age : nil
  }

  private func ageBefore(_ mention: Mention, _ tree: Tree) -> Int? {
    var token = mention.tokens.lowerBound - 1
    // "43-year-old farmer Ana Ruiz"
    while token > 4, tree.dep[token] == .compound, tree.pos[token] == .noun { token -= 1 }
    guard token >= 4, tree.lower(token) == "old", tree.lower(token - 2) == "year",
      tree.text(token - 1) == "-", tree.text(token - 3) == "-"
    else { return nil }
    return age(at: token - 4, tree)
  }

  // MARK: Parentheses

  /// Longest parenthesis that is read, in tokens.
  private static let longestParenthesis = 40

  private mutating func stateParenthesis(behind mention: Mention, _ tree: Tree) throws {
    let end = tree.sentences[tree.sentence[mention.head]].upperBound
    var open = mention.tokens.upperBound
    while open < end, ["”", "\"", "''", "’"].contains(tree.text(open)) { open += 1 }
    guard open < end, tree.text(open) == "(" else { return }
    let last = min(end, open + Self.longestParenthesis)
    guard let close = (open + 1..<max(open + 1, last)).first(where: { tree.text($0) == ")" }) else {
      return
    }
    for part in parts(open + 1..<close, tree) where !part.isEmpty {
      try stateParenthesis(part, beside: mention, tree)
    }
  }

  /// What semicolons part in a parenthesis.
  private func parts(_ range: Range<Int>, _ tree: Tree) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var first = range.lowerBound
    for token in range where tree.text(token) == ";" {
      result.append(first..<token)
      first = token + 1
    }
    return result + [first..<range.upperBound]
  }

  private mutating func stateParenthesis(
    _ part: Range<Int>, beside mention: Mention, _ tree: Tree
  ) throws {
    let text = tree.text(part).trimmingSpaces()
    let kind = slots.entities[mention.entity].kind
    if kind == .person, part.count <= 4, let title = knowledge.titles[text.lowercased()],
      title == .office || title == .role
    {
      return try state(
        claim(beside: mention, "be"), .entity(mention.entity), .entity(slots.concept(text)))
    }
    var words = text.split(separator: " ").map(String.init)
    let opening = words.first?.lowercased() ?? ""
    if ["born", "b", "b.", "died", "d", "d."].contains(opening) {
      // "a dancer at the Old Opera (d. 1990)" is of the dancer.
      if ![.person, .thing, .concept].contains(kind) { return }
      words.removeFirst()
      guard let date = date(words.joined(separator: " ")) else { return }
      let isBirth = opening.hasPrefix("b")
      return try state(isBirth ? ["be", "born"] : ["die"], on: date, part.lowerBound, mention)
    }
    if let (first, last) = span(text) {
      let isLife = kind == .person || isLifetime(first, last) && kind != .event && kind != .work
      if isLife {
        try state(["be", "born"], on: first, part.lowerBound, mention)
        return try state(["die"], on: last, part.lowerBound, mention)
      }
      guard kind != .place, kind != .country else { return }
      var claim = claim(beside: mention, "last")
      claim.qualifiers = [
        .init(name: "from", value: value(first), token: part.lowerBound),
        .init(name: "to", value: value(last), token: part.lowerBound),
      ]
      return try state(claim, .entity(mention.entity), nil)
    }
    if [.work, .product, .event, .law].contains(kind), let date = date(text) {
      try state(
        claim(beside: mention, "date", "from"), .entity(mention.entity), value(date))
    }
  }

  private mutating func state(
    _ words: [String], on date: DateReader.Reading, _ token: Int, _ mention: Mention
  ) throws {
    var claim = claim(beside: mention)
    claim.words = words
    claim.surface = words
    var name = "in"
    if case .day(let day) = date {
      claim.date = day
      name = "on"
    }
    claim.qualifiers = [.init(name: name, value: value(date), token: token)]
    try state(claim, .entity(mention.entity), nil)
  }

  private func value(_ date: DateReader.Reading) -> Argument {
    switch date {
    case .day(let day): .literal(.date(day))
    case .month(let year, let month):
      .literal(.string("\(year)-" + (month < 10 ? "0" : "") + "\(month)"))
    case .year(let year): .literal(.integer(Int64(year)))
    }
  }

  /// A date that is all of a text, its year included: "3 May 1961", "May 3, 1961", "1961".
  private func date(_ text: String) -> DateReader.Reading? {
    var words = text.split { " ,".contains($0) }.map { $0.lowercased() }
    if let first = words.first, ["c.", "ca.", "circa", "on", "in"].contains(first) {
      words.removeFirst()
    }
    guard !words.isEmpty, words.count <= 3,
      words.allSatisfy({ word in
        MonthNames.numbers[word] != nil || Int(word) != nil
      }), words.contains(where: { $0.count == 4 && Int($0) != nil })
    else { return nil }
    return slots.dates.read(words.joined(separator: " "))
  }

  /// "1846–1848", "May 3, 1904 – June 5, 1989", "1947–91"
  private func span(_ text: String) -> (DateReader.Reading, DateReader.Reading)? {
    let dashes: Set<Character> = ["–", "—", "-"]
    let sides = text.split(whereSeparator: dashes.contains).map { String($0).trimmingSpaces() }
    guard sides.count == 2, let first = date(sides[0]) else { return nil }
    if let last = date(sides[1]) { return (first, last) }
    // The end of a century's own years leaves the century out.
    guard sides[1].count == 2, let rest = Int(sides[1]), case .year(let year) = first,
      year % 100 < rest
    else { return nil }
    return (first, .year(year / 100 * 100 + rest))
  }

  /// Whether two days are as far apart as a birth and a death may be.
  private func isLifetime(_ first: DateReader.Reading, _ last: DateReader.Reading) -> Bool {
    guard case .day(let birth) = first, case .day(let death) = last else { return false }
    return (10...Self.greatestAge).contains(death.year - birth.year)
  }

  // MARK: Places

  private func isPlace(_ entity: Int) -> Bool {
    [.place, .country].contains(slots.entities[entity].kind)
  }

  /// "Graz, Austria", "Akron, Ohio": the second is where the first is; places that are listed are not.
  private mutating func stateRegion(of mention: Mention, _ tree: Tree) throws {
    let sentence = tree.sentences[tree.sentence[mention.head]]
    let comma = mention.tokens.upperBound
    guard comma + 1 < sentence.upperBound, tree.text(comma) == ",",
      slots.entities[mention.entity].kind == .place
    else { return }
    let index = document.lines[mention.line].mentionAt[comma + 1]
    guard index >= 0 else { return }
    let region = document.mentions[index]
    guard region.tokens.lowerBound == comma + 1, region.entity >= 0,
      region.entity != mention.entity,
      isPlace(region.entity), region.kind == .politicalPlace
    else { return }
    let isCountry = slots.entities[region.entity].kind == .country
    let first = mention.tokens.lowerBound
    let isPlaced = first > sentence.lowerBound && tree.pos[first - 1] == .adposition
    guard isCountry || isPlaced, !isListed(region.tokens.upperBound, mention.line, tree) else {
      return
    }
    try state(
      claim(beside: mention, "be", "in"), .entity(mention.entity), .entity(region.entity))
  }

  /// Whether what stands behind a place goes on with a list of places.
  private func isListed(_ token: Int, _ line: Int, _ tree: Tree) -> Bool {
    guard token < tree.count else { return false }
    if tree.pos[token] == .coordinator { return true }
    guard tree.text(token) == ",", token + 1 < tree.count else { return false }
    if tree.pos[token + 1] == .coordinator { return true }
    let index = document.lines[line].mentionAt[token + 1]
    return index >= 0 && document.mentions[index].kind == .politicalPlace
  }

  /// "Lund-based Tarn Pumps"
  private mutating func stateBase(of mention: Mention, _ tree: Tree) throws {
    try stateBase(
      endingAt: mention.tokens.lowerBound - 1, claim(beside: mention), .entity(mention.entity), tree
    )
  }

  /// Where somebody whom a "-based" ending at a token describes has a base.
  mutating func stateBase(
    endingAt token: Int, _ claim: Claim, _ subject: Argument, _ tree: Tree
  ) throws {
    guard token >= 2, tree.lower(token) == "based", tree.text(token - 1) == "-" else { return }
    let index = document.lines[claim.line].mentionAt[token - 2]
    guard index >= 0, document.mentions[index].entity >= 0, isPlace(document.mentions[index].entity)
    else { return }
    var claim = claim
    claim.words = ["be", "based", "in"]
    claim.surface = claim.words
    claim.rule = "aside"
    try state(claim, subject, .entity(document.mentions[index].entity))
  }
}
