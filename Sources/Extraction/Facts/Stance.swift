/// How a clause is meant: whether it is denied, how far it is held to be so, and who says it.
struct Stance: Sendable, Equatable {
  var isNegated = false
  /// The word that takes the claim out of the world as it is: `could`, `seek`, `urge`, `if`, ….
  var modality: String?
  /// Head token of the phrase that names the speaker.
  var speaker: Int?
}

/// Reads the stance of clauses off the tree.
struct StanceReader {
  let tree: Tree
  let knowledge: Knowledge
  let quotations: Quotations

  private static let conditional: Set<String> = ["if", "unless", "whether", "lest", "should"]
  private static let negating: Set<String> = ["without", "instead"]
  private static let negatives: Set<String> = [
    "never", "hardly", "scarcely", "barely", "neither", "nor", "nowhere",
  ]
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
    if stance.speaker == nil { stance.speaker = quotations.speaker(at: verb) }
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
        if Self.conditional.contains(tree.lower(child)), stance.modality == nil {
          stance.modality = "if"
        }
      case .nsubj, .nsubjpass, .dobj, .attr:
        if tree.children(child).contains(where: {
          $0 < child && (tree.lower($0) == "no" || tree.lower($0) == "neither")
        }) {
          stance.isNegated = true
        } else if ["nobody", "nothing", "none", "neither"].contains(tree.lower(child)) {
          stance.isNegated = true
        }
      default: break
      }
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
    } else if tree.dep[verb] == .conj,
      tree.children(governor).contains(where: {
        tree.dep[$0] == .cc && tree.lower($0) == "nor" && $0 < verb && $0 > governor
      })
    {
      stance.isNegated = true
    }
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
        || tree.children(word).contains { tree.dep[$0] == .neg || tree.lower($0) == "no" }
    case .preconj, .cc, .dep, .det:
      word < verb && Self.negatives.contains(tree.lower(word))
    default: false
    }
  }

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
        if isBound { applyGovernor(governor, to: &stance) }
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
          if hasNegatedNoun(governor) { stance.isNegated = true }
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
      }
      if stance.speaker == nil { stance.speaker = source(of: token) }
      token = governor
    }
    if stance.speaker == nil { stance.speaker = source(of: token) }
  }

  /// "according to X" beside a verb.
  private func source(of verb: Int) -> Int? {
    guard tree.pos[verb].isVerbal else { return nil }
    for child in tree.children(verb) where tree.lower(child) == "according" {
      for inner in [child] + tree.children(child) {
        if let object = tree.child(inner, .pobj) { return object }
      }
    }
    return nil
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
    if complement < governor, !classes.contains(.say), isParted(complement, from: governor) {
      isBound = false
      return
    }
    let isInfinitive =
      (tree.tag[complement] == .baseForm || tree.tag[complement] == .gerund)
      && !tree.children(complement).contains { tree.dep[$0].isAuxiliary && tree.tag[$0] != .to }
    if isInfinitive, isBound {
      applyGovernor(governor, to: &stance)
    } else if classes.contains(.say), !classes.contains(.know) {
      if let subject = reportingSubject(governor) {
        if stance.speaker == nil { stance.speaker = subject }
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
  private func applyGovernor(_ governor: Int, to stance: inout Stance) {
    let lemma = tree.lemma(governor)
    if tree.pos[governor] == .adjective || tree.pos[governor] == .adverb {
      if Self.prospective.contains(tree.lower(governor)), stance.modality == nil {
        stance.modality = tree.lower(governor)
      }
      if tree.lower(governor).hasPrefix("un") { stance.isNegated.toggle() }
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
    // "is to visit"
    if lemma == "be" { stance.modality = stance.modality ?? "be to" }
    let classes = knowledge.verbClasses(lemma)
    if classes.contains(.negative), !classes.contains(.aspect) {
      stance.isNegated.toggle()
    } else if Self.prospective.contains(tree.lower(governor)), tree.tag[governor] == .participle {
      stance.modality = stance.modality ?? tree.lower(governor)
    } else if !classes.isDisjoint(with: [.plan, .attempt, .urge, .enable, .appear]),
      !classes.contains(.aspect)
    {
      stance.modality = stance.modality ?? lemma
    } else if classes.contains(.say) || classes.contains(.know) {
      stance.modality = stance.modality ?? lemma
    }
    apply(wordsOf: governor, to: &stance)
  }

  private func applyPreposition(_ preposition: Int, to stance: inout Stance) {
    let word = tree.lower(preposition)
    if Self.negating.contains(word) || isRatherThan(preposition)
      || word == "of" && tree.lower(tree.head[preposition]) == "instead"
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
