import Graph

/// What noun phrases claim: appositions, titles, and acts told as nouns ("Lee's visit to Beijing").
extension FactBuilder {
  mutating func stateNouns(
    in sentence: Range<Int>, line: Int, tree: Tree, reader: StanceReader,
    finder: inout ClauseFinder
  ) throws {
    for token in sentence {
      if tree.pos[token] == .verb { try stateHeadlessPassive(token, line, tree) }
      guard tree.pos[token] == .noun || tree.pos[token] == .properNoun else { continue }
      if tree.dep[token] == .appos { try stateApposition(token, line, tree, reader) }
      if tree.pos[token] == .noun, !isInTitle(token, line, tree),
        knowledge.nominals[tree.lemma(token)] != nil
          || knowledge.nominals[tree.lower(token)] != nil
      {
        try stateAct(token, line, tree, reader, &finder)
      }
      if tree.pos[token] == .noun {
        try stateStatus(token, line, tree)
        try stateMembers(of: token, line, tree)
      }
      if let mention = document.mention(at: Place(line: line, token: token)) {
        let claim = claim(line, token, "title")
        try stateTitleOfName(mention, claim, tree)
        try stateLocation(mention, line, tree)
        try stateAsides(of: mention, tree)
      }
    }
  }

  /// "the “Claim to Fame Contest”": a noun in the capitals of a name tells of no act.
  private func isInTitle(_ noun: Int, _ line: Int, _ tree: Tree) -> Bool {
    tree.isCapitalized(noun) && document.lines[line].mentionAt[noun] >= 0
      && tree.entity[noun] == .workOfArt
  }

  private func claim(_ line: Int, _ anchor: Int, _ rule: String) -> Claim {
    var claim = Claim(
      line: line, anchor: anchor, words: ["be"], surface: ["be"], stance: Stance(), rule: rule)
    if let quotation = document.quotations[line].quotation(at: anchor), quotation.isSpeech,
      quotation.speaker == nil, quotation.source == nil
    {
      // Somebody's words, whoever says them.
      claim.stance.modality = "quote"
    }
    return claim
  }

  // MARK: Appositions

  /// "Jeremy Chan, a senior analyst at Eurasia Group"; "his predecessor Yoon Suk Yeol".
  private mutating func stateApposition(
    _ token: Int, _ line: Int, _ tree: Tree, _ reader: StanceReader
  ) throws {
    let head = tree.head[token]
    let isName = document.mention(at: Place(line: line, token: token)) != nil
    let headIsName = document.mention(at: Place(line: line, token: head)) != nil
    guard isName != headIsName else { return }
    let noun = headIsName ? token : head
    guard let name = headIsName ? slots.described(by: token, line: line) : token else { return }
    guard tree.pos[noun] == .noun,
      !tree.children(noun).contains(where: { tree.tag[$0] == .whPossessive })
    else { return }
    if case .date = tree.entity[noun] { return }
    if isCited(name, line, tree) || isField(noun, of: name, line, tree) { return }
    // "Lodge No. 8": a number names nothing.
    if tree.text(noun).allSatisfy(\.isNumber) { return }
    if headIsName, ShellNouns.contains(tree.lemma(noun)) { return }
    if headIsName, isListed(noun, tree) { return }
    if SlotReader.empty.contains(tree.lower(noun)) || isHyphenated(name, line, tree) { return }
    guard tree.pos[tree.head[head]] != .punctuation || !tree.isRoot(head) else { return }
    let claim = claim(line, token, "apposition")
    var names = [name]
    if tree.isPlural(noun), !headIsName {
      // "some senators, among them Maria Cole": one of them is not what they are.
      names = tree.coordinated(name)
      guard names.count > 1 || tree.isPlural(name) else { return }
      names = [name]
    }
    if tree.isPlural(noun), headIsName {
      names = tree.coordinated(name)
      if tree.dep[name] == .conj, tree.pos[tree.head[name]] == .properNoun {
        names.insert(tree.head[name], at: 0)
      }
    }
    let isOneOfThem =
      tree.isPlural(noun) && document.mention(at: Place(line: line, token: noun)) == nil
      && (names.count > 1 || tree.coordinated(name).count > 1)
    var told = claim
    for name in names {
      told.subject = name
      for subject in try slots.arguments(Place(line: line, token: name)) {
        // "a stage (Harbour Square) and a museum": the name is of what stands before it only.
        for other in conjuncts(of: noun, tree) where headIsName || other < name {
          try stateIdentity(told, subject, other, isOneOfThem: isOneOfThem, tree)
        }
      }
    }
  }

  /// "the source material (Martin, 2000)": whose work is cited is not what the noun says.
  private func isCited(_ name: Int, _ line: Int, _ tree: Tree) -> Bool {
    guard let mention = document.mention(at: Place(line: line, token: name)) else { return false }
    if mention.citation != nil { return true }
    let end = mention.tokens.upperBound
    return end + 1 < tree.count && tree.text(end) == "," && tree.pos[end + 1] == .numeral
      && tree.text(end + 1).count == 4
      && (max(0, mention.tokens.lowerBound - 4)..<mention.tokens.lowerBound).contains {
        tree.text($0) == "("
      }
  }

  /// "Vitas Gerulaitis (tennis)": what a person does is in the parentheses, not what he is.
  private func isField(_ noun: Int, of name: Int, _ line: Int, _ tree: Tree) -> Bool {
    guard noun > 0, noun + 1 < tree.count, tree.text(noun - 1) == "(", tree.text(noun + 1) == ")",
      let mention = document.mention(at: Place(line: line, token: name)), mention.entity >= 0,
      slots.entities[mention.entity].kind == .person, knowledge.occupations[tree.lemma(noun)] == nil
    else { return false }
    return KindEvidence(knowledge: knowledge, lines: document.lines).kind(ofNoun: tree.lemma(noun))
      != .person
  }

  /// "Ana, her mother and her sister left": nouns that no comma closes are named beside the name.
  private func isListed(_ noun: Int, _ tree: Tree) -> Bool {
    guard tree.hasChild(noun, .conj), let last = tree.subtree(noun).last, last + 1 < tree.count,
      tree.sentence[last + 1] == tree.sentence[noun]
    else { return false }
    return tree.pos[last + 1] != .punctuation && tree.text(last) != ","
  }

  /// "a \"Winter\"-inspired dance": the name is part of the word that describes.
  private func isHyphenated(_ name: Int, _ line: Int, _ tree: Tree) -> Bool {
    guard let mention = document.mention(at: Place(line: line, token: name)) else { return false }
    var next = mention.tokens.upperBound
    if next < tree.count, ["\"", "”", "’", "'"].contains(tree.text(next)) { next += 1 }
    return next < tree.count && tree.text(next) == "-"
  }

  /// "South Korea's status as a US ally"
  private mutating func stateStatus(_ noun: Int, _ line: Int, _ tree: Tree) throws {
    guard ["status", "position", "role"].contains(tree.lemma(noun)),
      let owner = tree.child(noun, .poss), !tree.hasChild(noun, .amod)
    else { return }
    for preposition in tree.children(noun, .prep) where tree.lower(preposition) == "as" {
      guard let object = tree.child(preposition, .pobj) else { continue }
      for subject in try slots.arguments(Place(line: line, token: owner)) {
        try stateIdentity(claim(line, noun, "status"), subject, object, tree)
      }
    }
  }

  /// "an eight-member delegation, including Ana Ruiz": she is in the delegation.
  private mutating func stateMembers(of group: Int, _ line: Int, _ tree: Tree) throws {
    guard tree.tag[group] == .noun, Self.groups.contains(tree.lemma(group)),
      let including = tree.children(group, .prep).first(where: {
        $0 > group && tree.lower($0) == "including"
      })
    else { return }
    var claim = claim(line, including, "membership")
    (claim.words, claim.surface) = (["be", "in"], ["including"])
    for member in tree.children(including, .pobj).flatMap(tree.coordinated)
    where document.mention(at: Place(line: line, token: member)) != nil {
      claim.subject = member
      for argument in try slots.arguments(Place(line: line, token: member)) {
        try state(claim, argument, group, tree)
      }
    }
  }

  private static let groups: Set<String> = [
    "delegation", "team", "panel", "committee", "crew", "cast", "jury", "party", "board",
    "coalition", "group", "squad", "cabinet", "council", "band", "staff", "commission", "mission",
    "entourage", "line-up", "ensemble", "company",
  ]

  /// "Ewha Womans University in Seoul"
  private mutating func stateLocation(_ mention: Mention, _ line: Int, _ tree: Tree) throws {
    // "the Tatars in the Crimea" are people.
    guard mention.entity >= 0, slots.entities[mention.entity].kind == .organization,
      !tree.isPlural(mention.head),
      let preposition = tree.children(mention.head, .prep).first(where: {
        tree.lower($0) == "in" && $0 == mention.tokens.upperBound
      }), let object = tree.child(preposition, .pobj),
      let place = document.mention(at: Place(line: line, token: object)), place.entity >= 0,
      slots.entities[place.entity].types.contains("place")
    else { return }
    var claim = claim(line, mention.head, "location")
    claim.words = ["be", "in"]
    claim.surface = ["in"]
    try state(claim, .entity(mention.entity), .entity(place.entity))
  }

  // MARK: Acts

  private mutating func stateAct(
    _ noun: Int, _ line: Int, _ tree: Tree, _ reader: StanceReader, _ finder: inout ClauseFinder
  ) throws {
    let nominal = knowledge.nominals[tree.lower(noun)] ?? knowledge.nominals[tree.lemma(noun)]
    guard let nominal else { return }
    var claim = claim(line, noun, "act")
    claim.words = nominal.predicate.split(separator: "_").map(String.init)
    claim.surface = [tree.lower(noun)]
    let isSymmetric = knowledge.relations.isSymmetric(nominal.predicate)
    let agents = try agents(of: noun, line, tree, &claim, reader, &finder)
    guard reader.settle(act: noun, &claim.stance) else { return }
    try addCircumstances(ofAct: noun, line, tree, to: &claim)
    var objects: [Argument] = []
    for preposition in tree.children(noun, .prep)
    where preposition > noun && nominal.prepositions.contains(tree.lower(preposition)) {
      for head in tree.children(preposition, .pobj).flatMap({ conjuncts(of: $0, tree) })
      where !tree.entity[head].isPointInTime {
        objects += try slots.arguments(Place(line: line, token: head))
      }
    }
    if objects.isEmpty, nominal.prepositions.contains("to"), nominal.predicate == "visit" {
      objects += try visited(noun, line, tree)
    }
    for agent in agents {
      for object in objects { try state(claim, agent, object) }
    }
    if isSymmetric, objects.isEmpty { try stateBetween(noun, line, tree, agents, claim) }
  }

  /// "his China visit"
  private mutating func visited(_ noun: Int, _ line: Int, _ tree: Tree) throws -> [Argument] {
    for child in tree.children(noun, .compound)
    where document.mention(at: Place(line: line, token: child)) != nil {
      return try slots.arguments(Place(line: line, token: child))
    }
    return []
  }

  /// "talks between Xi and Lee", "their meeting"
  private mutating func stateBetween(
    _ noun: Int, _ line: Int, _ tree: Tree, _ agents: [Argument], _ claim: Claim
  ) throws {
    var parties = agents
    for preposition in tree.children(noun, .prep)
    where ["between", "of", "among"].contains(tree.lower(preposition)) {
      for head in tree.children(preposition, .pobj).flatMap(tree.coordinated)
      where document.mention(at: Place(line: line, token: head)) != nil {
        for argument in try slots.arguments(Place(line: line, token: head))
        where !parties.contains(argument) {
          parties.append(argument)
        }
      }
    }
    guard parties.count == 2 else { return }
    try state(claim, parties[0], parties[1])
  }

  /// Who does what the noun tells: its possessor, the one after "by" or "of", a demonym, or the subject
  /// of the light verb that it completes.
  private mutating func agents(
    of noun: Int, _ line: Int, _ tree: Tree, _ claim: inout Claim, _ reader: StanceReader,
    _ finder: inout ClauseFinder
  ) throws -> [Argument] {
    if let owner = tree.child(noun, .poss) {
      return try slots.arguments(Place(line: line, token: owner))
    }
    for preposition in tree.children(noun, .prep) where preposition > noun {
      let word = tree.lower(preposition)
      guard word == "by" || word == "of" && tree.child(noun, .prep) == preposition,
        let object = tree.child(preposition, .pobj)
      else { continue }
      let nominal = knowledge.nominals[tree.lemma(noun)] ?? knowledge.nominals[tree.lower(noun)]
      if word == "of", nominal?.prepositions.contains("of") ?? false { continue }
      return try conjuncts(of: object, tree).flatMap {
        try slots.arguments(Place(line: line, token: $0))
      }
    }
    let verb = tree.head[noun]
    if tree.dep[noun] == .dobj, knowledge.verbClasses(tree.lemma(verb)).contains(.light) {
      claim.stance = reader.stance(of: verb)
      return try finder.subjects(verb).flatMap {
        try slots.arguments(Place(line: line, token: $0))
      }
    }
    if let adjective = tree.children(noun, .amod).first,
      let country = demonym(endingAt: adjective, tree)
    {
      return [.entity(slots.country(country))]
    }
    return []
  }
}
