import Base
import Graph

/// The offices and relations that nouns name: of whom or what somebody is president, daughter or part.
extension FactBuilder {
  private static let past: Set<String> = [
    "former", "ex", "then", "ousted", "late", "impeached", "deposed", "onetime", "erstwhile",
    "previous", "outgoing", "jailed", "disgraced",
  ]
  /// Words that make another office of an office.
  private static let changing: Set<String> = [
    "acting", "interim", "vice", "deputy", "assistant", "caretaker", "elect", "designate",
    "incoming", "future", "next", "new", "would-be", "honorary", "shadow",
  ]

  /// "president of South Korea", "South Korea's president", "South Korean president", "senior analyst at
  /// Eurasia Group", "part of X": the noun relates its bearer to a name.
  mutating func stateRelation(
    _ claim: Claim, _ subject: Argument, _ noun: Int, _ tree: Tree
  ) throws {
    var first = noun
    while first > 0, tree.head[first - 1] == noun,
      [.compound, .amod, .nmod].contains(tree.dep[first - 1])
    {
      first -= 1
    }
    try stateTitle(claim, subject, words: first..<(noun + 1), noun: noun, tree)
  }

  /// A title in words `range`, whose last is its head; what stands around it says of whom or what.
  private mutating func stateTitle(
    _ claim: Claim, _ subject: Argument, words range: Range<Int>, noun: Int, _ tree: Tree
  ) throws {
    var length = min(4, range.count)
    var kind: Knowledge.TitleKind?
    while length > 0 {
      let first = range.upperBound - length
      let name = tree.text(first..<tree.hyphenatedEnd(of: noun)).lowercased().trimmingSpaces()
      kind = knowledge.titles[name]
      // "one of her pupils"
      if kind == nil, tree.tag[noun] == .nouns, noun == range.upperBound - 1 {
        let before = tree.text(first..<noun).lowercased().trimmingSpaces()
        kind = knowledge.titles[before.isEmpty ? tree.lemma(noun) : before + " " + tree.lemma(noun)]
      }
      if kind != nil { break }
      length -= 1
    }
    let first = range.upperBound - max(length, 1)
    var words = (first..<range.upperBound).map(tree.lower)
    if tree.tag[noun] == .nouns { words[words.count - 1] = tree.lemma(noun) }
    words += (noun + 1..<tree.hyphenatedEnd(of: noun)).map(tree.lower).filter { $0 != "-" }
    var prefix: [String] = []
    for token in range.lowerBound..<first {
      if Self.past.contains(tree.lower(token)) {
        prefix = ["former"]
      } else if Self.changing.contains(tree.lower(token)), tree.lower(token) != "new" {
        prefix.append(tree.lower(token))
      }
    }
    if tree.children(noun).contains(where: { Self.past.contains(tree.lower($0)) }) {
      prefix = ["former"]
    }
    if claim.isOver { prefix = ["former"] }
    var relation = claim
    relation.rule = "title"
    relation.qualifiers.removeAll { $0.name == "as" }
    let found = try complements(of: noun, before: first, kind, claim, tree)
    // "director of research at Tarn Pumps": what it is an office of is told already.
    let isTold = found.contains { $0.0 == "of" }
    for (preposition, argument) in found {
      relation.words = prefix + words + [kind == .office && !isTold ? "of" : preposition]
      // Whatever kind of settlement it is, "a town in Peru" is there.
      if preposition == "in", SlotReader.settlements.contains(tree.lower(noun)) {
        relation.words = ["be", "in"]
      }
      relation.surface = relation.words
      try state(relation, subject, argument)
    }
  }

  /// What an office or relation is of.
  private mutating func complements(
    of noun: Int, before first: Int, _ kind: Knowledge.TitleKind?, _ claim: Claim, _ tree: Tree
  ) throws -> [(String, Argument)] {
    let line = claim.line
    var result: [(String, Argument)] = []
    var prepositions = tree.children(noun, .prep).filter { $0 > noun }
    // The parser may hang what is right behind the noun on the one before it.
    if prepositions.isEmpty, tree.dep[noun] == .conj, noun + 1 < tree.count,
      tree.dep[noun + 1] == .prep, tree.isBelow(noun, tree.head[noun + 1])
    {
      prepositions = [noun + 1]
    }
    // "a teacher and mother of Ana Ruiz": the complement is of the word of kinship.
    let kin = tree.children(noun, .conj).first { knowledge.titles[tree.lemma($0)] == .relation }
    for preposition in prepositions
    where (kin.map { preposition < $0 } ?? true)
      && !["including", "like", "despite"].contains(tree.lower(preposition))
      && !tree.opensExamples(preposition)
    {
      for object in tree.children(preposition, .pobj).flatMap({ conjuncts(of: $0, tree) }) {
        let place = Place(line: line, token: whole(of: object, tree) ?? object)
        guard document.mention(at: place) != nil || kind != nil && kind != .role else { continue }
        guard !tree.entity[object].isPointInTime else { continue }
        for argument in try slots.arguments(place) {
          guard case .entity = argument else { continue }
          result.append((tree.lower(preposition), argument))
        }
      }
    }
    guard result.isEmpty, let kind else { return result }
    if let owner = tree.child(noun, .poss) {
      for argument in try slots.arguments(Place(line: line, token: owner)) {
        guard case .entity = argument else { continue }
        result.append(("of", argument))
      }
      return result
    }
    if kind == .office || kind == .relation, let argument = try modifier(before: first, line, tree)
    {
      return [("of", argument)]
    }
    return claim.giver.map { [("of", $0)] } ?? []
  }

  private static let parts: Set<String> = [
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "center",
    "centre",
    "heart", "middle", "part", "interior", "outskirts",
  ]

  /// "in the east of Saxony", "in the northern part of Peru": the place that a part is of.
  private func whole(of part: Int, _ tree: Tree) -> Int? {
    guard Self.parts.contains(tree.lower(part)),
      let of = tree.children(part, .prep).first(where: { tree.lower($0) == "of" })
    else { return nil }
    return tree.child(of, .pobj)
  }

  /// The country or organisation right before a title: "South Korean | President", "Tesla | CEO".
  private mutating func modifier(before first: Int, _ line: Int, _ tree: Tree) throws -> Argument? {
    var token = first - 1
    while token >= 0,
      Self.past.contains(tree.lower(token)) || Self.changing.contains(tree.lower(token))
        || tree.pos[token] == .adjective && demonym(endingAt: token, tree) == nil
        || tree.text(token) == "-"
    {
      token -= 1
    }
    guard token >= 0 else { return nil }
    if tree.dep[token] == .caseMarker { token -= 1 }
    guard token >= 0 else { return nil }
    if let country = demonym(endingAt: token, tree) { return .entity(slots.country(country)) }
    let index = document.lines[line].mentionAt[token]
    guard index >= 0, document.mentions[index].tokens.upperBound == token + 1 else { return nil }
    let mention = document.mentions[index]
    guard mention.entity >= 0 else { return nil }
    switch slots.entities[mention.entity].kind {
    case .country, .organization: return .entity(mention.entity)
    // "Selvik board member", "Tolvik mayor": what has an office that stands right behind it.
    case .place, .thing:
      if !mention.isCapital, token == first - 1, tree.head[mention.head] >= first {
        return .entity(mention.entity)
      }
      fallthrough
    default:
      if mention.isCapital, let country = knowledge.capitals[mention.surface] {
        return .entity(slots.country(country))
      }
      return nil
    }
  }

  /// The country whose demonym ends at a token ("South Korean").
  func demonym(endingAt token: Int, _ tree: Tree) -> String? {
    for length in stride(from: min(3, token + 1), through: 1, by: -1) {
      let name = tree.text((token - length + 1)..<(token + 1)).trimmingSpaces()
      if let found = knowledge.demonyms[name] { return found.country }
    }
    return nil
  }

  // MARK: Titles before names

  /// "Japanese Prime Minister Sanae Takaichi"
  mutating func stateTitleOfName(_ mention: Mention, _ claim: Claim, _ tree: Tree) throws {
    guard mention.entity >= 0, slots.entities[mention.entity].kind == .person else { return }
    let finder = MentionFinder(knowledge: knowledge)
    var claim = claim
    claim.rule = "title"
    guard let title = finder.title(before: mention.tokens.lowerBound, in: tree),
      title.kind != .courtesy
    else { return try stateCalling(mention, claim, tree) }
    let noun = mention.tokens.lowerBound - 1
    var words = tree.text(title.first..<(noun + 1)).trimmingSpaces().lowercased()
      .split(separator: " ").map(String.init)
    var before = title.first - 1
    // "former Nordwind chairman": the name of what it is an office of may stand between.
    while before >= 0,
      [.adjective, .noun, .properNoun].contains(tree.pos[before]) || tree.text(before) == "-"
    {
      if Self.past.contains(tree.lower(before)) {
        words.insert("former", at: 0)
        break
      }
      if Self.changing.contains(tree.lower(before)), tree.lower(before) != "new" {
        words.insert(tree.lower(before), at: 0)
      }
      before -= 1
    }
    claim.words = ["be"]
    claim.surface = ["is"]
    claim.subject = mention.head
    claim.object = .words(Array(max(before + 1, 0)...noun))
    try state(
      claim, .entity(mention.entity),
      .entity(slots.concept(words.joined(separator: " "))))
    claim.object = nil
    guard title.kind != .rank else { return }
    claim.words = words + ["of"]
    claim.surface = claim.words
    if let argument = try modifier(before: title.first, claim.line, tree) {
      return try state(claim, .entity(mention.entity), argument)
    }
    // "President Lee Jae Myung of South Korea"
    let after = mention.tokens.upperBound
    if after < tree.count, tree.lower(after) == "of",
      let object = tree.child(after, .pobj),
      let country = document.mention(at: Place(line: claim.line, token: object)),
      country.entity >= 0
    {
      try state(claim, .entity(mention.entity), .entity(country.entity))
    }
  }

  /// "striker Chidi Okafor", "Nobel laureate Ana Ruiz": a common noun before a name says what its bearer is.
  private mutating func stateCalling(_ mention: Mention, _ claim: Claim, _ tree: Tree) throws {
    var first = mention.tokens.lowerBound
    while first > 0, tree.dep[first - 1] == .compound || tree.dep[first - 1] == .nmod,
      tree.pos[first - 1] == .noun || tree.pos[first - 1] == .properNoun,
      mention.tokens.contains(tree.head[first - 1]) || tree.head[first - 1] == first,
      document.lines[claim.line].mentionAt[first - 1] < 0
    {
      first -= 1
    }
    let noun = mention.tokens.lowerBound - 1
    guard first <= noun, tree.pos[noun] == .noun, !tree.isCapitalized(noun),
      !tree.isPlural(noun),
      KindEvidence(knowledge: knowledge, lines: document.lines).kind(ofNoun: tree.lemma(noun))
        == .person
    else { return }
    var claim = claim
    claim.words = ["be"]
    claim.surface = ["is"]
    let words = (first...noun).map(tree.text).joined(separator: " ")
    claim.subject = mention.head
    claim.object = .words(Array(first...noun))
    try state(claim, .entity(mention.entity), .entity(slots.concept(words)))
    // "geologist Johanna Lindström of the University of Bremen"
    let after = mention.tokens.upperBound
    if after < tree.count, ["of", "at", "from"].contains(tree.lower(after)),
      let object = tree.child(after, .pobj),
      let place = document.mention(at: Place(line: claim.line, token: object)), place.entity >= 0
    {
      claim.object = nil
      claim.words = [tree.lower(noun), tree.lower(after)]
      claim.surface = claim.words
      try state(claim, .entity(mention.entity), .entity(place.entity))
    }
  }
}
