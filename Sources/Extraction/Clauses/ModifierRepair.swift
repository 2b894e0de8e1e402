/// Mends modifiers and appositions that the parser takes for clauses or hangs on the wrong word.
extension TreeRepair {
  private static let prepositionalForms: Set<String> = ["regarding", "concerning", "excluding"]

  /// "policies regarding trade": nobody regards anything.
  mutating func mendPrepositionInForm(_ gerund: Int, _ sentence: Range<Int>) {
    guard Self.prepositionalForms.contains(word(gerund)) else { return }
    let parts = children(gerund, sentence)
    guard !parts.contains(where: { dep[$0].isSubject || dep[$0].isAuxiliary }),
      let object = parts.first(where: { $0 > gerund && [.dobj, .pobj].contains(dep[$0]) }),
      attach([arc(gerund, to: head[gerund], as: .prep), arc(object, to: gerund, as: .pobj)])
    else { return }
    pos[gerund] = .adposition
    tag[gerund] = .preposition
  }

  /// "made of obsidian, jewelry crafted from jade": no comma parts a modifier from its noun, so these are two.
  mutating func mendModifierBeforeComma(_ modifier: Int, _ sentence: Range<Int>) {
    let noun = head[modifier]
    guard noun == modifier + 2, isComma(modifier + 1), modifier > sentence.lowerBound,
      dep[noun] == .pobj, head[noun] == modifier - 1,
      children(noun, sentence).allSatisfy({ $0 >= modifier })
    else { return }
    let preposition = modifier - 1
    let participle = head[preposition]
    let isParallel = dep[participle] == .acl && child(noun, .acl, sentence) != nil
    guard
      attach([
        arc(modifier, to: preposition, as: .pobj),
        arc(noun, to: isParallel ? head[participle] : modifier, as: .conj),
      ])
    else { return }
    if pos[modifier] == .adjective {
      pos[modifier] = .noun
      tag[modifier] = .noun
    }
  }

  /// "have caused, at least in part, alleged losses": a participle right before a noun without article, joined by no
  /// "and", describes the object of the verb that has none.
  mutating func mendParticipleBeforeObject(_ participle: Int, _ sentence: Range<Int>) {
    let governor = head[participle]
    let parts = children(participle, sentence)
    guard governor < participle, participle > sentence.lowerBound,
      pos[participle - 1] == .punctuation,
      let object = parts.first(where: { dep[$0] == .dobj }), object > participle,
      extent(object, sentence).lowerBound == participle + 1,
      pos[participle + 1] == .noun || pos[participle + 1] == .adjective,
      !parts.contains(where: { dep[$0].isSubject || dep[$0].isAuxiliary || dep[$0] == .agent }),
      !children(governor, sentence).contains(where: {
        pos[$0] == .coordinator && $0 > governor && $0 < participle
      }),
      let verb = (governor..<participle).last(where: {
        pos[$0] == .verb && isBelow($0, governor) && !isBelow($0, participle)
      }),
      !children(verb, sentence).contains(where: { dep[$0].isObject || dep[$0] == .auxpass })
    else { return }
    let others = parts.filter { $0 != object }
    guard
      attach(
        [arc(object, to: verb, as: .dobj), arc(participle, to: object, as: .amod)]
          + others.map { arc($0, to: verb) })
    else { return }
    pos[participle] = .adjective
  }

  /// "led the club with 67 runs scored and shared a prize": a past with an object goes on with the finite verb above the
  /// noun, not with its participle.
  mutating func mendPastJoinedToParticiple(_ verb: Int, _ sentence: Range<Int>) {
    let participle = head[verb]
    guard tag[participle] == .participle, dep[participle] == .acl, participle < verb,
      child(participle, .agent, sentence) == nil, child(verb, .dobj, sentence) != nil,
      child(verb, .agent, sentence) == nil,
      !children(verb, sentence).contains(where: { dep[$0].isSubject || dep[$0].isAuxiliary })
    else { return }
    var above = head[participle]
    while !arcs.isRoot(above), !(pos[above].isVerbal && tag[above] == .past) { above = head[above] }
    guard tag[above] == .past, pos[above].isVerbal, above < participle,
      children(above, sentence).contains(where: { dep[$0].isSubject })
    else { return }
    let coordinators = children(participle, sentence).filter { dep[$0] == .cc && $0 < verb }
    attach([arc(verb, to: above)] + coordinators.map { arc($0, to: above) })
  }

  /// "with 67 runs scored and shared the team lead": "with" brings no finite verb, so what looks like one is the noun of
  /// the object before it.
  mutating func mendNounTakenForVerb(behindWith verb: Int, _ sentence: Range<Int>) {
    let with = head[verb]
    let modifier = verb - 1
    guard word(with) == "with", let subject = child(verb, .nsubj, sentence), subject > with,
      subject < modifier, pos[modifier] == .noun, dep[modifier] == .dobj,
      isBelow(head[modifier], subject)
    else { return }
    let owner = head[modifier]
    let openings = children(modifier, sentence)
    let behind = children(verb, sentence).filter { $0 > verb }
    guard
      attach(
        [
          arc(subject, to: with, as: .pobj), arc(verb, to: owner, as: .dobj),
          arc(modifier, to: verb, as: .compound),
        ] + openings.map { arc($0, to: verb) } + behind.map { arc($0, to: owner) })
    else { return }
    pos[verb] = .noun
    tag[verb] = .noun
  }

  /// "earned a degree in anatomy and botany": a bare noun is joined to the bare noun before it, not to one with an article.
  mutating func mendFieldJoinedToDegree(_ field: Int, _ sentence: Range<Int>) {
    let noun = head[field]
    guard noun < field, tag[noun] == .noun, dep[noun] == .dobj, pos[field] == .noun,
      children(field, sentence).isEmpty,
      children(noun, sentence).contains(where: { ["a", "an"].contains(word($0)) }),
      let preposition = child(noun, .prep, sentence), word(preposition) == "in",
      let object = child(preposition, .pobj, sentence), tag[object] == .noun,
      object == preposition + 1, field == object + 2, word(object + 1) == "and"
    else { return }
    attach([arc(field, to: object), arc(object + 1, to: object)])
  }

  private static let copulas: Set<String> = ["is", "was", "are", "were", "’s", "'s"]

  /// "was English, a native of Oldham": what an article opens behind a quality is said of the subject as well.
  mutating func mendSecondPredicate(_ noun: Int, _ sentence: Range<Int>) {
    let quality = head[noun]
    let verb = head[quality]
    let first = extent(noun, sentence).lowerBound
    guard noun > quality, tag[noun] == .noun, first > quality, isComma(first - 1),
      ["a", "an"].contains(word(first)), Self.copulas.contains(word(verb)),
      dep[quality] == .attr || dep[quality] == .acomp,
      pos[quality] == .adjective || entity[quality] == .group || entity[quality] == .language,
      !ShellNouns.contains(word(noun))
    else { return }
    arcs.relabel(noun, as: .conj)
  }

  /// "photographers who used the camera, such as Ana Lind": examples are of the plural before them.
  mutating func mendExamples(_ preposition: Int, _ sentence: Range<Int>) {
    let noun = head[preposition]
    guard preposition > sentence.lowerBound + 1, word(preposition - 1) == "such",
      isComma(preposition - 2), noun < preposition, tag[noun] == .noun || tag[noun] == .name,
      let group = (sentence.lowerBound..<noun).last(where: {
        tag[$0] == .nouns && isBelow(noun, $0)
      })
    else { return }
    attach([arc(preposition, to: group)])
  }

  /// "after seeing a classmate, Kaho Tanabe, who wrote, Higuchi decided": of two names before a verb the last is its
  /// subject, and the first says who the noun before it is.
  mutating func mendNameBeforeSubject(_ name: Int, _ sentence: Range<Int>) {
    let verb = head[name]
    guard pos[name] == .properNoun, name < verb,
      let subject = children(verb, sentence).last(where: {
        dep[$0] == .nsubj && $0 > name && $0 < verb
      }), pos[subject] == .properNoun || pos[subject] == .pronoun
    else { return }
    let phrase = extent(name, sentence)
    let next = extent(subject, sentence).lowerBound
    let noun = phrase.lowerBound - 2
    guard noun >= sentence.lowerBound, isComma(noun + 1), tag[noun] == .noun,
      isComma(next - 1), next - phrase.upperBound <= 2
    else { return }
    attach([arc(name, to: noun, as: .appos)])
  }
}
