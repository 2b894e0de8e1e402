/// Mends coordinations that leave a verb out: "lent the coin to Lund and the vase to Turku", "Utrecht has canals,
/// Leiden museums".
///
/// The first of the phrases that share the verb is hung on it as a conjunct, the second on the first; ``Gapping`` reads
/// clauses off that.
extension TreeRepair {
  mutating func mendGapping(_ sentence: Range<Int>) {
    for token in sentence where !arcs.isRoot(token) {
      switch dep[token] {
      case .conj where pos[token].isNominal:
        mendGapBeforePreposition(token, sentence)
        mendGapBeforeObject(token, sentence)
      case .appos, .npadvmod, .dobj: mendGapBeforeObject(token, sentence)
      case .dative where pos[token] != .adposition: mendSecondReceiver(token, sentence)
      case .oprd: mendNameBeforeOffice(token, sentence)
      default: break
      }
    }
  }

  /// The verb that a token hangs on, through phrases only.
  private func verb(above token: Int) -> Int? {
    var place = token
    while !arcs.isRoot(place) {
      place = head[place]
      if pos[place].isVerbal { return place }
    }
    return nil
  }

  /// "lent the coin to Lund and the vase to Turku": the same preposition stands behind both.
  private mutating func mendGapBeforePreposition(_ noun: Int, _ sentence: Range<Int>) {
    guard noun > sentence.lowerBound, let verb = verb(above: noun), verb < noun,
      let object = child(verb, .dobj, sentence), object > verb, object < noun,
      let second = (noun + 1..<min(noun + 5, sentence.upperBound)).first(where: {
        pos[$0] == .adposition && [.prep, .dative].contains(dep[$0])
      }), child(second, .pobj, sentence) != nil,
      (noun + 1..<second).allSatisfy({ isBelow($0, noun) })
    else { return }
    let first = (object + 1..<noun).last {
      pos[$0] == .adposition && word($0) == word(second) && [.prep, .dative].contains(dep[$0])
        && (head[$0] == verb || head[$0] == object)
    }
    guard let first, let place = child(first, .pobj, sentence), place < noun,
      isBelow(noun, place) || head[noun] == verb,
      (place + 1..<noun).contains(where: { pos[$0] == .coordinator }),
      [noun, verb, first, place, object].contains(head[second])
    else { return }
    let coordinators = (place + 1..<noun).filter { pos[$0] == .coordinator && head[$0] == place }
    attach(
      [
        arc(noun, to: verb, as: .conj), arc(second, to: noun, as: .prep),
        arc(first, to: verb, as: .prep),
      ] + coordinators.map { arc($0, to: verb) })
  }

  /// "Ivan won silver and Olga the bronze", "Utrecht has canals, Leiden museums": a name or phrase with a phrase of its
  /// own right behind it.
  private mutating func mendGapBeforeObject(_ noun: Int, _ sentence: Range<Int>) {
    guard pos[noun].isNominal else { return }
    if dep[noun] == .appos, dep[head[noun]] == .conj {
      mendSecondObject(noun, behind: head[noun], sentence)
    } else if let name = nameOpening(noun, sentence), isComma(name - 1),
      let verb = verb(above: noun), verb < name, let object = child(verb, .dobj, sentence),
      extent(object, sentence).lowerBound > verb, object < name, tag[object] == tag[noun],
      let subject = child(verb, .nsubj, sentence), pos[subject] == .properNoun
    {
      attach([arc(name, to: verb, as: .conj), arc(noun, to: name, as: .dobj)])
    }
  }

  private mutating func mendSecondObject(_ noun: Int, behind name: Int, _ sentence: Range<Int>) {
    let first = extent(noun, sentence).lowerBound
    guard name < noun, first == name + 1,
      ["a", "an", "the", "one", "his", "her", "its", "their"].contains(word(first)),
      let verb = verb(above: name), verb < name, child(verb, .dobj, sentence) != nil
    else { return }
    // "Lima has parks, Cusco museums and Puno a lake": those between go without the verb as well.
    var joined = head[name]
    guard attach([arc(name, to: verb, as: .conj), arc(noun, to: name, as: .dobj)]) else { return }
    while dep[joined] == .conj, joined > verb {
      let above = head[joined]
      if let name = nameOpening(joined, sentence) {
        attach([arc(name, to: verb, as: .conj), arc(joined, to: name, as: .dobj)])
      }
      joined = above
    }
  }

  /// The one name that opens the phrase of a common noun as a compound.
  private func nameOpening(_ noun: Int, _ sentence: Range<Int>) -> Int? {
    let first = extent(noun, sentence).lowerBound
    guard first < noun, first > sentence.lowerBound, pos[first] == .properNoun,
      head[first] == noun, dep[first] == .compound, pos[noun] == .noun, first + 1 == noun
    else { return nil }
    return first
  }

  /// "paid Ruiz a million and Ek two": a verb has one receiver; the second goes with the second object.
  private mutating func mendSecondReceiver(_ receiver: Int, _ sentence: Range<Int>) {
    let verb = head[receiver]
    let parts = children(verb, sentence)
    guard
      parts.contains(where: { $0 < receiver && dep[$0] == .dative && pos[$0] != .adposition }),
      parts.contains(where: { $0 < receiver && dep[$0] == .dobj }),
      let second = parts.first(where: { $0 > receiver && dep[$0] == .dobj })
    else { return }
    attach([arc(receiver, to: verb, as: .conj), arc(second, to: receiver, as: .dobj)])
  }

  private static let naming: Set<String> = [
    "named", "name", "names", "appointed", "appoint", "appoints", "elected", "elect", "elects",
    "crowned",
    "made", "chose", "declared", "proclaimed", "dubbed",
  ]

  /// "named Ruiz chief executive and Ek treasurer": the name is the object, and the noun what its bearer becomes.
  private mutating func mendNameBeforeOffice(_ noun: Int, _ sentence: Range<Int>) {
    let verb = head[noun]
    guard Self.naming.contains(word(verb)), tag[noun] == .noun, !isCapitalized(noun), verb < noun,
      child(verb, .dobj, sentence) == nil, child(verb, .auxpass, sentence) == nil,
      let name = splitName(before: noun, sentence),
      extent(noun, sentence).lowerBound > verb
    else { return }
    let names = (verb + 1..<name).filter { pos[$0] == .properNoun && head[$0] == noun }
    guard
      attach([arc(name, to: verb, as: .dobj)] + names.map { arc($0, to: name, as: .compound) })
    else { return }
    mendNamingTakenForParticiple(verb, sentence)
    for second in children(noun, sentence)
    where dep[second] == .conj && tag[second] == .noun && !isCapitalized(second) {
      guard let name = splitName(before: second, sentence) else { continue }
      let names = children(second, sentence).filter { $0 < name && pos[$0] == .properNoun }
      attach(
        [arc(name, to: verb, as: .conj), arc(second, to: name, as: .oprd)]
          + names.map { arc($0, to: name, as: .compound) })
    }
  }

  /// The last of the names that open a noun's phrase.
  private func splitName(before noun: Int, _ sentence: Range<Int>) -> Int? {
    let first = extent(noun, sentence).lowerBound
    guard first < noun, pos[first] == .properNoun, head[first] == noun || head[head[first]] == noun
    else { return nil }
    return (first..<noun).last {
      pos[$0] == .properNoun && head[$0] == noun && [.compound, .nmod].contains(dep[$0])
    }
  }

  /// "The board named Ruiz chairman.": with an object of its own the participle is the verb of the sentence.
  private mutating func mendNamingTakenForParticiple(_ verb: Int, _ sentence: Range<Int>) {
    let noun = head[verb]
    guard dep[verb] == .acl, arcs.isRoot(noun), noun + 1 == verb else { return }
    let others = children(noun, sentence).filter { $0 > verb }
    guard
      attach(
        [arc(verb, to: verb, as: .root), arc(noun, to: verb, as: .nsubj)]
          + others.map { arc($0, to: verb) })
    else { return }
    tag[verb] = .past
  }
}
