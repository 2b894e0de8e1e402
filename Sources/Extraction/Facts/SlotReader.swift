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

  /// Words that mean nothing by themselves.
  static let empty: Set<String> = [
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
  mutating func place(_ name: String) -> Int { resolver.place(name) }
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
    if let name = givenName(place) { return [name] }
    let bearers = apposedNames(place)
    if !bearers.isEmpty { return bearers }
    if let bearer = describedName(place) ?? placeOfName(place) { return [bearer] }
    let identified = try identified(place)
    if !identified.isEmpty { return identified }
    switch tree.pos[place.token] {
    case .pronoun, .determiner:
      let isDefined =
        LabelWords(tree: tree, knowledge: knowledge).definition(of: place.token) != nil
      return try tree.isPartitive(place.token) || isDefined ? phrase(place) : speaker(place)
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

  /// "a school called the Blue Room": what is told of the thing is told of what is called so.
  private func givenName(_ place: Place) -> Argument? {
    let tree = tree(place)
    guard tree.tag[place.token] == .noun,
      let naming = tree.children(place.token, .acl).first(where: { tree.isNaming($0) }),
      let name = tree.child(naming, .oprd),
      let mention = document.mention(at: Place(line: place.line, token: name)), mention.entity >= 0,
      resolver.entities[mention.entity].kind != .concept
    else { return nil }
    return .entity(mention.entity)
  }

  /// "Ingrid Solberg, the architect who built it": what is told of the description is told of the name.
  private func describedName(_ place: Place) -> Argument? {
    let tree = tree(place)
    guard tree.dep[place.token] == .appos, tree.pos[place.token] == .noun,
      tree.head[place.token] < place.token, !ShellNouns.contains(tree.lemma(place.token)),
      let bearer = described(by: place.token, line: place.line),
      let mention = document.mention(at: Place(line: place.line, token: bearer)),
      mention.entity >= 0, tree.isPlural(place.token) == tree.isPlural(mention.head)
    else { return nil }
    switch resolver.entities[mention.entity].kind {
    case .person, .organization, .product, .thing, .work, .country, .place:
      return .entity(mention.entity)
    default: return nil
    }
  }

  /// The token of whom the apposition with this head describes.
  func described(by noun: Int, line: Int) -> Int? {
    DescriptionBearer(tree: document.lines[line].tree, knowledge: knowledge) { token in
      guard let mention = document.mention(at: Place(line: line, token: token)),
        mention.entity >= 0
      else { return nil }
      return entities[mention.entity].kind
    }.bearer(of: noun)
  }

  /// "Axolotls are animals that regrow limbs": what is told of the description is told of whom it describes.
  private mutating func identified(_ place: Place) throws -> [Argument] {
    let tree = tree(place)
    let verb = tree.head[place.token]
    guard tree.dep[place.token] == .attr, tree.pos[place.token] == .noun, tree.lemma(verb) == "be",
      place.token > verb, !ShellNouns.contains(tree.lemma(place.token)),
      let subject = tree.child(verb, .nsubj), subject < verb, !tree.tag[subject].isWh,
      !tree.children(verb).contains(where: { tree.dep[$0] == .neg || tree.tag[$0] == .modal }),
      !tree.hasChild(place.token, .neg), tree.lower(subject) != "it"
    else { return [] }
    return try tree.coordinated(subject).flatMap {
      try arguments(Place(line: place.line, token: $0))
    }
  }

  /// Nouns that are the place whose name "of" brings; a port of a town is not the town.
  static let settlements: Set<String> = [
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
    // "the other two leading poets": each is a leading poet.
    let counts = tree.children(place.token).filter {
      tree.dep[$0] == .nummod && $0 < place.token
    }
    words.removeAll { word in
      word == "other" || counts.contains { tree.text($0) == word || tree.lower($0) == word }
    }
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
    if let repeated = repeated(place) { return [.entity(resolver.concept(repeated))] }
    let isDefined = LabelWords(tree: tree, knowledge: knowledge).definition(of: place.token) != nil
    if Self.empty.contains(tree.lower(place.token)), !tree.isPartitive(place.token), !isDefined {
      return []
    }
    if isOfNobodyKnown(place) { return [] }
    if let counted = countedAgain(place) { return [.entity(resolver.concept(counted))] }
    let measures = MeasureReader(tree: tree, dates: dates, tense: tense)
    if let value = measures.value(of: place.token) { return [.literal(value)] }
    let label = label(place)
    guard !label.isEmpty else { return [] }
    return [.entity(resolver.concept(label))]
  }

  /// "my car", "his mother": without their owner they are anybody's.
  private func isOfNobodyKnown(_ place: Place) -> Bool {
    let tree = tree(place)
    guard
      let owner = tree.children(place.token, .poss).first(where: {
        tree.tag[$0] == .possessivePronoun
      }), self.owner(Place(line: place.line, token: owner)) == nil
    else { return false }
    return ["my", "your"].contains(tree.lower(owner))
      || knowledge.titles[tree.lemma(place.token)] == .relation
  }

  /// "The Danes had a mean of 2.8 and the Swedes one of 3.0": "one" is what the first had.
  private mutating func repeated(_ place: Place) -> String? {
    let tree = tree(place)
    let one = place.token
    guard tree.lower(one) == "one", tree.dep[one] == .dobj,
      Gapping(tree: tree).opensClause(tree.head[one]),
      let object = tree.child(tree.head[tree.head[one]], .dobj), tree.pos[object] == .noun
    else { return nil }
    let noun = tree.nounPhrase(object, dropping: [.prep, .acl, .det])
    let rest = tree.whole(one).filter { $0 > one }
    return words(noun + rest, in: tree, line: place.line)
  }

  /// "rose from 900 pupils to 1,400": the second number counts the same.
  private func countedAgain(_ place: Place) -> String? {
    let tree = tree(place)
    let preposition = tree.head[place.token]
    guard tree.pos[place.token] == .numeral, tree.dep[place.token] == .pobj,
      tree.lower(preposition) == "to", tree.entity[place.token] != .date,
      let from = tree.children(tree.head[preposition], .prep).first(where: {
        $0 < preposition && tree.lower($0) == "from"
      }), let noun = tree.child(from, .pobj), tree.pos[noun] == .noun,
      tree.hasChild(noun, .nummod), tree.entity[noun] != .percent
    else { return nil }
    return tree.text(place.token) + " " + tree.lower(noun)
  }

  // MARK: Labels

  /// The shortest unambiguous form of a noun phrase ("Japanese seafood"), possessive pronouns replaced
  /// by whom they mean.
  mutating func label(_ place: Place) -> String {
    let tree = tree(place)
    var tokens = LabelWords(tree: tree, knowledge: knowledge).tokens(of: place.token)
    while let first = tokens.first, isEmptyOpening(first, place, tree) { tokens.removeFirst() }
    while let last = tokens.last, last > place.token,
      tree.dep[last] == .cc || tree.dep[last] == .caseMarker || tree.dep[last] == .neg
        || tree.dep[last] == .prep || tree.dep[last] == .det
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
      if isVerbatim(token, tree, line) {
        // As it stands.
      } else if tree.tag[token] == .possessivePronoun || tree.tag[token] == .whPossessive {
        guard let owner = owner(Place(line: line, token: token)) else { continue }
        text = owner + "'s"
      } else if tree.tag[token] == .personalPronoun {
        text = owner(Place(line: line, token: token)) ?? text
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

  /// Words that somebody is quoted with are not changed: “a planet in her own orbit”.
  private func isVerbatim(_ token: Int, _ tree: Tree, _ line: Int) -> Bool {
    guard tree.tag[token] == .possessivePronoun,
      let quotation = document.quotations[line].quotation(at: token)
    else { return false }
    return !quotation.isSpeech
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

  /// The words of a clause with those whom its pronouns mean, for what an act hangs on.
  func clauseText(_ tokens: [Int], at line: Int) -> String {
    words(tokens, in: document.lines[line].tree, line: line)
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
