/// Who says what a clause says: sources beside verbs, verbs of saying, and who passes the words on.
extension StanceReader {
  /// "according to X" beside a verb, and who passes X's words on ("a report cited by Y").
  func addSources(of verb: Int, saying statement: Int, to stance: inout Stance) {
    guard tree.pos[verb].isVerbal else { return }
    for child in tree.children(verb, .advcl)
    where isTelling(child) && !tree.isBelow(statement, child) {
      if let subject = teller(in: child) { stance.attribute(to: subject) }
    }
    for child in tree.children(verb, .parataxis)
    where isInserted(child, in: verb) && !tree.isBelow(statement, child) {
      if let subject = tree.child(child, .nsubj) { stance.attribute(to: subject) }
    }
    for preposition in tree.children(verb, .prep)
    where !tree.isBelow(statement, preposition) && !isBeside(statement, verb) {
      if let holder = holder(ofView: preposition, of: verb) { stance.attribute(to: holder) }
    }
    for child in tree.children(verb) where tree.lower(child) == "according" {
      // What describes the source is not its words.
      if tree.isBelow(statement, child) { return }
      for inner in [child] + tree.children(child) {
        guard let object = tree.child(inner, .pobj) else { continue }
        stance.attribute(to: object)
        for relay in relays(of: object) { stance.attribute(to: relay) }
        return
      }
    }
  }

  /// "Stahl, prosecutors said, took bribes": a verb of saying put between the parts of what is said.
  private func isInserted(_ verb: Int, in clause: Int) -> Bool {
    guard isSaying(verb), !tree.hasChild(verb, .dobj), !tree.hasChild(verb, .ccomp),
      let first = tree.subtree(verb).first(where: { tree.pos[$0] != .punctuation }), first > 0,
      verb + 1 < tree.count
    else { return false }
    let dashes = [",", "–", "—"]
    // "Brasko, the firm Lind said had dumped the waste"
    return dashes.contains(tree.text(first - 1))
      && (dashes.contains(tree.text(verb + 1)) || tree.text(verb + 1) == "."
        || tree.pos[verb + 1].isVerbal)
  }

  /// Whether a clause is told beside that of a verb above it: "In Lind's view the port is a burden, as it lost money".
  private func isBeside(_ clause: Int, _ verb: Int) -> Bool {
    var place = clause
    while place != verb, !tree.isRoot(place) {
      if tree.dep[place] == .advcl { return true }
      place = tree.head[place]
    }
    return false
  }

  /// Whose view it is that a phrase tells: "in Lind's view", "by the firm's account", "in the words of Lind", "to Lind,
  /// the port is a burden".
  private func holder(ofView preposition: Int, of verb: Int) -> Int? {
    guard let noun = tree.child(preposition, .pobj) else { return nil }
    switch tree.lower(preposition) {
    case "in", "by", "from", "on":
      // "in his own words" tells how somebody put it of himself.
      guard knowledge.hostClasses(tree.lemma(noun)).contains(.view),
        !tree.children(noun).contains(where: { tree.lower($0) == "own" })
      else { return nil }
      if let owner = tree.child(noun, .poss) { return isHolder(owner) ? owner : nil }
      guard tree.lower(preposition) == "in",
        let of = tree.child(noun, .prep), tree.lower(of) == "of",
        let owner = tree.child(of, .pobj)
      else { return nil }
      return isHolder(owner) ? owner : nil
    case "per":
      return isSomebody(noun) ? noun : nil
    case "to":
      // "To Lind, …": whom it seems so to stands before the subject, and the verb wants nobody.
      guard tree.lemma(verb) == "be", let subject = tree.child(verb, .nsubj), noun < subject,
        tree.hasChild(verb, .attr) || tree.hasChild(verb, .acomp),
        tree.tokens(between: noun, and: subject).contains(where: { tree.text($0) == "," })
      else { return nil }
      return isSomebody(noun) ? noun : nil
    default: return nil
    }
  }

  private func isHolder(_ owner: Int) -> Bool {
    tree.pos[owner] == .pronoun || tree.tag[owner] == .possessivePronoun || isSomebody(owner)
      || tree.isPlural(owner)
  }

  /// "Rufus Lind: The council sold the mill.": somebody's name before a colon, and a sentence behind it.
  func readLabel() -> Int? {
    guard let colon = (1..<max(1, min(5, tree.count))).first(where: { tree.text($0) == ":" }),
      colon + 2 < tree.count, tree.isCapitalized(colon + 1),
      (0..<colon).allSatisfy({ tree.pos[$0].isNominal && tree.isCapitalized($0) })
    else { return nil }
    let isPerson = (0..<colon).contains {
      tree.entity[$0] == .person || knowledge.genders[tree.text($0)] != nil
    }
    return isPerson ? colon - 1 : nil
  }

  /// "as *Lind* said", "as first reported by the *Gazette*"
  private func teller(in clause: Int) -> Int? {
    tree.child(clause, .nsubj) ?? tree.child(clause, .agent).flatMap { tree.child($0, .pobj) }
  }

  /// "as Vance tells it", "as Lind said", "as reported by the Gazette"
  private func isTelling(_ verb: Int) -> Bool {
    let opens = tree.children(verb).contains {
      $0 < verb && [.mark, .advmod].contains(tree.dep[$0]) && tree.lower($0) == "as"
    }
    guard opens else { return false }
    let isAboutIt = tree.child(verb, .dobj).map { tree.lower($0) == "it" } ?? false
    return isAboutIt || isSaying(verb) && !tree.hasChild(verb, .dobj)
  }

  private static let passingOn: Set<String> = [
    "cite", "quote", "see", "obtain", "publish", "release", "carry", "issue", "broadcast",
  ]

  /// "a report cited by the ministry", "a memo that the Post obtained"
  private func relays(of source: Int) -> [Int] {
    tree.children(source).flatMap { verb -> [Int] in
      guard [.acl, .relcl].contains(tree.dep[verb]), Self.passingOn.contains(tree.lemma(verb))
      else { return [] }
      if let agent = tree.child(verb, .agent), let object = tree.child(agent, .pobj) {
        return [object]
      }
      guard tree.dep[verb] == .relcl else { return [] }
      return tree.children(verb, .nsubj).filter { !tree.tag[$0].isWh && tree.lower($0) != "that" }
    }
  }

  /// "the agency reported, citing officials": the words are those of whom a verb of saying cites.
  private func cited(by verb: Int) -> Int? {
    for child in tree.children(verb)
    where [.advcl, .xcomp, .acl].contains(tree.dep[child])
      && ["citing", "quoting"].contains(tree.lower(child))
    {
      if let object = tree.child(child, .dobj), isSomebody(object) { return object }
    }
    return nil
  }

  private static let documents: Set<String> = [
    "report", "document", "statement", "source", "study", "survey", "poll", "letter", "memo",
    "newspaper", "agency", "broadcaster", "official", "people", "filing", "record", "data",
  ]

  private func isSomebody(_ noun: Int) -> Bool {
    let lemma = tree.lemma(noun)
    return tree.entity[noun] == .person || tree.entity[noun] == .organization
      || tree.entity[noun] == .politicalPlace || Self.documents.contains(lemma)
      || knowledge.titles[lemma] != nil || knowledge.typeNouns[lemma] == .person
  }

  func isSaying(_ verb: Int) -> Bool {
    knowledge.verbClasses(tree.lemma(verb)).contains(.say)
  }

  func setSpeaker(_ verb: Int, _ stance: inout Stance) {
    if stance.speaker == nil { stance.speaker = tree.child(verb, .nsubj) }
  }

  func applyReport(
    _ governor: Int, complement: Int, to stance: inout Stance, isBound: inout Bool
  ) {
    let classes = knowledge.verbClasses(of: governor, in: tree)
    // "He left; she is staying": two statements beside each other.
    if complement < governor,
      classes.contains(.say)
        ? tree.isParted(complement, from: governor) : isParted(complement, from: governor)
    {
      isBound = false
      return
    }
    let isInfinitive =
      (tree.tag[complement] == .baseForm || tree.tag[complement] == .gerund)
      && !tree.children(complement).contains { tree.dep[$0].isAuxiliary && tree.tag[$0] != .to }
    if isInfinitive, isBound {
      // "support to help the country move": it is as open as the helping.
      return applyGovernor(governor, complement: complement, to: &stance)
    }
    if tree.pos[governor] == .adjective {
      if isBound { applyAdjective(governor, to: &stance) }
    } else if isBound, applyCopula(governor, clause: complement, to: &stance) {
      isBound = false
    } else if classes.contains(.say), !classes.contains(.know),
      isContent(complement, ofVerb: governor),
      isUnsaid(governor)
    {
      // What was not said is nobody's word, and "did not deny" leaves it open.
      if isBound { stance.modality = stance.modality ?? tree.lemma(governor) }
    } else if classes.contains(.say), !classes.contains(.know) {
      if let subject = reportingSubject(governor) {
        if stance.speaker == nil, let source = cited(by: governor) { stance.attribute(to: source) }
        stance.attribute(to: subject)
        for relay in relays(of: subject) { stance.attribute(to: relay) }
      } else if stance.modality == nil {
        stance.modality = tree.lemma(governor)
      }
      if isBound, classes.contains(.negative) { stance.isNegated.toggle() }
    } else if isBound, !classes.isDisjoint(with: [.plan, .urge, .appear, .enable]) {
      if stance.modality == nil { stance.modality = tree.lemma(governor) }
    } else if isBound, tree.lemma(governor) == "understand", tree.hasChild(governor, .auxpass) {
      // "it is understood that": somebody has said so.
      stance.modality = stance.modality ?? "understand"
    } else if isBound, let work = madeUpWork(telling: governor) {
      stance.modality = stance.modality ?? work
    } else if isBound, classes.contains(.prove) {
      applyProof(governor, to: &stance)
    } else if isBound, classes.contains(.negative), !classes.contains(.know) {
      stance.isNegated.toggle()
    } else if isBound, tree.lemma(governor) == "have", opensWithThat(complement) {
      // "Legend has it that …"
      stance.modality = stance.modality ?? "have"
    } else if isBound, tree.lemma(governor) == "be", opensWithThat(complement) {
      applyQuestion(of: governor, to: &stance)
    } else if isBound, classes.isDisjoint(with: [.know, .cause, .aspect]),
      !Self.settling.contains(tree.lemma(governor)), isContent(complement, ofVerb: governor)
    {
      // A verb of which nothing is known does not vouch: "sketched how", "dreamt that".
      stance.modality = stance.modality ?? tree.lemma(governor)
    }
    isBound = false
  }

  /// "The film shows how a nurse steals a boat": the work of fiction that is the subject.
  private func madeUpWork(telling verb: Int) -> String? {
    guard let subject = tree.child(verb, .nsubj), isPresent(verb) else { return nil }
    let lemma = tree.lemma(subject)
    return knowledge.hostClasses(lemma).contains(.fiction) ? lemma : nil
  }

  /// Verbs that say nothing of their clause.
  private static let settling: Set<String> = ["be", "do"]

  /// "What Lind claims is that …": the clause that asks tells whose word the answer is.
  private func applyQuestion(of copula: Int, to stance: inout Stance) {
    guard let question = tree.child(copula, .csubj) else { return }
    let classes = knowledge.verbClasses(tree.lemma(question))
    if classes.contains(.say), let subject = tree.child(question, .nsubj) {
      stance.attribute(to: subject)
    } else if !classes.isDisjoint(with: [.plan, .urge, .appear]) {
      stance.modality = stance.modality ?? tree.lemma(question)
    }
  }

  /// "did not prove that", "may find that": what is not shown, or not yet, is open.
  private func applyProof(_ verb: Int, to stance: inout Stance) {
    let above = self.stance(of: verb)
    if above.isNegated {
      stance.modality = stance.modality ?? tree.lemma(verb)
    } else {
      stance.modality = stance.modality ?? above.modality
    }
  }

  private func isParted(_ complement: Int, from governor: Int) -> Bool {
    tree.tokens(between: complement, and: governor).contains {
      [";", ":", "—", "–", "-", "--"].contains(tree.text($0))
    }
      || tree.children(governor).contains { $0 > complement && tree.dep[$0].isSubject }
  }

  /// The subject of a verb of saying, or of the verb that it is conjoined or adjoined to.
  private func reportingSubject(_ verb: Int) -> Int? {
    var place = verb
    // "was told by officials that …"
    if tree.hasChild(verb, .auxpass) || tree.hasChild(verb, .nsubjpass) {
      return tree.child(verb, .agent).flatMap { tree.child($0, .pobj) }
    }
    for _ in 0..<4 {
      if let subject = tree.child(place, .nsubj) { return subject }
      // "…, China Daily reported": the parser may miss what the order tells.
      if place == verb, verb > 0, tree.pos[verb - 1] == .properNoun, tree.head[verb - 1] == verb {
        return verb - 1
      }
      guard [.conj, .advcl, .xcomp].contains(tree.dep[place]), !tree.isRoot(place) else {
        return nil
      }
      place = tree.head[place]
    }
    return nil
  }
}
