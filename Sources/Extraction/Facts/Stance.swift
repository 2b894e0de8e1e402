/// How a clause is meant: whether it is denied, how far it is held to be so, and who says it.
struct Stance: Sendable, Equatable {
  var isNegated = false
  /// The word that takes the claim out of the world as it is: `could`, `seek`, `urge`, `if`, ….
  var modality: String?
  /// Head token of the phrase that names the speaker.
  var speaker: Int?
  /// Who passes the speaker's words on, the nearest first: "the paper reported that officials said …".
  var relays: [Int] = []

  /// Adds who says so: the first is the speaker, the others pass it on.
  mutating func attribute(to source: Int) {
    if speaker == nil {
      speaker = source
    } else if speaker != source, !relays.contains(source) {
      relays.append(source)
    }
  }
}

/// Reads the stance of clauses off the tree.
struct StanceReader {
  let tree: Tree
  let knowledge: Knowledge
  let quotations: Quotations

  private static let conditional: Set<String> = ["if", "unless", "whether", "lest", "should"]
  private static let negating: Set<String> = ["without", "instead"]
  private static let negatives: Set<String> = [
    "never", "hardly", "scarcely", "barely", "rarely", "seldom", "neither", "nor", "nowhere",
  ]
  /// Adverbs that say how sure a claim is, or that others make it.
  private static let hedges: Set<String> = [
    "allegedly", "reportedly", "supposedly", "purportedly", "apparently", "presumably", "possibly",
    "perhaps", "maybe", "probably", "potentially", "nearly", "almost", "likely", "ostensibly",
  ]
  /// Words that deny the gerund behind their preposition: "far from ending", "stopped short of ending".
  private static let denying: Set<String> = ["instead", "far", "short", "shy", "incapable"]
  private static let prospective: Set<String> = [
    "likely", "unlikely", "set", "due", "poised", "able", "unable", "ready", "willing", "unwilling",
    "eager", "reluctant", "keen", "free", "bound", "expected", "scheduled", "slated", "supposed",
    "about", "possible", "positioned", "determined", "prepared", "allowed",
  ]

  /// The stance of the clause of a verb, as the words above and around it make it.
  func stance(of verb: Int) -> Stance {
    var stance = Stance()
    apply(wordsOf: verb, to: &stance)
    climb(from: verb, into: &stance)
    if let speaker = quotations.speaker(at: verb) { stance.attribute(to: speaker) }
    if stance.modality == nil, isQuestion(verb) { stance.modality = "question" }
    return stance
  }

  private func isQuestion(_ verb: Int) -> Bool {
    let range = tree.sentences[tree.sentence[verb]]
    return range.last.map { tree.text($0) == "?" } ?? false
  }

  // MARK: The verb's own words

  private func apply(wordsOf verb: Int, to stance: inout Stance) {
    for child in tree.children(verb) {
      if isNegative(child, before: verb) { stance.isNegated = true }
      switch tree.dep[child] {
      case .neg where !isContrast(child, of: verb) && !isNotOnly(child): stance.isNegated.toggle()
      case .aux where tree.tag[child] == .modal:
        if stance.modality == nil { stance.modality = modal(child) }
      case .mark, .advmod:
        let word = tree.lower(child)
        if Self.conditional.contains(word), stance.modality == nil {
          stance.modality = "if"
        } else if Self.hedges.contains(word), stance.modality == nil,
          child < verb || child == verb + 1
        {
          stance.modality = word
        }
      case .nsubj, .nsubjpass, .dobj, .attr:
        if deniesItself(child) { stance.isNegated = true }
      default: break
      }
    }
    if stance.modality == nil, isInvertedCondition(verb) { stance.modality = "if" }
    // "rather than reject it": the parser may make that the main verb.
    let opening = tree.pos[max(0, verb - 1)] == .adverb ? verb - 2 : verb - 1
    if tree.tag[verb] == .baseForm, opening > 0, isRatherThan(opening),
      tree.lower(opening) == "than"
    {
      stance.isNegated = true
    }
    // Conjoined verbs share auxiliaries and negation: "did not come or call".
    let governor = tree.head[verb]
    if tree.dep[verb] == .conj, tree.pos[governor].isVerbal, !hasOwnFrame(verb),
      tree.tag[verb] == tree.tag[governor]
    {
      var shared = Stance()
      apply(wordsOf: governor, to: &shared)
      if stance.modality == nil { stance.modality = shared.modality }
      if shared.isNegated, !isAfterBut(verb) { stance.isNegated.toggle() }
    } else if tree.dep[verb] == .conj, tree.tag[verb] == .gerund,
      tree.children(governor).contains(where: {
        tree.lower($0) == "than" && $0 < verb && isRatherThan($0)
      })
    {
      stance.isNegated = true
    } else if tree.dep[verb] == .conj,
      tree.children(governor).contains(where: {
        tree.dep[$0] == .cc && tree.lower($0) == "nor" && $0 < verb && $0 > governor
      })
    {
      stance.isNegated = true
    }
  }

  /// "no tsunami warning", "neither side", "nobody"
  private func deniesItself(_ noun: Int) -> Bool {
    if ["nobody", "nothing", "none", "neither"].contains(tree.lower(noun)) { return true }
    var first = noun
    while first > 0, tree.head[first - 1] == noun || tree.head[first - 1] == first,
      [.compound, .amod, .det, .nummod, .nmod, .neg].contains(tree.dep[first - 1])
    {
      first -= 1
    }
    if first < noun, ["no", "neither"].contains(tree.lower(first)) { return true }
    return tree.children(noun).contains {
      $0 < noun && ["no", "neither"].contains(tree.lower($0))
    }
  }

  /// "Had the alliance offered a plan, …": an auxiliary before the subject of a clause at the beginning.
  private func isInvertedCondition(_ verb: Int) -> Bool {
    guard [.advcl, .ccomp, .root, .conj].contains(tree.dep[verb]), !isQuestion(verb),
      let auxiliary = tree.children(verb).first(where: { tree.dep[$0].isAuxiliary }),
      ["had", "were", "should"].contains(tree.lower(auxiliary)),
      let subject = tree.children(verb).first(where: { tree.dep[$0].isSubject })
    else { return false }
    guard auxiliary < subject, subject < verb else { return false }
    // "… nor had they"
    let first = tree.subtree(verb).first { tree.pos[$0] != .punctuation && tree.dep[$0] != .cc }
    return first == auxiliary && (auxiliary == 0 || tree.lower(auxiliary - 1) != "nor")
  }

  /// "not only … but also", "not just", "not merely" affirm.
  private func isNotOnly(_ negation: Int) -> Bool {
    guard tree.lower(negation) == "not" || tree.lower(negation) == "n't",
      negation + 1 < tree.count
    else { return false }
    return ["only", "just", "merely", "simply", "solely"].contains(tree.lower(negation + 1))
  }

  /// "never", "nor", "neither" before the verb; "no longer" beside it.
  private func isNegative(_ word: Int, before verb: Int) -> Bool {
    switch tree.dep[word] {
    case .advmod:
      Self.negatives.contains(tree.lower(word))
        || !Self.bounds.contains(tree.lower(word))
          && tree.children(word).contains { tree.dep[$0] == .neg || tree.lower($0) == "no" }
    case .preconj, .cc, .dep, .det:
      word < verb && Self.negatives.contains(tree.lower(word))
    default: false
    }
  }

  /// Adverbs whose "no" or "not" bounds a time or number and denies nothing: "no earlier than May".
  private static let bounds: Set<String> = [
    "earlier", "later", "sooner", "less", "more", "fewer", "only", "just", "merely", "long", "far",
    "surprisingly", "least", "before", "until",
  ]

  private func modal(_ token: Int) -> String {
    switch tree.lower(token) {
    case "ca", "can": "can"
    case "wo", "will", "'ll", "’ll": "will"
    case "'d", "’d", "would": "would"
    default: tree.lower(token)
    }
  }

  /// "represents not a departure but …": the negation is of what follows it, not of the verb.
  private func isContrast(_ negation: Int, of verb: Int) -> Bool {
    guard negation > verb, tree.lower(negation) == "not", tree.lemma(verb) != "be" else {
      return false
    }
    return tree.children(verb).contains {
      $0 == negation + 1
        && (tree.dep[$0] == .prep || tree.dep[$0] == .dobj || tree.dep[$0] == .attr)
    }
      || negation + 1 < tree.count && tree.head[negation + 1] != verb
        && !tree.dep[verb].isAuxiliary && tree.lemma(verb) != "be"
        && tree.isBelow(negation + 1, verb)
  }

  private func hasOwnFrame(_ verb: Int) -> Bool {
    tree.children(verb).contains { tree.dep[$0].isAuxiliary || tree.dep[$0].isSubject }
  }

  private func isAfterBut(_ verb: Int) -> Bool {
    tree.children(tree.head[verb]).contains {
      tree.dep[$0] == .cc && tree.lower($0) == "but" && $0 < verb
    }
  }

  // MARK: What stands above

  private func climb(from verb: Int, into stance: inout Stance) {
    var token = verb
    // Above a finite clause of its own standing, only the speaker matters.
    var isBound = true
    while !tree.isRoot(token) {
      let governor = tree.head[token]
      switch tree.dep[token] {
      case .ccomp, .csubj, .parataxis:
        if tree.pos[governor].isVerbal || tree.pos[governor] == .adjective {
          applyReport(governor, complement: token, to: &stance, isBound: &isBound)
        }
      case .xcomp:
        if isBound { applyGovernor(governor, complement: token, to: &stance) }
        if isSaying(governor), stance.speaker == nil, !isBound { setSpeaker(governor, &stance) }
      case .pcomp:
        if isBound { applyPreposition(governor, to: &stance) }
      case .advcl:
        if isBound {
          applyAdverbial(token, governor, to: &stance)
          isBound = false
        }
      case .acl:
        if isBound {
          if tree.tag[token] == .baseForm {
            stance.modality = stance.modality ?? tree.lemma(governor)
          }
          if hasNegatedNoun(governor) || isGivenUp(governor) { stance.isNegated = true }
        }
        isBound = false
      case .relcl: isBound = false
      case .conj:
        // What governs the first of conjoined verbs governs all.
        if tree.children(token).contains(where: { tree.dep[$0].isSubject }) { isBound = false }
      default:
        if !tree.pos[governor].isVerbal && tree.dep[token] != .prep && tree.dep[token] != .agent {
          isBound = isBound && tree.dep[token] == .acomp
        }
        // "was never willing to give"
        if isBound, token != verb, tree.dep[token] == .acomp || tree.dep[token] == .oprd,
          tree.pos[governor].isVerbal
        {
          apply(wordsOf: governor, to: &stance)
        }
      }
      addSources(of: token, saying: verb, to: &stance)
      token = governor
    }
    addSources(of: token, saying: verb, to: &stance)
  }

  /// "according to X" beside a verb, and who passes X's words on ("a report cited by Y").
  private func addSources(of verb: Int, saying statement: Int, to stance: inout Stance) {
    guard tree.pos[verb].isVerbal else { return }
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

  private func classes(_ verb: Int) -> VerbClasses { knowledge.verbClasses(tree.lemma(verb)) }

  private func isSaying(_ verb: Int) -> Bool {
    knowledge.verbClasses(tree.lemma(verb)).contains(.say)
  }

  private func setSpeaker(_ verb: Int, _ stance: inout Stance) {
    if stance.speaker == nil { stance.speaker = tree.child(verb, .nsubj) }
  }

  private func applyReport(
    _ governor: Int, complement: Int, to stance: inout Stance, isBound: inout Bool
  ) {
    let classes = knowledge.verbClasses(tree.lemma(governor))
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
      applyGovernor(governor, complement: complement, to: &stance)
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
    } else if isBound, classes.contains(.negative) {
      stance.isNegated.toggle()
    }
    isBound = false
  }

  private func isParted(_ complement: Int, from governor: Int) -> Bool {
    ((complement + 1)..<governor).contains {
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

  /// What a verb says about the infinitive or gerund that it governs.
  private func applyGovernor(
    _ governor: Int, complement: Int, to stance: inout Stance
  ) {
    let lemma = tree.lemma(governor)
    if tree.pos[governor] == .adjective || tree.pos[governor] == .adverb {
      if Self.prospective.contains(tree.lower(governor)), stance.modality == nil {
        stance.modality = tree.lower(governor)
      }
      if tree.lower(governor).hasPrefix("un") { stance.isNegated.toggle() }
      // "too weak to fight", "strong enough to fight"
      for degree in tree.children(governor, .advmod) {
        if tree.lower(degree) == "too" { stance.isNegated.toggle() }
        if tree.lower(degree) == "enough" { stance.modality = stance.modality ?? "enough" }
      }
      return
    }
    if tree.children(governor).contains(where: {
      tree.dep[$0] == .prep && ["on", "upon"].contains(tree.lower($0)) && $0 > governor
    }), stance.modality == nil, classes(governor).isEmpty {
      stance.modality = lemma
    }
    // "has yet to respond"
    if lemma == "have" || lemma == "remain" || lemma == "be",
      tree.children(governor).contains(where: { tree.lower($0) == "yet" })
    {
      stance.isNegated.toggle()
      return
    }
    // "is to visit", "has to pay"
    let hasObject = tree.children(governor).contains { tree.dep[$0].isObject }
    if lemma == "be" { stance.modality = stance.modality ?? "be to" }
    if lemma == "have", !hasObject { stance.modality = stance.modality ?? "have to" }
    let classes = knowledge.verbClasses(lemma)
    if classes.contains(.negative), !classes.contains(.aspect) {
      stance.isNegated.toggle()
    } else if Self.prospective.contains(tree.lower(governor)), tree.tag[governor] == .participle {
      stance.modality = stance.modality ?? tree.lower(governor)
    } else if !classes.isDisjoint(with: [.plan, .attempt, .urge, .enable, .appear]),
      !classes.contains(.aspect)
    {
      stance.modality = stance.modality ?? lemma
    } else if !classes.isDisjoint(with: [.say, .know]), !classes.contains(.aspect) {
      stance.modality = stance.modality ?? lemma
    } else if isOpen(classes, hasObject: hasObject), !ClauseFinder.expending.contains(lemma),
      tree.children(complement).contains(where: { tree.dep[$0] == .aux && tree.tag[$0] == .to })
    {
      // "chose Ruiz to lead", "applied to join": nobody has led or joined yet.
      stance.modality = stance.modality ?? lemma
    }
    apply(wordsOf: governor, to: &stance)
  }

  /// Whether a verb of these classes leaves it open if its infinitive comes about.
  private func isOpen(_ classes: VerbClasses, hasObject: Bool) -> Bool {
    if hasObject { return classes.isDisjoint(with: [.cause, .negative, .motion]) }
    return classes.isDisjoint(with: [.cause, .negative, .motion, .aspect])
  }

  private func applyPreposition(_ preposition: Int, to stance: inout Stance) {
    let word = tree.lower(preposition)
    if Self.negating.contains(word) || isRatherThan(preposition)
      || ["of", "from"].contains(word) && isDenying(preposition)
    {
      stance.isNegated = true
      return
    }
    let governor = tree.head[preposition]
    if word == "from", tree.pos[governor].isVerbal,
      knowledge.verbClasses(tree.lemma(governor)).contains(.negative)
    {
      stance.isNegated = true
    }
    if let verb = judging(preposition) {
      // What somebody is accused of is the accuser's word; what one is fined for is so.
      if ["accuse", "suspect", "charge"].contains(tree.lemma(verb)) {
        stance.modality = stance.modality ?? tree.lemma(verb)
      }
      return
    }
    if hasNegatedNoun(governor) { stance.isNegated = true }
    if tree.pos[governor] == .noun, stance.modality == nil {
      stance.modality = tree.lemma(governor)
    }
    if tree.pos[governor].isVerbal,
      word == "for" || word == "of" || word == "against" || word == "about"
    {
      stance.modality = stance.modality ?? tree.lemma(governor)
    }
  }

  private static let givingUp: Set<String> = [
    "abandon", "scrap", "shelve", "cancel", "drop", "ditch", "reverse",
  ]

  /// "abandoned plans to build"
  private func isGivenUp(_ plan: Int) -> Bool {
    tree.dep[plan] == .dobj && Self.givingUp.contains(tree.lemma(tree.head[plan]))
  }

  /// "instead of", "far from", "short of"
  private func isDenying(_ preposition: Int) -> Bool {
    Self.denying.contains(tree.lower(tree.head[preposition]))
      || preposition > 0 && Self.denying.contains(tree.lower(preposition - 1))
  }

  /// "no signs of abating"
  private func hasNegatedNoun(_ noun: Int) -> Bool {
    tree.pos[noun] == .noun
      && tree.children(noun).contains { tree.dep[$0] == .det && tree.lower($0) == "no" }
  }

  /// Adverbial clauses: purposes are not yet so, unless somebody has set out for them.
  private func applyAdverbial(_ verb: Int, _ governor: Int, to stance: inout Stance) {
    let isPurpose = tree.children(verb).contains { tree.dep[$0] == .aux && tree.tag[$0] == .to }
    if isPurpose {
      let hasSetOut =
        knowledge.verbClasses(tree.lemma(governor)).contains(.motion)
        && (tree.tag[governor] == .past || tree.tag[governor] == .participle)
      if hasSetOut {
        let above = self.stance(of: governor)
        stance.modality = stance.modality ?? above.modality
        if above.isNegated { stance.isNegated = true }
      } else {
        stance.modality = stance.modality ?? "to"
      }
    }
    if tree.children(verb).contains(where: {
      isRatherThan($0) || tree.dep[$0] == .mark && tree.lower($0) == "without"
    }) {
      stance.isNegated = true
    }
  }

  /// "rather than", which denies; "more than" does not.
  private func isRatherThan(_ token: Int) -> Bool {
    switch tree.lower(token) {
    case "than": token > 0 && tree.lower(token - 1) == "rather"
    case "rather": token + 1 < tree.count && tree.lower(token + 1) == "than"
    default: false
    }
  }

  /// The verb of praise, blame or punishment whose gerund a preposition brings ("accused him of lying").
  private func judging(_ preposition: Int) -> Int? {
    guard ["of", "for", "with"].contains(tree.lower(preposition)) else { return nil }
    let governor = tree.head[preposition]
    let verb =
      tree.pos[governor].isVerbal
      ? governor : tree.dep[governor] == .dobj ? tree.head[governor] : nil
    guard let verb, knowledge.verbClasses(tree.lemma(verb)).contains(.judge) else { return nil }
    return verb
  }
}
