/// What verbs, prepositions and main clauses say about the clauses that they govern.
extension StanceReader {
  private static let prospective: Set<String> = [
    "likely", "unlikely", "set", "due", "poised", "able", "unable", "ready", "willing", "unwilling",
    "eager", "reluctant", "keen", "free", "bound", "expected", "scheduled", "slated", "supposed",
    "about", "possible", "positioned", "determined", "prepared", "allowed",
  ]
  private static let negating: Set<String> = ["without", "instead"]

  /// What a verb says about the infinitive or gerund that it governs.
  func applyGovernor(
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
    }), stance.modality == nil, knowledge.verbClasses(lemma).isEmpty {
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
    if lemma == "go", tree.tag[governor] == .gerund {
      // "was going to sell"
      stance.modality = stance.modality ?? "be going to"
    }
    if lemma == "have", !hasObject { stance.modality = stance.modality ?? "have to" }
    let classes = knowledge.verbClasses(of: governor, in: tree)
    if !classes.isDisjoint(with: [.prove, .know]), tree.dep[governor] == .xcomp,
      stance.modality == nil
    {
      // "appears to show her leaving": it is as open as the showing.
      stance.modality = self.stance(of: governor).modality
    }
    if tree.tag[complement] == .gerund, !classes.isDisjoint(with: [.know]) {
      // "remembered closing", "forgot closing": it was done.
    } else if classes.contains(.negative), !classes.contains(.aspect) {
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

  func applyPreposition(_ preposition: Int, to stance: inout Stance) {
    let word = tree.lower(preposition)
    // "keen on buying and on selling": the second hangs on what the first does.
    var first = preposition
    while tree.dep[first] == .conj, tree.pos[tree.head[first]] == .adposition, !tree.isRoot(first) {
      first = tree.head[first]
    }
    if first != preposition { return applyPreposition(first, to: &stance) }
    if Self.negating.contains(word) || isRatherThan(preposition)
      || ["of", "from", "to"].contains(word) && isDenying(preposition)
    {
      stance.isNegated = true
      return
    }
    let governor = tree.head[preposition]
    if ["guilty", "innocent"].contains(tree.lower(governor)), governor < preposition {
      // "pleaded not guilty to poisoning the well"
      let isDenied = governor > 0 && tree.lower(governor - 1) == "not"
      if isDenied || tree.lower(governor) == "innocent" {
        stance.modality = stance.modality ?? tree.lower(governor)
      }
      return
    }
    if ["from", "in", "at"].contains(word), tree.pos[governor].isVerbal,
      knowledge.verbClasses(of: governor, in: tree).contains(.negative)
    {
      stance.isNegated = true
    }
    if word == "as", isDescribing(preposition) {
      // "was described as having cheated": so it is in a view of it.
      stance.modality = stance.modality ?? "as"
      return
    }
    if let verb = judging(preposition) {
      // What somebody is accused or cleared of is not so for that; what one is fined for is.
      if Self.unsettling.contains(tree.lemma(verb)) {
        stance.modality = stance.modality ?? tree.lemma(verb)
      }
      return
    }
    if knowledge.hostClasses(tree.lower(governor)).contains(.prospect), governor < preposition {
      stance.modality = stance.modality ?? tree.lower(governor)
    }
    if tree.pos[governor].isVerbal, knowledge.verbClasses(tree.lemma(governor)).contains(.aspect) {
      // "did not succeed in buying"
      apply(wordsOf: governor, to: &stance)
    }
    if tree.pos[governor].isVerbal, knowledge.verbClasses(tree.lemma(governor)).contains(.plan) {
      // "planned on selling"
      stance.modality = stance.modality ?? tree.lemma(governor)
    }
    applyTimeOfGerund(preposition, to: &stance)
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

  private static let unsettling: Set<String> = [
    "accuse", "suspect", "charge", "blame", "acquit", "clear", "exonerate", "absolve",
  ]

  /// How an act stands of which a verb tells that it is expected, planned or given up: "the sale is expected in May".
  func applyProspect(ofAct noun: Int, to stance: inout Stance) {
    let verb = tree.head[noun]
    guard tree.dep[noun] == .nsubjpass, tree.tag[verb] == .participle else { return }
    let lemma = tree.lemma(verb)
    if Self.givingUp.contains(lemma) {
      stance.isNegated = true
    } else if Self.prospective.contains(tree.lower(verb))
      || !knowledge.verbClasses(lemma).isDisjoint(with: [.plan, .urge])
    {
      stance.modality = stance.modality ?? tree.lower(verb)
    }
  }

  private static let givingUp: Set<String> = [
    "abandon", "scrap", "shelve", "cancel", "drop", "ditch", "reverse",
  ]

  /// "abandoned plans to build"
  func isGivenUp(_ plan: Int) -> Bool {
    tree.dep[plan] == .dobj && Self.givingUp.contains(tree.lemma(tree.head[plan]))
  }

  /// Words that deny the gerund behind their preposition: "far from ending", "close to ending".
  private func isDenying(_ preposition: Int) -> Bool {
    [tree.head[preposition], max(0, preposition - 1)].contains {
      knowledge.hostClasses(tree.lower($0)).contains(.short)
    }
  }

  /// "no signs of abating"
  func hasNegatedNoun(_ noun: Int) -> Bool {
    tree.pos[noun] == .noun
      && tree.children(noun).contains { tree.dep[$0] == .det && tree.lower($0) == "no" }
  }

  /// Adverbial clauses: purposes are not yet so, unless somebody has set out for them.
  func applyAdverbial(_ verb: Int, _ governor: Int, to stance: inout Stance) {
    applyTime(verb, governor, to: &stance)
    if stance.modality == nil, isConsequence(verb, of: governor) {
      stance.modality = self.stance(of: governor).modality
    }
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
  func isRatherThan(_ token: Int) -> Bool {
    switch tree.lower(token) {
    case "than": token > 0 && tree.lower(token - 1) == "rather"
    case "rather": token + 1 < tree.count && tree.lower(token + 1) == "than"
    default: false
    }
  }

  /// "would ban smoking, forcing bars to close": a participle behind its clause tells what comes of it.
  private func isConsequence(_ participle: Int, of verb: Int) -> Bool {
    guard tree.tag[participle] == .gerund, participle > verb, !isSaying(participle),
      let first = tree.subtree(participle).first, first > verb, tree.text(first - 1) == ","
    else { return false }
    return !tree.children(participle).contains {
      tree.dep[$0].isSubject || tree.dep[$0] == .mark || tree.dep[$0].isAuxiliary
    }
  }

  /// "paint X as a firm that cheats": what is taken for something is so in a view of it only.
  func isView(_ noun: Int) -> Bool {
    let preposition = tree.head[noun]
    // "calls the sale a theft that ruined the town"
    if tree.dep[noun] == .oprd, tree.pos[preposition].isVerbal {
      return knowledge.verbClasses(tree.lemma(preposition)).contains(.describe)
    }
    guard tree.dep[noun] == .pobj, tree.lower(preposition) == "as" else { return false }
    // Where the parser finds no verb, nothing tells that it is so.
    let above = tree.head[preposition]
    return isDescribing(preposition)
      || !tree.pos[above].isVerbal && tree.dep[above] != .dobj && tree.isRoot(above)
  }

  /// Whether "as" tells for what a verb takes its object, be it hung on the verb or on the object.
  private func isDescribing(_ preposition: Int) -> Bool {
    let above = tree.head[preposition]
    let verb = tree.dep[above] == .dobj ? tree.head[above] : above
    return tree.pos[verb].isVerbal && knowledge.verbClasses(tree.lemma(verb)).contains(.describe)
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
