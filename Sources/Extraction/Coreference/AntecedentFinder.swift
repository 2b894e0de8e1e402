/// Finds what later pronouns may mean in a sentence: names, descriptions and noun phrases.
struct AntecedentFinder {
  let lines: [AnalyzedLine]
  let mentions: [Mention]
  let entities: [DocumentEntity]
  let knowledge: Knowledge

  /// The antecedents of a sentence in the order of the text. `known` tells what its descriptions mean.
  func antecedents(
    in range: Range<Int>, line: Int, sentence: Int, known: (Place) -> [Referent]
  ) -> [Antecedent] {
    var result: [Antecedent] = []
    for token in range {
      let place = Place(line: line, token: token)
      if let found = antecedent(at: place, sentence, known) { result.append(found) }
      if let joined = joined(at: place, sentence, known) {
        result.append(joined)
      }
      if let couple = couple(at: place, sentence, known) { result.append(couple) }
    }
    return result
  }

  private func antecedent(at place: Place, _ sentence: Int, _ known: (Place) -> [Referent])
    -> Antecedent?
  {
    let tree = lines[place.line].tree
    let token = place.token
    let mention = lines[place.line].mentionAt[token]
    if mention >= 0 {
      guard mentions[mention].head == token, mentions[mention].entity >= 0 else { return nil }
      var found = named(mentions[mention].entity, at: place, sentence)
      found.length = mentions[mention].tokens.count
      found.isTitled = mentions[mention].title != nil
      found.isTrailingSpeaker = isTrailingSpeaker(token, in: tree)
      found.toldGender = toldGender(at: token, in: tree)
      return found
    }
    guard tree.pos[token] == .noun || isJoinedName(token, in: tree), isArgument(token, in: tree),
      !isMeasure(token, in: tree)
    else {
      return nil
    }
    let meant = known(place)
    if !meant.isEmpty {
      guard meant.count == 1 else { return nil }
      if case .entity(let entity) = meant[0] { return named(entity, at: place, sentence) }
    }
    var found = Antecedent(
      referents: meant.isEmpty ? [.phrase(place)] : meant, place: place, sentence: sentence,
      role: Antecedent.role(of: token, in: tree))
    let lemma = tree.lemma(token)
    found.isPlural = tree.isPlural(token)
    found.isPerson = !meant.isEmpty || knowledge.isPerson(noun: lemma)
    // Whoever holds an office is somebody, as a name is.
    if !meant.isEmpty { found.kind = .person }
    found.gender = knowledge.gender(ofNoun: lemma)
    found.isGenderSure = found.gender != nil
    found.nounKind = knowledge.typeNouns[lemma]
    found.determiner = determiner(of: token, in: tree)
    found.isMainSubject = Antecedent.isMainSubject(token, in: tree)
    return found
  }

  private func named(_ entity: Int, at place: Place, _ sentence: Int) -> Antecedent {
    let tree = lines[place.line].tree
    let known = entities[entity]
    var found = Antecedent(
      referents: [.entity(entity)], place: place, sentence: sentence,
      role: Antecedent.role(of: place.token, in: tree))
    found.kind = known.kind
    found.isPerson = known.kind == .person ? true : known.kind == .thing ? nil : false
    found.isPlural = known.kind == .group
    found.gender = known.gender
    if known.gender == nil, known.kind == .person || known.kind == .thing {
      found.gender = knowledge.likelyGender(ofName: known.label)
    }
    found.isGenderSure = known.gender != nil && known.label.contains(" ")
    found.isMainSubject = Antecedent.isMainSubject(place.token, in: tree)
    return found
  }

  /// "the actress Ana Ruiz", "his wife, Ana Ruiz", "Ana Ruiz, a nun,", "Ana Ruiz is a Peruvian actress".
  private func toldGender(at name: Int, in tree: Tree) -> Knowledge.Gender? {
    var nouns = tree.children(name).filter {
      tree.dep[$0] == .appos || tree.dep[$0] == .compound || tree.dep[$0] == .nmod
    }
    if tree.dep[name] == .appos { nouns.append(tree.head[name]) }
    if tree.dep[name] == .nsubj, tree.lemma(tree.head[name]) == "be" {
      nouns += tree.children(tree.head[name], .attr)
    }
    return nouns.lazy.filter { tree.pos[$0] == .noun }
      .compactMap { knowledge.gender(ofNoun: tree.lemma($0)) }.first
  }

  /// "Lee and Xi": what the first of joined names and nouns stands for together with the others.
  private func joined(at place: Place, _ sentence: Int, _ known: (Place) -> [Referent])
    -> Antecedent?
  {
    let tree = lines[place.line].tree
    guard tree.pos[place.token].isNominal, tree.dep[place.token] != .conj,
      tree.hasChild(place.token, .conj)
    else { return nil }
    let members = tree.coordinated(place.token)
    guard (2...4).contains(members.count), tree.hasConjunction("and", below: place.token) else {
      return nil
    }
    let found = members.compactMap {
      antecedent(at: Place(line: place.line, token: $0), sentence, known)
    }
    guard found.count == members.count, Set(found.flatMap(\.referents)).count == members.count,
      found.allSatisfy({ $0.isPerson == found[0].isPerson || $0.isPerson == nil })
    else { return nil }
    var whole = found[0]
    whole.referents = found.flatMap(\.referents)
    whole.isPlural = true
    whole.gender = nil
    whole.isGenderSure = false
    return whole
  }

  /// "Lind married Reyes": both of them together.
  private func couple(at place: Place, _ sentence: Int, _ known: (Place) -> [Referent])
    -> Antecedent?
  {
    let tree = lines[place.line].tree
    guard Self.marrying.contains(tree.lemma(place.token)), tree.pos[place.token] == .verb,
      let subject = tree.child(place.token, .nsubj), let object = tree.child(place.token, .dobj),
      !tree.hasChild(place.token, .neg),
      let one = person(at: Place(line: place.line, token: subject), known),
      let other = person(at: Place(line: place.line, token: object), known), one != other
    else { return nil }
    var whole = named(one, at: Place(line: place.line, token: subject), sentence)
    whole.referents = [.entity(one), .entity(other)]
    whole.isPlural = true
    whole.gender = nil
    whole.isGenderSure = false
    return whole
  }

  private static let marrying: Set<String> = ["marry", "wed"]

  private func person(at place: Place, _ known: (Place) -> [Referent]) -> Int? {
    var entity: Int?
    let mention = lines[place.line].mentionAt[place.token]
    if mention >= 0 {
      entity = mentions[mention].entity
    } else if case .entity(let meant)? = known(place).first, known(place).count == 1 {
      entity = meant
    } else if let name = lines[place.line].tree.child(place.token, .appos),
      lines[place.line].mentionAt[name] >= 0
    {
      entity = mentions[lines[place.line].mentionAt[name]].entity
    }
    guard let entity, entity >= 0, entities[entity].kind == .person else { return nil }
    return entity
  }

  /// A name joined to others that was not found to name anything.
  private func isJoinedName(_ token: Int, in tree: Tree) -> Bool {
    tree.pos[token] == .properNoun && (tree.dep[token] == .conj || tree.hasChild(token, .conj))
  }

  private func isArgument(_ token: Int, in tree: Tree) -> Bool {
    switch tree.dep[token] {
    case .nsubj, .nsubjpass, .dobj, .pobj, .dative, .conj, .poss, .attr, .appos: true
    default: false
    }
  }

  /// Times, amounts and counts, which pronouns hardly mean.
  private func isMeasure(_ token: Int, in tree: Tree) -> Bool {
    switch tree.entity[token] {
    case .date, .time, .percent, .money, .quantity, .ordinal, .cardinal: true
    default: false
    }
  }

  private func determiner(of token: Int, in tree: Tree) -> Antecedent.Determiner {
    for child in tree.children(token) where child < token {
      if tree.dep[child] == .poss { return .owned }
      guard tree.dep[child] == .det else { continue }
      switch tree.lower(child) {
      case "the": return .definite
      case "a", "an": return .indefinite
      default: return .other
      }
    }
    return .none
  }

  private func isTrailingSpeaker(_ token: Int, in tree: Tree) -> Bool {
    let verb = tree.head[token]
    return tree.dep[token] == .nsubj && knowledge.verbClasses(tree.lemma(verb)).contains(.say)
      && tree.children(verb).contains { tree.dep[$0] == .ccomp && $0 < token }
  }
}
