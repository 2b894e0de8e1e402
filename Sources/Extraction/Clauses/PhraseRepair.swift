/// Mends simple sentences and noun phrases that the parser takes for something else.
extension TreeRepair {
  /// "Peru borders Chile", "Corin exports wool": in a sentence without a verb, a plural right behind the name that opens
  /// it, and right before a noun phrase, is the verb of the third person.
  mutating func mendVerbOfNames(_ sentence: Range<Int>) {
    guard let stop = sentence.last(where: { pos[$0] != .space }), word(stop) == ".",
      let top = sentence.first(where: { arcs.isRoot($0) }),
      !sentence.contains(where: { arcs.isRoot($0) && $0 != top && pos[$0] != .space })
    else { return }
    var verb = sentence.lowerBound
    while verb < stop, verb - sentence.lowerBound < 3, isCapitalized(verb),
      [.properNoun, .noun, .adjective].contains(pos[verb])
    {
      verb += 1
    }
    guard verb > sentence.lowerBound, verb + 1 < stop, !isCapitalized(verb),
      word(verb).hasSuffix("s"), !word(verb).hasSuffix("ss"),
      tag[verb] == .nouns || tag[verb] == .thirdPerson, pos[verb] != .auxiliary,
      arcs.isRoot(verb) || dep[verb] == .compound,
      [.properNoun, .noun, .determiner, .adjective, .numeral].contains(pos[verb + 1]),
      !sentence.contains(where: { $0 != verb && pos[$0].isVerbal })
    else { return }
    let object =
      arcs.isRoot(verb)
      ? children(verb, sentence).first { $0 > verb && (pos[$0] == .noun || pos[$0] == .properNoun) }
      : top
    guard let object, object > verb, pos[object] == .noun || pos[object] == .properNoun else {
      return
    }
    let subject = verb - 1
    let moved = sentence.filter {
      $0 != object && $0 != subject && $0 != verb && (head[$0] == object || head[$0] == verb)
        && ($0 < verb || $0 >= stop)
    }
    guard
      attach(
        [arc(verb, to: verb, as: .root), arc(object, to: verb, as: .dobj)]
          + [arc(subject, to: verb, as: .nsubj)]
          + moved.map {
            arc($0, to: $0 < verb ? subject : verb, as: $0 < verb ? .compound : .punct)
          }
      )
    else { return }
    pos[verb] = .verb
    tag[verb] = .thirdPerson
    for name in [subject, object] where isCapitalized(name) {
      pos[name] = .properNoun
      tag[name] = .name
    }
  }

  /// "praised architect Bo Ek": the name behind a noun without article is the object, and the noun says what its bearer
  /// does.
  mutating func mendCallingBeforeName(_ name: Int, _ sentence: Range<Int>) {
    let noun = extent(name, sentence).lowerBound - 1
    guard noun >= sentence.lowerBound, pos[name] == .properNoun, tag[noun] == .noun,
      !isCapitalized(noun) || noun == sentence.lowerBound, head[noun] == head[name],
      [.dobj, .nsubj, .nsubjpass, .pobj].contains(dep[noun])
    else { return }
    let parts = children(noun, sentence)
    guard parts.allSatisfy({ dep[$0] == .amod || dep[$0] == .compound }) else { return }
    attach(
      [arc(name, to: head[noun], as: dep[noun])] + parts.map { arc($0, to: name) }
        + [arc(noun, to: name, as: .compound)])
  }

  /// "changed the way people live": with a clause that defines it, the way is what is changed.
  mutating func mendDefinedWay(_ noun: Int, _ sentence: Range<Int>) {
    let verb = head[noun]
    guard word(noun) == "way", verb < noun, pos[verb] == .verb,
      child(noun, .relcl, sentence) != nil,
      child(verb, .dobj, sentence) == nil
    else { return }
    arcs.relabel(noun, as: .dobj)
  }

  /// "praised by historian and writer Ann Lee": nouns without article before a name describe its bearer.
  mutating func mendCallingsBeforeName(_ name: Int, _ sentence: Range<Int>) {
    let noun = head[name]
    guard noun < name, tag[noun] == .noun, pos[name] == .properNoun, !arcs.isRoot(noun),
      children(noun, sentence).allSatisfy({
        [.amod, .compound, .cc, .conj].contains(dep[$0]) && (dep[$0] != .conj || $0 == name)
      }),
      let coordinator = child(noun, .cc, sentence), coordinator == noun + 1, coordinator < name,
      let second = child(name, .compound, sentence), tag[second] == .noun,
      second == coordinator + 1,
      !isCapitalized(second)
    else { return }
    attach([
      arcs.place(name, above: noun), arc(noun, to: name, as: .compound),
      arc(coordinator, to: name),
    ])
  }

  /// "Lawyer and soldier Bo Ek left": so too where the capital of the sentence makes a name of the first.
  mutating func mendOpeningCalling(before name: Int, _ sentence: Range<Int>) {
    let first = sentence.lowerBound
    let noun = first + 2
    guard head[name] == first, noun < name, tag[first] == .name || tag[first] == .noun,
      word(first + 1) == "and",
      tag[noun] == .noun, !isCapitalized(noun), dep[noun] == .conj, head[noun] == first,
      children(noun, sentence).isEmpty, extent(name, sentence).lowerBound == noun + 1,
      !arcs.isRoot(first)
    else { return }
    guard
      attach([
        arcs.place(name, above: first), arc(first, to: name, as: .compound),
        arc(first + 1, to: name), arc(noun, to: name, as: .compound),
      ])
    else { return }
    pos[first] = .noun
    tag[first] = .noun
  }

  /// "He’s bought the mill": what is done to an object is not suffered by the subject.
  mutating func mendContractedHave(_ auxiliary: Int, _ sentence: Range<Int>) {
    let verb = head[auxiliary]
    guard ["’s", "'s"].contains(word(auxiliary)), tag[verb] == .participle,
      let object = child(verb, .dobj, sentence), object > verb,
      child(verb, .agent, sentence) == nil
    else { return }
    arcs.relabel(auxiliary, as: .aux)
    if let subject = child(verb, .nsubjpass, sentence) { arcs.relabel(subject, as: .nsubj) }
  }

  /// "the Company": a common noun that contracts and reports write with a capital names nobody.
  mutating func mendCapitalOfDefinedTerm(_ noun: Int, _ sentence: Range<Int>) {
    guard noun > sentence.lowerBound, Self.definedTerms.contains(word(noun)),
      word(noun - 1) == "the", head[noun - 1] == noun, dep[noun] != .compound,
      children(noun, sentence).allSatisfy({ dep[$0] != .compound && dep[$0] != .appos })
    else { return }
    pos[noun] = .noun
    tag[noun] = .noun
  }

  /// Words by which a text takes up whoever it has named.
  static let definedTerms: Set<String> = [
    "company", "corporation", "firm", "partnership", "issuer", "seller", "buyer", "purchaser",
    "borrower", "lender", "tenant", "landlord", "licensee", "licensor", "manufacturer", "retailer",
    "airline", "club",
  ]
}
