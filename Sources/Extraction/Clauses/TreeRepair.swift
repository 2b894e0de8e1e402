/// Mends what the parser gets wrong in a way that the order of the words tells.
///
/// Each rule asks for a pattern that no well-formed tree has, and changes nothing else.
struct TreeRepair {
  var arcs: TreeArcs
  var pos: [PartOfSpeech]
  var tag: [Tag]
  let entity: [NamedEntityKind]
  /// The lower-case word of a token.
  let word: (Int) -> String
  let isCapitalized: (Int) -> Bool

  init(
    _ arcs: TreeArcs, pos: [PartOfSpeech], tag: [Tag], entity: [NamedEntityKind],
    word: @escaping (Int) -> String,
    isCapitalized: @escaping (Int) -> Bool
  ) {
    self.arcs = arcs
    self.pos = pos
    self.tag = tag
    self.entity = entity
    self.word = word
    self.isCapitalized = isCapitalized
  }

  var dep: [Dependency] { arcs.label }
  var head: TokenColumn { arcs.head }

  /// Mends the trees of all sentences but those that are too long.
  mutating func mend() {
    for (index, sentence) in arcs.sentences.enumerated() where !arcs.isTooLong(index) {
      mendVerbOfNames(sentence)
      mendTags(sentence)
      for token in sentence { mend(token, sentence) }
      for token in sentence where dep[token] == .conj || dep[token] == .advcl {
        mendJoinedSubject(token, sentence)
      }
      mendGapping(sentence)
    }
  }

  private mutating func mend(_ token: Int, _ sentence: Range<Int>) {
    if tag[token] == .noun, dep[token] == .advcl || dep[token] == .relcl || dep[token] == .ccomp {
      mendPresentTaggedAsNoun(token, sentence)
    }
    if tag[token] == .whPossessive { mendWhoseTakenForMain(token, sentence) }
    if tag[token] == .name { mendCapitalOfDefinedTerm(token, sentence) }
    if token > sentence.lowerBound, word(token - 1) == "[" { mendReferenceMark(token, sentence) }
    if ["e.g.", "e.g", "i.e.", "i.e"].contains(word(token)) {
      mendExamplesInParentheses(token, sentence)
    }
    switch dep[token] {
    case .conj:
      if tag[token] == .noun { mendFieldJoinedToDegree(token, sentence) }
      switch tag[token] {
      case .nouns: mendVerbTaggedAsNoun(token, sentence)
      case .baseForm: mendJoinedInfinitive(token, sentence)
      case .gerund: mendJoinedGerund(token, sentence)
      case .past:
        mendClauseBehindPreposition(token, sentence)
        mendPastJoinedToParticiple(token, sentence)
      case .participle: mendParticipleBeforeObject(token, sentence)
      case .name:
        mendVerbTaggedAsName(token, sentence)
        mendNamesBehindTheirDescription(token, sentence)
        mendCallingsBeforeName(token, sentence)
        mendOpeningCalling(before: token, sentence)
      default: break
      }
    case .nmod where pos[token] == .properNoun: mendVerbTaggedAsAdjective(token, sentence)
    case .nmod where pos[token] == .noun: mendQuotedPredicate(token, sentence)
    case .amod, .compound: mendModifierBeforeComma(token, sentence)
    case .appos:
      mendGlossTakenForName(token, sentence)
      mendSecondPredicate(token, sentence)
    case .acl where tag[token] == .participle || tag[token] == .gerund:
      mendTitleTakenForClause(token, sentence)
      mendPrepositionInForm(token, sentence)
      if tag[token] == .participle { mendInPart(token, sentence) }
    case .advcl where tag[token] == .gerund: mendPrepositionInForm(token, sentence)
    case .prep:
      mendHyphenatedPreposition(token, sentence)
      mendGivenNameTakenForPreposition(token, sentence)
      if word(token) == "as" { mendExamples(token, sentence) }
      mendTimeOfReport(token, sentence)
      mendCircumstanceOfName(token, sentence)
    case .nsubj, .nsubjpass:
      mendSplitSubject(token, sentence)
      mendNameBeforeSubject(token, sentence)
      mendSecondSubject(token, sentence)
      mendSubjectInParentheses(token, sentence)
      mendObjectTakenForSubject(token, sentence)
      if word(token) == "which" { mendObjectRelative(token, sentence) }
    case .root where tag[token] == .participle: mendReducedRelativeTakenForMain(token, sentence)
    case .root where tag[token] == .gerund: mendGerundTakenForMain(token, sentence)
    case .ccomp:
      mendDescribedSayer(token, sentence)
      mendRelativeTakenForContent(token, sentence)
      mendSmallClause(token, sentence)
    case .pcomp where tag[token] == .gerund: mendAttributeTakenForVerb(token, sentence)
    case .pcomp where tag[token] == .present || tag[token] == .thirdPerson:
      mendNounTakenForVerb(behindWith: token, sentence)
    case .relcl: mendTimeTakenForRelative(token, sentence)
    case .npadvmod:
      mendNameBeforeItsDescription(token, sentence)
      mendCallingBeforeName(token, sentence)
      mendDefinedWay(token, sentence)
    case .mark where word(token) == "that": mendContentTakenForRelative(token, sentence)
    case .auxpass: mendContractedHave(token, sentence)
    case .poss: mendBareRelative(token, sentence)
    case .pobj, .dobj, .dative:
      if word(token) == "that" {
        mendContentTakenForRelative(token, sentence)
      } else if dep[token] != .dative {
        mendBareRelativeOfName(token, sentence)
      }
    default: break
    }
  }

  // MARK: Shape

  func children(_ token: Int, _ sentence: Range<Int>) -> [Int] {
    sentence.filter { head[$0] == token && $0 != token }
  }

  func child(_ token: Int, _ label: Dependency, _ sentence: Range<Int>) -> Int? {
    sentence.first { head[$0] == token && $0 != token && dep[$0] == label }
  }

  func isBelow(_ token: Int, _ ancestor: Int) -> Bool { arcs.isBelow(token, ancestor) }

  /// First and last token of what hangs on a token.
  func extent(_ token: Int, _ sentence: Range<Int>) -> ClosedRange<Int> {
    var first = token
    var last = token
    while first > sentence.lowerBound, isBelow(first - 1, token) { first -= 1 }
    while last + 1 < sentence.upperBound, isBelow(last + 1, token) { last += 1 }
    return first...last
  }

  func isComma(_ token: Int) -> Bool { word(token) == "," }

  func isFinite(_ token: Int) -> Bool {
    [.past, .thirdPerson, .present].contains(tag[token])
  }

  /// Changes all of these arcs, or none where that would leave no tree: whether it did.
  @discardableResult
  mutating func attach(_ changes: [TreeArcs.Arc]) -> Bool { arcs.attach(changes) }

  /// The arc of a token that keeps its label.
  func arc(_ token: Int, to governor: Int) -> TreeArcs.Arc {
    TreeArcs.Arc(token, to: governor, as: dep[token])
  }

  func arc(_ token: Int, to governor: Int, as label: Dependency) -> TreeArcs.Arc {
    TreeArcs.Arc(token, to: governor, as: label)
  }

  // MARK: Verbs

  /// "commits crimes, breaks the law, and acquiesces in it": a plural noun that is joined to a verb of the
  /// third person, with nothing of a noun phrase before it, is such a verb.
  private mutating func mendVerbTaggedAsNoun(_ token: Int, _ sentence: Range<Int>) {
    guard tag[head[token]] == .thirdPerson, token > sentence.lowerBound,
      token + 1 < sentence.upperBound, pos[token - 1] == .coordinator || isComma(token - 1),
      [.adposition, .determiner, .pronoun].contains(pos[token + 1])
    else { return }
    pos[token] = .verb
    tag[token] = .thirdPerson
  }

  /// "while old memories occasionally resurface": what has a plural subject and opens no noun phrase is a
  /// verb of the present.
  private mutating func mendPresentTaggedAsNoun(_ token: Int, _ sentence: Range<Int>) {
    let parts = children(token, sentence)
    guard
      let subject = parts.first(where: { dep[$0] == .nsubj && $0 < token }),
      tag[subject] == .nouns || tag[subject] == .names,
      parts.contains(where: { dep[$0] == .mark || tag[$0].isRelative }),
      !parts.contains(where: {
        $0 < token && [.det, .amod, .compound, .poss, .nummod, .caseMarker].contains(dep[$0])
      })
    else { return }
    pos[token] = .verb
    tag[token] = .present
  }

  /// "amid rising tensions": what rises is the noun, and nobody raises it.
  private mutating func mendAttributeTakenForVerb(_ gerund: Int, _ sentence: Range<Int>) {
    let preposition = head[gerund]
    guard preposition == gerund - 1, ["amid", "amidst"].contains(word(preposition)),
      let noun = child(gerund, .dobj, sentence)
    else { return }
    let others = children(gerund, sentence).filter { $0 != noun }
    guard
      attach(
        [arc(noun, to: preposition, as: .pobj), arc(gerund, to: noun, as: .amod)]
          + others.map { arc($0, to: noun) })
    else { return }
    pos[gerund] = .adjective
  }

  /// "aligned with Ruiz and advanced new plans": an adjective in -ed that is joined to a name is the verb
  /// that the noun behind it is the object of.
  private mutating func mendVerbTaggedAsAdjective(_ name: Int, _ sentence: Range<Int>) {
    let noun = head[name]
    guard noun > name, let verb = child(name, .conj, sentence), verb < noun,
      pos[verb] == .adjective, word(verb).hasSuffix("ed"), verb > name + 1,
      pos[verb - 1] == .coordinator, dep[noun] == .pobj || dep[noun] == .dobj
    else { return }
    var above = head[noun]
    while head[above] != above, !pos[above].isVerbal { above = head[above] }
    guard pos[above].isVerbal, tag[above] == .past else { return }
    let coordinators = children(name, sentence).filter { pos[$0] == .coordinator }
    guard
      attach(
        [arcs.place(name, above: noun), arc(noun, to: verb, as: .dobj)]
          + coordinators.map { arc($0, to: above) } + [arc(verb, to: above, as: .conj)])
    else { return }
    pos[verb] = .verb
    tag[verb] = .past
  }

  /// "promised to cut taxes, raise wages and hold a vote": infinitives that the parser joins to the finite
  /// verb go with its infinitive.
  private mutating func mendJoinedInfinitive(_ verb: Int, _ sentence: Range<Int>) {
    let governor = head[verb]
    // "to avoid the pitfalls and position itself": joined to the object, it goes with the verb above.
    if pos[governor] == .noun, dep[governor] == .dobj, tag[head[governor]] == .baseForm,
      verb > sentence.lowerBound, pos[verb - 1] == .coordinator,
      child(verb, .dobj, sentence) != nil
    {
      attach([arc(verb, to: head[governor])])
      return
    }
    guard governor < verb, pos[governor].isVerbal, tag[governor] != .baseForm,
      !children(verb, sentence).contains(where: { dep[$0].isSubject || dep[$0].isAuxiliary })
    else { return }
    guard
      let infinitive = (governor + 1..<verb).last(where: { token in
        tag[token] == .baseForm && [.xcomp, .acl, .advcl, .conj].contains(dep[token])
          && isBelow(token, governor) && !isBelow(token, verb)
          && (dep[token] == .conj
            || children(token, sentence).contains { tag[$0] == .to && dep[$0] == .aux })
      })
    else { return }
    attach([arc(verb, to: infinitive)])
  }

  /// "stopped after talks with the operator broke down": the object of the preposition is the subject of
  /// the verb behind it.
  private mutating func mendClauseBehindPreposition(_ verb: Int, _ sentence: Range<Int>) {
    let governor = head[verb]
    guard governor < verb, pos[governor].isVerbal,
      !children(verb, sentence).contains(where: { dep[$0].isSubject }),
      !(governor + 1..<verb).contains(where: {
        head[$0] == governor && pos[$0] == .coordinator
      }),
      let preposition = (governor + 1..<verb).last(where: {
        dep[$0] == .prep && head[$0] == governor
          && ["after", "before", "until", "since"].contains(word($0))
      }), let object = child(preposition, .pobj, sentence), object < verb
    else { return }
    var last = extent(object, sentence).upperBound
    while last + 1 < verb, isComma(last + 1) || head[last + 1] == verb { last += 1 }
    guard last + 1 == verb else { return }
    attach([
      arc(preposition, to: verb, as: .mark), arc(object, to: verb, as: .nsubj),
      arc(verb, to: governor, as: .advcl),
    ])
  }

  /// "is in part guided by need": the participle that the parser hangs on the noun of such a phrase is the
  /// verb of the clause.
  private mutating func mendInPart(_ participle: Int, _ sentence: Range<Int>) {
    let noun = head[participle]
    let preposition = head[noun]
    let copula = head[preposition]
    guard dep[noun] == .pobj, noun == preposition + 1, participle == noun + 1,
      dep[preposition] == .prep, word(preposition) == "in",
      SetPhrases.inNouns.contains(word(noun)), pos[copula] == .auxiliary, copula != preposition
    else { return }
    let others = children(copula, sentence).filter { $0 != participle }.map {
      arc($0, to: participle, as: dep[$0] == .nsubj ? .nsubjpass : dep[$0])
    }
    attach(
      [arcs.place(participle, above: copula)] + others
        + [arc(copula, to: participle, as: .auxpass)])
  }

  // MARK: Reports

  /// "said on Wednesday it had agreed": a phrase between a verb and the subject of its clause belongs to
  /// the verb.
  private mutating func mendTimeOfReport(_ preposition: Int, _ sentence: Range<Int>) {
    let inner = head[preposition]
    guard inner > preposition, dep[inner] == .ccomp, preposition > sentence.lowerBound,
      head[inner] == preposition - 1, pos[preposition - 1].isVerbal
    else { return }
    attach([arc(preposition, to: preposition - 1)])
  }

  // MARK: Subjects

  /// "a magnitude 6 earthquake", "its co-founders": neighbours that are both called subjects are one
  /// phrase.
  private mutating func mendSplitSubject(_ token: Int, _ sentence: Range<Int>) {
    let verb = head[token]
    let last = extent(token, sentence).upperBound
    let next = last + 1
    guard next < verb, next < sentence.upperBound, pos[token] != .pronoun else { return }
    guard
      let second = (next..<verb).first(where: { head[$0] == verb && dep[$0] == dep[token] }),
      extent(second, sentence).lowerBound == next, !pos[second].isVerbal,
      pos[second] != .pronoun, pos[second] != .properNoun, pos[next] != .determiner
    else { return }
    let isHyphen = word(token) == "-"
    // What opens the phrase belongs to its head.
    let openings = children(token, sentence).filter { dep[$0] == .poss || dep[$0] == .det }
    attach(
      [arc(token, to: second, as: isHyphen ? .punct : .compound)]
        + openings.map { arc($0, to: second) })
  }

  /// "Its co-founders, Ann Lee and Bo Ek, left": names that a comma alone joins to a plural noun say who
  /// is meant.
  private mutating func mendNamesBehindTheirDescription(_ name: Int, _ sentence: Range<Int>) {
    let noun = head[name]
    guard noun < name, tag[noun] == .nouns, pos[name] == .properNoun,
      !children(noun, sentence).contains(where: { pos[$0] == .coordinator }),
      children(name, sentence).contains(where: { pos[$0] == .coordinator })
    else { return }
    let names = extent(name, sentence)
    guard names.lowerBound > noun, isComma(names.lowerBound - 1),
      names.upperBound + 1 < sentence.upperBound, isComma(names.upperBound + 1)
    else { return }
    arcs.relabel(name, as: .appos)
  }

  /// "Altona, the maker of pumps, will close": the name is the subject, and what stands between the commas
  /// describes it.
  private mutating func mendNameBeforeItsDescription(_ name: Int, _ sentence: Range<Int>) {
    let verb = head[name]
    guard verb > name, isCapitalized(name), pos[name] == .properNoun || pos[name] == .noun,
      name + 2 < verb, isComma(name + 1),
      let subject = children(verb, sentence).first(where: { dep[$0].isSubject }),
      subject > name, pos[subject] == .noun
    else { return }
    let description = extent(subject, sentence)
    guard description.lowerBound == name + 2, pos[name + 2] == .determiner else { return }
    let comma = description.upperBound
    guard isComma(comma) || comma + 1 < verb && isComma(comma + 1) else { return }
    attach([arc(name, to: verb, as: dep[subject]), arc(subject, to: name, as: .appos)])
  }

  /// "She praised the plan and her deputy, Ann Lee, said …": the noun phrase that the parser joins to the
  /// object is the subject of the verb right behind it.
  private mutating func mendJoinedSubject(_ verb: Int, _ sentence: Range<Int>) {
    guard isFinite(verb), pos[head[verb]].isVerbal, head[verb] < verb else { return }
    let first = head[verb]
    var place = verb - 1
    while place > first, head[place] == verb,
      dep[place] == .advmod || dep[place].isAuxiliary || dep[place] == .neg
    {
      place -= 1
    }
    let isBegun = sentence.contains {
      head[$0] == verb && (dep[$0].isSubject || dep[$0] == .mark || tag[$0].isWh)
    }
    guard !isBegun, place > first else { return }
    var isClosed = false
    if isComma(place) {
      isClosed = true
      place -= 1
    }
    // Up to the noun that the parser joined to another before it.
    var noun = place
    var isDescribed = false
    for _ in 0..<12 where noun > first && dep[noun] != .conj && head[noun] != noun {
      if dep[noun] == .appos || dep[noun] == .relcl { isDescribed = true }
      noun = head[noun]
    }
    guard noun > first, noun < verb, dep[noun] == .conj,
      pos[noun] == .noun || pos[noun] == .properNoun || pos[noun] == .pronoun,
      !pos[head[noun]].isVerbal, isDescribed == isClosed
    else { return }
    let coordinator = (first..<noun).last { dep[$0] == .cc && head[$0] == head[noun] }
    guard let coordinator, coordinator < place,
      !((noun + 1)..<verb).contains(where: { pos[$0] == .coordinator })
    else { return }
    // Nothing but the noun's own phrase may stand between.
    let isPhrase = ((coordinator + 1)...place).allSatisfy { isBelow($0, noun) || isComma($0) }
    guard isPhrase else { return }
    attach([
      arc(coordinator, to: first), arc(noun, to: verb, as: .nsubj),
      arc(verb, to: first, as: .conj),
    ])
  }
}
