import Graph

/// What the prepositional phrases of a clause claim.
extension FactBuilder {
  /// Prepositions that make a relation of their own beside an object ("sent troops to Syria").
  private static let relating: Set<String> = [
    "as", "to", "from", "against", "into", "with", "toward", "towards", "on", "onto", "over", "for",
    "about", "of",
  ]

  // MARK: Prepositions

  mutating func stateComplements(
    _ clause: Clause, _ subject: Argument, _ claim: Claim, _ tree: Tree, hasObject: Bool
  ) throws {
    var stated = hasObject
    /// The prepositions of the complement that made the relation.
    var first: [String] = []
    let negation = postVerbalNegation(clause, tree)
    for complement in clause.complements {
      let words = complement.prepositions.map(tree.lower)
      guard !["according", "without", "including", "like", "unlike", "despite"].contains(words[0])
      else { continue }
      let head = complement.head
      let isAgent = tree.dep[complement.prepositions[0]] == .agent && !isMeans(head, tree)
      if isTime(head, tree) || isSetPhrase(complement, tree) { continue }
      if words == ["as"] {
        try stateOffice(claim, subject, head, verb: clause.last, hasObject: hasObject, tree)
        if hasObject { try stateAppointment(claim, clause, by: subject, to: head, tree) }
      }
      if hasObject, !isAgent {
        if let idiom = bareNoun(head, tree), words.count == 1 {
          try stateIdiom(idiom, words[0], clause, subject, claim, tree)
          continue
        }
        // The place beside an object is a qualifier; it relates whom or what it names to the subject as well.
        guard Self.relating.contains(words[0]), isNamed(head, claim.line, tree) else { continue }
      }
      if complement.prepositions[0] < clause.verb, !isAgent { continue }
      // One complement makes the relation; others are its qualifiers, and relate whom they name as well.
      if stated, !isAgent, !isNamed(head, claim.line, tree), !goesOn(words, after: first) {
        continue
      }
      var related = claim
      related.told = complement.prepositions[0]
      related.words += words
      related.surface += words
      related.qualifiers.removeAll {
        isOfOtherEnd($0.token, of: complement, among: clause.complements, tree)
      }
      if hasObject { related.traits.insert(.besideObject) }
      related.rule = "preposition"
      if let negation {
        related.stance.isNegated =
          negation.contains(complement.prepositions[0])
          != claim.stance.isNegated
      }
      if first.isEmpty { first = words }
      let heads = conjuncts(of: head, alone: tree.tag[head].isRelative, tree)
      for conjunct in heads.flatMap({ [$0] + tree.exemplars(of: $0) }) {
        let target =
          tree.tag[conjunct].isRelative && tree.dep[clause.verb] == .relcl
          ? tree.head[clause.verb] : conjunct
        var one = related
        if conjunct != head, isDenied(conjunct, tree) { one.stance.isNegated.toggle() }
        try state(one, subject, target, tree)
        if isAgent { try stateActive(clause, target, subject, claim, tree) }
        stated = true
      }
    }
    let isBare = clause.complements.allSatisfy {
      isTime($0.head, tree) || isSetPhrase($0, tree)
        || tree.lower($0.prepositions[0]) == "according"
    }
    // "does so", "did": another verb tells what.
    let isStandIn =
      ["do", "remain"].contains(tree.lemma(clause.last)) || tree.tag[clause.last] == .modal
      || VerbPhrase(tree: tree).lacksObject(clause.last)
      // "What she added was a touch of salt."
      || tree.children(clause.last, .dobj).contains { tree.tag[$0].isWh }
    if !stated, Self.feelings.contains(tree.lower(clause.last)), isBare {
      var state = claim
      state.words = ["be"]
      state.surface = ["be"]
      state.rule = "quality"
      state.object = .words([clause.last])
      return try self.state(state, subject, .literal(.string(tree.lower(clause.last))))
    }
    if !stated, !isStandIn, !claim.stance.isNegated || isBare {
      var alone = claim
      alone.rule = "intransitive"
      try state(alone, subject, nil)
    }
  }

  /// Participles that say how somebody feels rather than what was done to him.
  private static let feelings: Set<String> = [
    "disappointed", "concerned", "worried", "pleased", "satisfied", "interested", "committed",
    "determined", "dedicated", "prepared", "tired", "surprised", "shocked", "delighted", "divided",
    "frightened", "scared", "embarrassed", "convinced", "confused", "excited", "relieved",
    "alarmed",
    "saddened", "outraged", "bored", "married", "retired",
  ]

  private func isTime(_ head: Int, _ tree: Tree) -> Bool {
    tree.entity[head].isPointInTime
      || tree.entity[head] == .none && ["time", "while", "moment"].contains(tree.lemma(head))
  }

  func isSetPhrase(_ complement: Clause.Complement, _ tree: Tree) -> Bool {
    if isTwin(complement, tree) { return true }
    let (preposition, noun) = (complement.prepositions[0], complement.head)
    guard complement.prepositions.count == 1, !tree.hasChild(noun, .conj),
      !tree.hasChild(noun, .prep), !tree.hasChild(noun, .relcl), !tree.hasChild(noun, .poss)
    else { return false }
    let words = (tree.lower(preposition), tree.lower(noun))
    return tree.children(noun).contains { $0 < noun }
      ? SetPhrases.containsWithArticle(words.0, words.1) : SetPhrases.contains(words.0, words.1)
  }

  /// "work hand in hand"
  private func isTwin(_ complement: Clause.Complement, _ tree: Tree) -> Bool {
    let (preposition, noun) = (complement.prepositions[0], complement.head)
    return preposition > 0 && noun == preposition + 1
      && tree.lower(preposition - 1) == tree.lower(noun)
  }

  /// "depends not on tariffs but on trust", "rose from 300 to 900": the second is as much told as the first.
  private func goesOn(_ words: [String], after first: [String]) -> Bool {
    words == first || first == ["from"] && words == ["to"]
  }

  /// "rose from 900 in 2010 to 1,400 in 2020": the year behind one end of a change is not that of the other.
  private func isOfOtherEnd(
    _ token: Int, of complement: Clause.Complement, among all: [Clause.Complement], _ tree: Tree
  ) -> Bool {
    func end(_ word: String) -> Int? {
      all.first { $0.prepositions.count == 1 && tree.lower($0.prepositions[0]) == word }?
        .prepositions[0]
    }
    guard let from = end("from"), let to = end("to"), from < to, tree.lower(token) == "in" else {
      return false
    }
    let own = complement.prepositions[0]
    return own == to ? token > from && token < to : own == from && token > to
  }

  /// Whether a phrase names somebody or something, by name or by what means it.
  private func isNamed(_ head: Int, _ line: Int, _ tree: Tree) -> Bool {
    let index = document.lines[line].mentionAt[head]
    if index >= 0 { return document.mentions[index].entity >= 0 }
    return false
  }

  private static let means: Set<String> = [
    "phone", "telephone", "email", "e-mail", "mail", "letter", "hand", "fax", "radio", "text",
    "car", "bus", "train", "plane", "boat", "ship", "sea", "air", "rail", "road", "law", "force",
    "name", "mistake", "surprise", "chance", "accident",
  ]

  /// "reached by phone": what something is done with does nothing itself.
  private func isMeans(_ head: Int, _ tree: Tree) -> Bool {
    Self.means.contains(tree.lower(head)) && tree.tag[head] == .noun
      && !tree.children(head).contains { $0 < head }
  }

  /// "was accompanied by X" says that X accompanied.
  private mutating func stateActive(
    _ clause: Clause, _ agent: Int, _ subject: Argument, _ claim: Claim, _ tree: Tree
  ) throws {
    var active = claim
    active.words = [tree.lemma(clause.last)] + tree.children(clause.last, .prt).map(tree.lower)
    active.rule = "passive"
    for argument in try slots.arguments(Place(line: claim.line, token: agent)) {
      try state(active, argument, subject)
    }
  }

  /// A noun alone after its preposition makes one word with the verb: "put on hold".
  private func bareNoun(_ head: Int, _ tree: Tree) -> Int? {
    tree.tag[head] == .noun && tree.children(head).isEmpty && tree.entity[head] == .none
      && head == tree.head[head] + 1 ? head : nil
  }

  private mutating func stateIdiom(
    _ noun: Int, _ preposition: String, _ clause: Clause, _ subject: Argument, _ claim: Claim,
    _ tree: Tree
  ) throws {
    guard Self.joining.contains(preposition), Self.idiomatic.contains(tree.lemma(clause.last))
    else {
      return
    }
    var idiom = claim
    idiom.words += [preposition, tree.lower(noun)]
    idiom.surface += [preposition, tree.lower(noun)]
    idiom.rule = "idiom"
    idiom.told = tree.head[noun]
    for object in clause.objects where object.kind == .direct {
      for head in conjuncts(of: object.head, tree) { try state(idiom, subject, head, tree) }
    }
  }

  /// Verbs that mean little without the bare noun behind their preposition: "take into account".
  private static let idiomatic: Set<String> = [
    "put", "take", "bring", "place", "keep", "hold", "call", "set", "lay", "leave", "throw", "turn",
    "draw", "get",
  ]

  /// Prepositions that make an idiom with a bare noun; "before dawn" tells when.
  private static let joining: Set<String> = ["on", "in", "to", "at", "into", "under", "out", "off"]

  /// "depends not on A but on B": the prepositions that are denied.
  private func postVerbalNegation(_ clause: Clause, _ tree: Tree) -> Set<Int>? {
    var denied: Set<Int> = []
    for complement in clause.complements {
      let preposition = complement.prepositions[0]
      if preposition > clause.last, preposition > 0, tree.lower(preposition - 1) == "not" {
        denied.insert(preposition)
      }
    }
    return denied.isEmpty ? nil : denied
  }
}
