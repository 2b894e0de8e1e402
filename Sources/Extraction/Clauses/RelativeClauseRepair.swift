/// Mends relative clauses that the parser hangs in the wrong place, or takes for something else.
extension TreeRepair {
  /// "Altona, whose chief resigned after a dispute, reported a loss": what "whose" opens is no main clause.
  mutating func mendWhoseTakenForMain(_ whose: Int, _ sentence: Range<Int>) {
    guard whose > sentence.lowerBound + 1, isComma(whose - 1) else { return }
    let name = whose - 2
    let inner = head[head[whose]]
    var verb = inner
    if !pos[verb].isVerbal { verb = head[inner] }
    guard pos[name] == .noun || pos[name] == .properNoun, pos[verb].isVerbal, verb > whose,
      head[name] == verb, dep[verb] != .relcl,
      let main = children(verb, sentence).first(where: {
        $0 > verb && dep[$0] == .conj && isFinite($0) && isComma($0 - 1)
      }),
      !children(main, sentence).contains(where: { dep[$0].isSubject })
    else { return }
    attach([
      arcs.place(main, above: verb), arc(name, to: main, as: .nsubj),
      arc(verb, to: name, as: .relcl),
    ])
  }

  /// "The levees rebuilt after the storm held": a participle with a subject and no auxiliary describes it, and
  /// the verb behind is the main one.
  mutating func mendReducedRelativeTakenForMain(_ verb: Int, _ sentence: Range<Int>) {
    let parts = children(verb, sentence)
    guard !parts.contains(where: { dep[$0].isAuxiliary }),
      let subject = parts.first(where: { dep[$0] == .nsubj && $0 < verb }),
      extent(subject, sentence).upperBound == verb - 1,
      let main = parts.first(where: { token in
        token > verb && (dep[token] == .advcl || dep[token] == .conj)
          && (tag[token] == .past || tag[token] == .participle)
          && !children(token, sentence).contains {
            dep[$0].isSubject || dep[$0].isAuxiliary || dep[$0] == .mark
          }
          && !(verb..<token).contains { head[$0] == verb && pos[$0] == .coordinator }
      })
    else { return }
    guard
      attach([
        arcs.place(main, above: verb), arc(subject, to: main, as: .nsubj),
        arc(verb, to: subject, as: .acl),
      ])
    else { return }
    tag[main] = .past
  }

  /// "…,” said the teenager, ranked 64th": whom a participle behind a comma describes is who speaks.
  mutating func mendDescribedSayer(_ participle: Int, _ sentence: Range<Int>) {
    let verb = head[participle]
    let parts = children(participle, sentence)
    guard verb < participle, tag[participle] == .past || tag[participle] == .participle,
      !parts.contains(where: { dep[$0].isAuxiliary || dep[$0] == .mark }),
      let subject = parts.first(where: { dep[$0] == .nsubj }), subject < participle,
      extent(subject, sentence).lowerBound == verb + 1, isComma(participle - 1),
      !children(verb, sentence).contains(where: { dep[$0].isSubject })
    else { return }
    guard
      attach([arc(subject, to: verb, as: .nsubj), arc(participle, to: subject, as: .acl)])
    else { return }
    tag[participle] = .participle
  }

  /// "The man who Ruiz says bought the mill is a clerk": what stands behind the verb of a relative clause, and beside the
  /// subject that the clause describes, is an object in it.
  mutating func mendObjectTakenForSubject(_ object: Int, _ sentence: Range<Int>) {
    let main = head[object]
    guard main > object,
      let subject = children(main, sentence).first(where: { dep[$0] == .nsubj }), subject < object
    else { return }
    let verb = extent(object, sentence).lowerBound - 1
    guard verb > subject, pos[verb].isVerbal, isBelow(verb, subject),
      dep[verb] == .ccomp || dep[verb] == .relcl,
      !children(verb, sentence).contains(where: { dep[$0] == .dobj && $0 > verb })
    else { return }
    attach([arc(object, to: verb, as: .dobj)])
  }

  /// "the claim that Ruiz sold the mill": a "that" beside subject and object stands for nothing, and the clause tells what
  /// the noun is about.
  mutating func mendContentTakenForRelative(_ that: Int, _ sentence: Range<Int>) {
    let verb = head[that]
    guard dep[verb] == .relcl, that < verb, pos[head[verb]] == .noun, that == head[verb] + 1 else {
      return
    }
    let parts = children(verb, sentence)
    guard parts.contains(where: { dep[$0] == .nsubj && $0 > that && $0 < verb }),
      parts.contains(where: { dep[$0] == .dobj && $0 > verb })
    else { return }
    arcs.relabel(that, as: .mark)
    arcs.relabel(verb, as: .acl)
  }

  /// Verbs whose object is told the clause behind it.
  private static let informing: Set<String> = [
    "tell", "told", "tells", "telling", "inform", "informed", "assure", "assured", "remind",
    "reminded", "warn", "warned", "convince", "convinced", "persuade", "persuaded", "notify",
    "notified", "advise", "advised", "promise", "promised", "show", "showed", "shown", "teach",
    "taught", "bet",
  ]

  /// "sold the phone an uncle had given her": a clause right behind an object, with a subject and no object
  /// of its own, is about that object.
  mutating func mendRelativeTakenForContent(_ verb: Int, _ sentence: Range<Int>) {
    let governor = head[verb]
    guard governor < verb, isFinite(verb) || tag[verb] == .participle,
      !Self.informing.contains(word(governor)),
      let object = child(governor, .dobj, sentence), object < verb, pos[object] == .noun
    else { return }
    let parts = children(verb, sentence)
    guard let subject = parts.first(where: { dep[$0] == .nsubj }), subject < verb,
      extent(subject, sentence).lowerBound == extent(object, sentence).upperBound + 1,
      !parts.contains(where: {
        dep[$0] == .mark || dep[$0] == .ccomp || dep[$0] == .xcomp || dep[$0] == .attr
          || dep[$0] == .acomp || dep[$0] == .dobj && pos[$0] != .pronoun
      })
    else { return }
    attach([arc(verb, to: object, as: .relcl)])
  }

  /// "a month after she was elected": a clause that a conjunction opens is no relative clause.
  mutating func mendTimeTakenForRelative(_ verb: Int, _ sentence: Range<Int>) {
    let isTimed = children(verb, sentence).contains {
      dep[$0] == .mark && $0 < verb && ["after", "before", "since", "until"].contains(word($0))
    }
    if isTimed { arcs.relabel(verb, as: .advcl) }
  }

  /// "…, which Ruiz used to win": where a noun stands between "which" and the verb, it is the subject, and
  /// "which" the object.
  mutating func mendObjectRelative(_ relative: Int, _ sentence: Range<Int>) {
    var verb = head[relative]
    // The name itself may be taken for an auxiliary that "which" depends on.
    if verb == relative + 1, dep[verb].isAuxiliary, isCapitalized(verb) { verb = head[verb] }
    guard relative > sentence.lowerBound + 1, relative + 1 < verb, isComma(relative - 1),
      dep[verb] == .advcl || dep[verb] == .relcl || dep[verb] == .ccomp, isFinite(verb),
      let subject = (relative + 1..<verb).first(where: {
        head[$0] == verb && isCapitalized($0) && dep[$0].isAuxiliary
      })
    else { return }
    guard
      attach([arc(subject, to: verb, as: .nsubj), arc(relative, to: verb, as: .dobj)])
    else { return }
    pos[subject] = .properNoun
    tag[subject] = .name
    var antecedent = relative - 2
    while antecedent > sentence.lowerBound, dep[antecedent] == .compound { antecedent -= 1 }
    // A name inside a clause about a noun is not what the next clause is about.
    if pos[antecedent] == .properNoun {
      var above = antecedent
      while head[above] != above, dep[above] != .relcl { above = head[above] }
      if dep[above] == .relcl, pos[head[above]] == .noun { antecedent = head[above] }
    }
    guard pos[antecedent] == .noun || pos[antecedent] == .properNoun else { return }
    attach([arc(verb, to: antecedent, as: .relcl)])
  }

  /// "to see a photo Ruiz took": an owner without its 's is the noun that a relative clause follows.
  mutating func mendBareRelative(_ noun: Int, _ sentence: Range<Int>) {
    // The noun may hang on the subject behind it or on the verb.
    var subject = head[noun]
    if pos[subject].isVerbal, let own = child(subject, .nsubj, sentence), own > noun {
      subject = own
    }
    let verb = head[subject]
    guard pos[noun] == .noun || pos[noun] == .adjective, subject > noun, verb > subject,
      dep[subject] == .nsubj, dep[verb] == .ccomp, isFinite(verb),
      tag[noun] != .possessivePronoun, head[verb] < noun,
      child(noun, .caseMarker, sentence) == nil,
      noun > sentence.lowerBound, pos[noun - 1] == .determiner || pos[noun - 1] == .adjective
    else { return }
    guard
      attach([arc(noun, to: head[verb], as: .dobj), arc(verb, to: noun, as: .relcl)])
    else { return }
    pos[noun] = .noun
    tag[noun] = .noun
  }

  /// "with a phone Ruiz had given him": a name behind a common noun, right before a verb that has no
  /// subject, is that subject.
  mutating func mendBareRelativeOfName(_ name: Int, _ sentence: Range<Int>) {
    guard pos[name] == .properNoun, name + 1 < sentence.upperBound,
      pos[name + 1].isVerbal, name > sentence.lowerBound
    else { return }
    let verb = isFinite(name + 1) && !dep[name + 1].isAuxiliary ? name + 1 : head[name + 1]
    guard pos[verb].isVerbal, verb > name, verb <= name + 3, !isBelow(name, verb),
      isFinite(name + 1) || tag[name + 1] == .modal,
      dep[verb] == .conj || dep[verb] == .advcl || dep[verb] == .ccomp,
      !children(verb, sentence).contains(where: { dep[$0].isSubject || pos[$0] == .coordinator }),
      !(sentence.lowerBound..<verb).contains(where: {
        head[$0] == head[verb] && dep[$0] == .cc && $0 > name
      })
    else { return }
    // The common noun that the parser hangs on the name, with its article before it.
    guard
      let noun = (sentence.lowerBound..<name).last(where: {
        head[$0] == name && dep[$0] == .compound && pos[$0] == .noun
      }), children(name, sentence).contains(where: { $0 < noun && dep[$0] == .det })
    else { return }
    let openings = children(name, sentence).filter { $0 < noun }
    attach(
      openings.map { arc($0, to: noun) }
        + [
          arcs.place(noun, above: name), arc(name, to: verb, as: .nsubj),
          arc(verb, to: noun, as: .relcl),
        ])
  }
}
