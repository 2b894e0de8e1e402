import Base
import Graph

/// Turns the phrases of a document into what fills the slots of statements.
struct SlotReader {
  let document: ReadDocument
  let knowledge: Knowledge
  let dates: DateReader
  /// The tense of the clause that is read.
  var tense: DateReader.Tense = .open
  /// Whether a phrase of which the text leaves open what it means stands for itself, rather than for nothing.
  var keepsOpenPhrases = false
  private(set) var resolver: EntityResolver
  private let bearers: [String: Argument]

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
    bearers = Self.bearers(document.speakers, among: resolver.entities)
  }

  var entities: [DocumentEntity] { resolver.entities }

  func tree(_ place: Place) -> Tree { document.lines[place.line].tree }

  mutating func country(_ name: String) -> Int { resolver.country(name) }
  mutating func concept(_ label: String) -> Int { resolver.concept(label) }

  /// How the words of an argument look.
  func look(of argument: Argument) -> SlotLook {
    switch argument {
    case .entity(let entity):
      let isName = entities[entity].kind != .concept
      let label = entities[entity].label.utf8
      return SlotLook(
        isName: isName, isLong: label.count > 40,
        isBare: !isName && !label.contains(UInt8(ascii: " ")))
    case .literal(.string(let text)): return SlotLook(isLiteral: true, isLong: text.utf8.count > 40)
    case .literal: return SlotLook(isLiteral: true)
    }
  }

  // MARK: Arguments

  /// What the phrase with this head stands for; several where it means them together, none where the
  /// text leaves it open.
  mutating func arguments(_ place: Place) throws -> [Argument] {
    let found = try known(place)
    guard found.isEmpty, keepsOpenPhrases else { return found }
    let tree = tree(place)
    return [.literal(.string(tree.nounPhrase(place.token).map(tree.text).joined(separator: " ")))]
  }

  private mutating func known(_ place: Place) throws -> [Argument] {
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
        case .office(let office): result.append(.entity(resolver.holder(of: office)))
        case .phrase(let other) where other != place: result += try arguments(other)
        case .phrase: break
        }
      }
      return result
    }
    let bearers = apposedNames(place)
    if !bearers.isEmpty { return bearers }
    if let bearer = describedName(place) ?? placeOfName(place) { return [bearer] }
    switch tree.pos[place.token] {
    case .pronoun, .determiner:
      return try isPartitive(place) ? phrase(place) : speaker(place)
    case .verb, .auxiliary: return try isNominalized(place) ? phrase(place) : gerund(place)
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

  /// "Ingrid Solberg, the architect who built it": what is told of the description is told of the name.
  private func describedName(_ place: Place) -> Argument? {
    let tree = tree(place)
    guard tree.dep[place.token] == .appos, tree.pos[place.token] == .noun,
      tree.head[place.token] < place.token, !ShellNouns.contains(tree.lemma(place.token)),
      let mention = document.mention(at: Place(line: place.line, token: tree.head[place.token])),
      mention.entity >= 0, tree.isPlural(place.token) == tree.isPlural(mention.head)
    else { return nil }
    switch resolver.entities[mention.entity].kind {
    case .person, .organization, .product, .thing, .work, .country, .place:
      return .entity(mention.entity)
    default: return nil
    }
  }

  /// Nouns that are the place whose name "of" brings; a port of a town is not the town.
  private static let settlements: Set<String> = [
    "city", "town", "village", "hamlet", "suburb", "municipality", "district", "county", "province",
    "prefecture", "region", "state", "island", "republic", "kingdom", "country", "nation",
  ]

  /// "the northern town of Kaduro" is Kaduro.
  private func placeOfName(_ place: Place) -> Argument? {
    let tree = tree(place)
    let noun = place.token
    guard Self.settlements.contains(tree.lower(noun)),
      noun + 1 < tree.count, tree.lower(noun + 1) == "of", tree.head[noun + 1] == noun,
      let object = tree.child(noun + 1, .pobj),
      let mention = document.mention(at: Place(line: place.line, token: object)),
      mention.entity >= 0, mention.tokens.lowerBound == noun + 2,
      !tree.children(noun).contains(where: {
        tree.dep[$0] == .poss || tree.dep[$0] == .compound || tree.dep[$0] == .nummod
          || tree.dep[$0] == .amod && demonstrates(tree.lower($0))
      })
    else { return nil }
    switch resolver.entities[mention.entity].kind {
    case .person, .concept: return nil
    default: return .entity(mention.entity)
    }
  }

  /// Words that make another place of a place: "the northern part" is said, "the old capital" was.
  private func demonstrates(_ word: String) -> Bool {
    ["former", "old", "other", "new", "neighboring", "neighbouring", "rival", "nearby"].contains(
      word)
  }

  /// Who says a whole line, where the document is a conversation: the one of that name, or the name.
  func speaker(ofLine line: Int) -> Argument? {
    document.speakers[line].map { bearers[$0.lowercased()] ?? .literal(.string($0)) }
  }

  /// The one entity that goes by each speaker's name, the name in lower case.
  static func bearers(_ speakers: [String?], among entities: [DocumentEntity])
    -> [String: Argument]
  {
    let names = Set(speakers.compactMap { $0?.lowercased() })
    guard !names.isEmpty else { return [:] }
    var found: [String: Set<Int>] = [:]
    for (index, entity) in entities.enumerated() where entity.kind != .concept {
      for name in [entity.label] + entity.aliases.keys where names.contains(name.lowercased()) {
        found[name.lowercased(), default: []].insert(index)
      }
    }
    return found.compactMapValues { $0.count == 1 ? $0.first.map { .entity($0) } : nil }
  }

  /// "I" is who speaks the quotation, or the line.
  private mutating func speaker(_ place: Place) throws -> [Argument] {
    let tree = tree(place)
    let words: Set<String> = ["i", "me", "myself"]
    guard words.contains(tree.lower(place.token)) else { return [] }
    guard let quotation = document.quotations[place.line].quotation(at: place.token) else {
      if case .entity(let entity)? = speaker(ofLine: place.line) { return [.entity(entity)] }
      return []
    }
    if let source = quotation.source { return try arguments(source) }
    guard let speaker = quotation.speaker, !words.contains(tree.lower(speaker)) else { return [] }
    return try arguments(Place(line: place.line, token: speaker))
  }

  /// "treated the injured": a participle with an article names those of whom it is true.
  private func isNominalized(_ place: Place) -> Bool {
    let tree = tree(place)
    return tree.tag[place.token] == .participle
      && tree.children(place.token).contains { $0 < place.token && tree.dep[$0] == .det }
  }

  private func gerund(_ place: Place) -> [Argument] {
    let tree = tree(place)
    guard tree.tag[place.token] == .gerund else { return [] }
    // "doing so" stands for what another clause tells.
    if tree.lower(place.token) == "doing" { return [] }
    let text = clauseText(tree.whole(place.token), in: tree)
    return text.isEmpty ? [] : [.literal(.string(text))]
  }

  /// What a plural noun says of each of those it describes: "two former colleagues" that one is a former
  /// colleague.
  mutating func singularDescription(_ place: Place) throws -> [Argument] {
    let tree = tree(place)
    var words = label(place).split(separator: " ").map(String.init)
    guard let noun = words.lastIndex(of: tree.text(place.token)) else {
      return try description(place)
    }
    words[noun] = tree.lemma(place.token)
    let isCounted = tree.children(place.token).contains {
      tree.dep[$0] == .nummod && $0 < place.token
    }
    if isCounted { words.removeFirst() }
    return [.entity(resolver.concept(words.joined(separator: " ")))]
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
    if Self.empty.contains(tree.lower(place.token)), !isPartitive(place) { return [] }
    if let value = measured(place) { return [.literal(value)] }
    let label = label(place)
    guard !label.isEmpty else { return [] }
    return [.entity(resolver.concept(label))]
  }

  /// "most of the region", "one of its builders", "several of the mines"
  private func isPartitive(_ place: Place) -> Bool {
    let tree = tree(place)
    return tree.children(place.token, .prep).contains { preposition in
      tree.lower(preposition) == "of"
        && tree.child(preposition, .pobj).map {
          tree.pos[$0] == .noun || tree.pos[$0] == .properNoun
        } ?? false
    }
  }

  /// Numbers, amounts and dates as values.
  private func measured(_ place: Place) -> Term? {
    let tree = tree(place)
    let token = place.token
    switch tree.entity[token] {
    case .date:
      // "two years of strained relations" are no point in time.
      if tree.pos[token] == .noun,
        tree.children(token, .prep).contains(where: {
          tree.lower($0) == "of" && $0 == token + 1
            && !(tree.child($0, .pobj).map { tree.entity[$0].isPointInTime } ?? true)
        })
      {
        return nil
      }
      let phrase = tree.text(entitySpan(token, in: tree))
      if case .day(let day) = dates.read(phrase, tense) { return .date(day) }
      if case .month(let year, let month) = dates.read(phrase, tense), namesMonthOnly(phrase) {
        return .string("\(year)-" + (month < 10 ? "0" : "") + "\(month)")
      }
      if case .year(let year) = dates.read(phrase), phrase.count == 4 {
        return .integer(Int64(year))
      }
      return .string(phrase)
    case .money, .percent, .quantity, .time:
      var span = entitySpan(token, in: tree)
      if span.upperBound < tree.count, tree.isUnit(span.upperBound) {
        span = span.lowerBound..<span.upperBound + 1
      }
      return .string(tree.text(span) + share(of: token, in: tree))
    case .cardinal where tree.pos[token] == .numeral && !isPartitive(place):
      let text = tree.text(entitySpan(token, in: tree))
      return Int64(text.filter { $0 != "," }).map(Term.integer) ?? .string(text)
    default:
      guard tree.pos[token] == .numeral, !isPartitive(place) else { return nil }
      return Int64(tree.text(token)).map(Term.integer)
    }
  }

  /// "June", "last June", "June 2025"; "early June" and "June to August" say more.
  private func namesMonthOnly(_ phrase: String) -> Bool {
    phrase.lowercased().split { " ,.".contains($0) }.allSatisfy { word in
      MonthNames.numbers[String(word)] != nil || word == "last" || word == "next"
        || word.count == 4 && word.allSatisfy(\.isNumber)
    }
  }

  /// What an amount is a part of: "8 percent | of the shares".
  private func share(of token: Int, in tree: Tree) -> String {
    guard tree.entity[token] == .percent,
      let preposition = tree.children(token, .prep).first(where: { tree.lower($0) == "of" }),
      let object = tree.child(preposition, .pobj)
    else { return "" }
    let phrase = tree.nounPhrase(object, dropping: [.acl])
    guard phrase.count <= 5, let last = phrase.last, last > preposition else { return "" }
    return " " + tree.text(preposition..<(last + 1)).trimmingSpaces()
  }

  func entitySpan(_ token: Int, in tree: Tree) -> Range<Int> {
    var first = tree.entitySpan(token).lowerBound
    var end = tree.entitySpan(token).upperBound
    // "March 9 after ten years" is two.
    if tree.entity[first] == .date {
      func isLimit(_ place: Int) -> Bool {
        ["after", "before", "until", "since"].contains(tree.lower(place))
      }
      if let limit = (first..<token).last(where: isLimit) { first = limit + 1 }
      if let limit = (token + 1..<end).first(where: isLimit) { end = limit }
    }
    if tree.entity[first] == .money || tree.entity[first] == .date {
      while first > 0, ["$", "US$", "€", "£", "¥"].contains(tree.text(first - 1)) { first -= 1 }
    }
    return first..<end
  }

  // MARK: Labels

  /// The shortest unambiguous form of a noun phrase ("Japanese seafood"), possessive pronouns replaced
  /// by whom they mean.
  mutating func label(_ place: Place) -> String {
    let tree = tree(place)
    var tokens = tree.nounPhrase(place.token, dropping: [.acl])
    tokens = withoutAsides(tokens, place, tree)
    tokens = withoutTimes(tokens, place, tree)
    while tokens.count > Self.longestLabel, let shorter = withoutLastComplement(tokens, place, tree)
    {
      tokens = shorter
    }
    guard tokens.count <= 2 * Self.longestLabel else { return "" }
    while let first = tokens.first, isEmptyOpening(first, place, tree) { tokens.removeFirst() }
    while let last = tokens.last, last > place.token,
      tree.dep[last] == .cc || tree.dep[last] == .caseMarker || tree.dep[last] == .neg
        || tree.pos[last] == .punctuation && !["%", "”", "\""].contains(tree.text(last))
          && !(tree.text(last) == ")" && tokens.contains { tree.text($0) == "(" })
    {
      tokens.removeLast()
    }
    return words(tokens, in: tree, line: place.line)
  }

  /// The text of tokens, with the names that possessive pronouns stand for.
  private func words(_ tokens: [Int], in tree: Tree, line: Int) -> String {
    var result = ""
    var needsSpace = false
    for (order, token) in tokens.enumerated() {
      var text = tree.text(token)
      if ["“", "”", "\"", "``", "''"].contains(text) {
        if order > 0, tree.hasSpace(after: token) { needsSpace = true }
        continue
      }
      if tree.tag[token] == .possessivePronoun || tree.tag[token] == .whPossessive {
        guard let owner = owner(Place(line: line, token: token)) else { continue }
        text = owner + "'s"
      } else if order == 0, tree.pos[token] != .properNoun, tree.entity[token] == .none,
        document.lines[line].mentionAt[token] < 0,
        text.unicodeScalars.dropFirst().allSatisfy({ !$0.properties.isUppercase })
      {
        text = text.lowercased()
      }
      if needsSpace, !result.isEmpty { result += " " }
      result += text
      needsSpace =
        tree.hasSpace(after: token)
        || (order + 1 < tokens.count && tokens[order + 1] != token + 1)
    }
    return result.trimmingSpaces()
  }

  private func owner(_ place: Place) -> String? {
    let tree = tree(place)
    if tree.tag[place.token] == .whPossessive {
      // "Morales, whose rating fell"
      var clause = place.token
      while !tree.isRoot(clause), tree.dep[clause] != .relcl { clause = tree.head[clause] }
      guard tree.dep[clause] == .relcl,
        let mention = document.mention(at: Place(line: place.line, token: tree.head[clause])),
        mention.entity >= 0
      else { return nil }
      return shortName(of: mention.entity)
    }
    guard let referents = document.sureReferents(of: place), referents.count == 1 else {
      return nil
    }
    switch referents[0] {
    case .entity(let entity): return shortName(of: entity)
    case .office(let office): return office.label(knowledge)
    case .phrase: return nil
    }
  }

  private func shortName(of entity: Int) -> String {
    let entity = resolver.entities[entity]
    return entity.kind == .country ? entity.label : entity.shortName
  }

  /// Articles, demonstratives, and possessives of nobody known say nothing in a label.
  private func isEmptyOpening(_ token: Int, _ place: Place, _ tree: Tree) -> Bool {
    guard token != place.token else { return false }
    if tree.tag[token] == .possessivePronoun {
      return owner(Place(line: place.line, token: token)) == nil
    }
    if tree.dep[token] == .predet || tree.dep[token] == .neg { return true }
    if tree.pos[token] == .adverb || tree.dep[token] == .cc,
      Self.connectives.contains(tree.lower(token))
    {
      return true
    }
    return tree.pos[token] == .determiner
      && [
        "the", "a", "an", "this", "that", "these", "those", "both", "such", "any", "each", "no",
        "neither",
      ]
      .contains(tree.lower(token))
      || tree.pos[token] == .punctuation
  }

  private static let connectives: Set<String> = [
    "however", "also", "even", "only", "just", "still", "then", "meanwhile", "instead", "perhaps",
    "indeed", "too", "not", "both", "especially", "particularly", "notably", "now",
  ]

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

  /// Appositions inside the phrase, what it includes, and gerunds that a verb's preposition brings.
  private func withoutAsides(_ tokens: [Int], _ place: Place, _ tree: Tree) -> [Int] {
    let inside = Set(tokens)
    var dropped: Set<Int> = []
    for token in tokens where tree.text(token) == "(" {
      guard let close = tokens.first(where: { $0 > token && tree.text($0) == ")" }) else {
        continue
      }
      dropped.formUnion(token...close)
    }
    for token in tokens where token > place.token {
      let isAside =
        tree.dep[token] == .appos && !tree.isPlural(tree.head[token])
        && token > 0 && inside.contains(tree.head[token]) && tree.entity[token] != .none
        || tree.dep[token] == .prep && ["including", "despite"].contains(tree.lower(token))
        || (tree.dep[token] == .acl || tree.dep[token] == .relcl) && token > place.token + 1
          && inside.contains(tree.head[token])
        || tree.dep[token] == .appos && isBehindComma(token, tree)
        || tree.dep[token] == .prep && tree.head[token] == place.token
          && tree.dep[place.token] == .dobj && tree.hasChild(token, .pcomp)
          && knowledge.verbClasses(tree.lemma(tree.head[place.token])).contains(.judge)
      if isAside { dropped.formUnion(tree.subtree(token)) }
    }
    guard !dropped.isEmpty else { return tokens }
    return tree.trim(tokens.filter { !dropped.contains($0) })
  }

  private func isBehindComma(_ head: Int, _ tree: Tree) -> Bool {
    guard let first = tree.subtree(head).first, first > 0 else { return false }
    return tree.text(first - 1) == ","
  }

  private func withoutLastComplement(_ tokens: [Int], _ place: Place, _ tree: Tree) -> [Int]? {
    let last = tree.children(place.token).last {
      $0 > place.token && [.prep, .relcl, .amod].contains(tree.dep[$0]) && tokens.contains($0)
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
