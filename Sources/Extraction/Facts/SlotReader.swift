import Graph

/// Turns the phrases of a document into what fills the slots of statements.
struct SlotReader {
  let document: ReadDocument
  let knowledge: Knowledge
  let dates: DateReader
  private(set) var resolver: EntityResolver

  /// Longest label of a noun phrase, in tokens.
  private static let longestLabel = 12
  private static let empty: Set<String> = [
    "this", "that", "these", "those", "one", "ones", "some", "many", "others", "other", "both",
    "all", "each", "such", "more", "most", "few", "several", "much", "there", "what", "who",
    "which", "whom", "whose", "anyone", "everyone", "someone", "anything", "everything",
    "something", "nothing", "nobody", "none", "another", "either", "neither", "any", "same",
    "latter", "former", "here", "thing", "way",
  ]

  init(
    document: ReadDocument, knowledge: Knowledge, dates: DateReader, resolver: EntityResolver
  ) {
    self.document = document
    self.knowledge = knowledge
    self.dates = dates
    self.resolver = resolver
  }

  var entities: [DocumentEntity] { resolver.entities }

  func tree(_ place: Place) -> Tree { document.lines[place.line].tree }

  mutating func country(_ name: String) -> Int { resolver.country(name) }

  // MARK: Arguments

  /// What the phrase with this head stands for; several where it means them together, none where the
  /// text leaves it open.
  mutating func arguments(_ place: Place) throws -> [Argument] {
    let tree = tree(place)
    // Any word of a name stands for its bearer: the parser may hang the clause on the wrong one.
    let name = document.lines[place.line].mentionAt[place.token]
    if name >= 0 {
      let entity = document.mentions[name].entity
      return entity >= 0 ? [.entity(entity)] : []
    }
    if let referents = document.sureReferents(of: place) {
      var result: [Argument] = []
      for referent in referents {
        switch referent {
        case .entity(let entity): result.append(.entity(entity))
        case .phrase(let other) where other != place: result += try arguments(other)
        case .phrase: break
        }
      }
      return result
    }
    let bearers = apposedNames(place)
    if !bearers.isEmpty { return bearers }
    switch tree.pos[place.token] {
    case .pronoun: return try speaker(place)
    case .verb, .auxiliary: return gerund(place)
    case .noun, .properNoun, .numeral, .symbol, .other:
      return try phrase(place)
    case .adjective:
      return tree.dep[place.token] == .amod ? [] : try phrase(place)
    default: return []
    }
  }

  /// "his predecessor, Yoon Suk Yeol": who is described is who is named.
  private func apposedNames(_ place: Place) -> [Argument] {
    let tree = tree(place)
    guard tree.pos[place.token] == .noun, let name = tree.child(place.token, .appos),
      name > place.token
    else { return [] }
    let heads = tree.isPlural(place.token) ? tree.coordinated(name) : [name]
    let found = heads.compactMap { head -> Argument? in
      guard let mention = document.mention(at: Place(line: place.line, token: head)),
        mention.entity >= 0
      else { return nil }
      switch resolver.entities[mention.entity].kind {
      case .person, .organization, .product, .thing, .work: return .entity(mention.entity)
      default: return nil
      }
    }
    return found.count == heads.count ? found : []
  }

  /// "I" is who speaks the quotation.
  private mutating func speaker(_ place: Place) throws -> [Argument] {
    let tree = tree(place)
    guard ["i", "me", "myself"].contains(tree.lower(place.token)),
      let speaker = document.quotations[place.line].speaker(at: place.token),
      speaker != place.token
    else { return [] }
    return try arguments(Place(line: place.line, token: speaker))
  }

  private func gerund(_ place: Place) -> [Argument] {
    let tree = tree(place)
    guard tree.tag[place.token] == .gerund else { return [] }
    let text = clauseText(tree.whole(place.token), in: tree)
    return text.isEmpty ? [] : [.literal(.string(text))]
  }

  /// What a noun says of somebody: the name that it is, or its phrase.
  mutating func description(_ place: Place) throws -> [Argument] {
    if let mention = document.mention(at: place) {
      return mention.entity >= 0 ? [.entity(mention.entity)] : []
    }
    return try phrase(place)
  }

  private mutating func phrase(_ place: Place) throws -> [Argument] {
    let tree = tree(place)
    if Self.empty.contains(tree.lower(place.token)) { return [] }
    if let value = measured(place) { return [.literal(value)] }
    let label = label(place)
    guard !label.isEmpty else { return [] }
    return [.entity(try resolver.concept(label))]
  }

  /// Numbers, amounts and dates as values.
  private func measured(_ place: Place) -> Term? {
    let tree = tree(place)
    let token = place.token
    switch tree.entity[token] {
    case .date:
      let phrase = tree.text(entitySpan(token, in: tree))
      if case .day(let day) = dates.read(phrase) { return .date(day) }
      if case .year(let year) = dates.read(phrase), phrase.count == 4 {
        return .integer(Int64(year))
      }
      return .string(phrase)
    case .money, .percent, .quantity, .time:
      return .string(tree.text(entitySpan(token, in: tree)))
    case .cardinal where tree.pos[token] == .numeral:
      let text = tree.text(entitySpan(token, in: tree))
      return Int64(text.filter { $0 != "," }).map(Term.integer) ?? .string(text)
    default:
      guard tree.pos[token] == .numeral else { return nil }
      return Int64(tree.text(token)).map(Term.integer)
    }
  }

  func entitySpan(_ token: Int, in tree: Tree) -> Range<Int> {
    var first = token
    while first > 0, tree.analysis.entityPosition[first] == .inside { first -= 1 }
    var end = token + 1
    while end < tree.count, tree.analysis.entityPosition[end] == .inside { end += 1 }
    if first < token, tree.entity[first] == .money || tree.entity[first] == .date {
      while first > 0, tree.text(first - 1) == "$" { first -= 1 }
    }
    return first..<end
  }

  // MARK: Labels

  /// The shortest unambiguous form of a noun phrase ("Japanese seafood"), possessive pronouns replaced
  /// by whom they mean.
  mutating func label(_ place: Place) -> String {
    let tree = tree(place)
    var tokens = tree.nounPhrase(place.token, dropping: [.acl])
    tokens = withoutTimes(tokens, place, tree)
    while tokens.count > Self.longestLabel, let shorter = withoutLastComplement(tokens, place, tree)
    {
      tokens = shorter
    }
    guard tokens.count <= 2 * Self.longestLabel else { return "" }
    while let first = tokens.first, isEmptyOpening(first, place, tree) { tokens.removeFirst() }
    return words(tokens, in: tree, line: place.line)
  }

  /// The text of tokens, with the names that possessive pronouns stand for.
  private func words(_ tokens: [Int], in tree: Tree, line: Int) -> String {
    var result = ""
    var needsSpace = false
    for (order, token) in tokens.enumerated() {
      var text = tree.text(token)
      if ["“", "”", "\"", "``", "''"].contains(text) {
        if order > 0, tree.analysis.space[token] { needsSpace = true }
        continue
      }
      if tree.tag[token] == .possessivePronoun {
        guard let owner = owner(Place(line: line, token: token)) else { continue }
        text = owner + "'s"
      } else if order == 0, tree.pos[token] != .properNoun, tree.entity[token] == .none,
        text.unicodeScalars.dropFirst().allSatisfy({ !$0.properties.isUppercase })
      {
        text = text.lowercased()
      }
      if needsSpace, !result.isEmpty { result += " " }
      result += text
      needsSpace =
        tree.analysis.space[token]
        || (order + 1 < tokens.count && tokens[order + 1] != token + 1)
    }
    return result.trimmingSpaces()
  }

  private func owner(_ place: Place) -> String? {
    guard let referents = document.sureReferents(of: place), referents.count == 1 else {
      return nil
    }
    switch referents[0] {
    case .entity(let entity):
      let entity = resolver.entities[entity]
      return entity.kind == .country ? entity.label : entity.shortName
    case .phrase: return nil
    }
  }

  /// Articles, demonstratives, and possessives of nobody known say nothing in a label.
  private func isEmptyOpening(_ token: Int, _ place: Place, _ tree: Tree) -> Bool {
    guard token != place.token else { return false }
    if tree.tag[token] == .possessivePronoun {
      return owner(Place(line: place.line, token: token)) == nil
    }
    if tree.dep[token] == .predet { return true }
    return tree.pos[token] == .determiner
      && ["the", "a", "an", "this", "that", "these", "those", "both", "such", "any", "each"]
        .contains(tree.lower(token))
      || tree.pos[token] == .punctuation
  }

  private func withoutTimes(_ tokens: [Int], _ place: Place, _ tree: Tree) -> [Int] {
    var result = tokens
    for child in tree.children(place.token) where tree.dep[child] == .prep && child > place.token {
      guard let object = tree.child(child, .pobj), tree.entity[object].isPointInTime else {
        continue
      }
      let dropped = Set(tree.subtree(child))
      result.removeAll { dropped.contains($0) }
    }
    return tree.trim(result)
  }

  private func withoutLastComplement(_ tokens: [Int], _ place: Place, _ tree: Tree) -> [Int]? {
    let last = tree.children(place.token).last {
      $0 > place.token && (tree.dep[$0] == .prep || tree.dep[$0] == .relcl) && tokens.contains($0)
    }
    guard let last else { return nil }
    let dropped = Set(tree.subtree(last))
    return tree.trim(tokens.filter { !dropped.contains($0) })
  }

  /// The words of a clause as they stand, for what is said or meant.
  func clauseText(_ tokens: [Int], in tree: Tree) -> String {
    guard let first = tokens.first, let last = tokens.last else { return "" }
    var text = tree.text(first..<(last + 1)).trimmingSpaces()
    while let mark = text.first, ["“", "\"", "”"].contains(mark) { text.removeFirst() }
    while let mark = text.last, ["“", "\"", "”", ",", "."].contains(mark) { text.removeLast() }
    return text
  }
}
