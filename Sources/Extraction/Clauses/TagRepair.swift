/// Mends tags that the tree around them contradicts: a verb that is the subject of another, a noun with an object.
extension TreeRepair {
  mutating func mendTags(_ sentence: Range<Int>) {
    for token in sentence {
      switch tag[token] {
      case .thirdPerson, .present: mendNounTaggedAsVerb(token, sentence)
      case .nouns, .noun: mendVerbWithObject(token, sentence)
      default: break
      }
    }
    mendVerblessSentence(sentence)
  }

  /// "advances in technology have made it cheap", "as well as desktops Tavi and Orbo": a finite verb without a part of
  /// its own is no subject, and follows no "as well as".
  private mutating func mendNounTaggedAsVerb(_ token: Int, _ sentence: Range<Int>) {
    let parts = children(token, sentence)
    if dep[token] == .nsubj || dep[token] == .nsubjpass {
      guard head[token] > token,
        parts.allSatisfy({ [.prep, .amod, .det, .punct, .compound, .cc, .conj].contains(dep[$0]) })
      else { return }
    } else if dep[token] == .conj, token >= sentence.lowerBound + 3, word(token - 1) == "as",
      word(token - 2) == "well", word(token - 3) == "as" || isComma(token - 3),
      !parts.contains(where: { dep[$0].isSubject })
    {
      return mendListedNames(behind: token, parts, sentence)
    } else if arcs.isRoot(token), let verb = verbBehind(token, parts, sentence) {
      return mendSubjectTaggedAsVerb(token, verb, sentence)
    } else if arcs.isRoot(token) {
      return mendVerbTakenForModifier(token, parts, sentence)
    } else {
      return
    }
    pos[token] = .noun
    tag[token] = word(token).hasSuffix("s") ? .nouns : .noun
  }

  private mutating func mendListedNames(
    behind noun: Int, _ parts: [Int], _ sentence: Range<Int>
  ) {
    let verb = head[noun]
    guard let object = child(verb, .dobj, sentence), object < noun,
      let name = parts.first(where: { dep[$0] == .dobj && $0 > noun }),
      attach([arc(name, to: object, as: .conj), arc(noun, to: name, as: .compound)])
    else { return }
    pos[noun] = .noun
    tag[noun] = .nouns
  }

  /// "textiles account for half": the verb that a plural taken for one has as its object.
  private func verbBehind(_ token: Int, _ parts: [Int], _ sentence: Range<Int>) -> Int? {
    let next = token + 1
    guard word(token).hasSuffix("s"), next + 1 < sentence.upperBound, head[next] == token,
      dep[next] == .dobj, tag[next] == .noun, pos[next + 1] == .adposition,
      !parts.contains(where: { dep[$0].isSubject || dep[$0].isAuxiliary }),
      children(next, sentence).allSatisfy({ $0 > next }),
      token == sentence.lowerBound || isComma(token - 1)
    else { return nil }
    return next
  }

  private mutating func mendSubjectTaggedAsVerb(
    _ subject: Int, _ verb: Int, _ sentence: Range<Int>
  ) {
    let parts = children(subject, sentence).filter { $0 != verb }
    guard
      attach(
        [arc(verb, to: verb, as: .root), arc(subject, to: verb, as: .nsubj)]
          + parts.map { arc($0, to: verb) })
    else { return }
    pos[subject] = .noun
    tag[subject] = .nouns
    pos[verb] = .verb
    tag[verb] = .present
  }

  /// "A storm that began at sea flooded holiday homes.": a verb has no compound; behind the relative clause of its subject
  /// stands the verb that the parser took for an adjective.
  private mutating func mendVerbTakenForModifier(
    _ noun: Int, _ parts: [Int], _ sentence: Range<Int>
  ) {
    guard parts.contains(where: { dep[$0] == .compound && $0 < noun }),
      let subject = parts.first(where: { dep[$0] == .nsubj && $0 < noun }),
      child(subject, .relcl, sentence) != nil
    else { return }
    let verb = extent(subject, sentence).upperBound + 1
    guard verb < noun, pos[verb] == .adjective, word(verb).hasSuffix("ed"), dep[verb] == .amod
    else {
      return
    }
    let behind = parts.filter { $0 > noun }
    guard
      attach(
        [arc(verb, to: verb, as: .root), arc(noun, to: verb, as: .dobj)]
          + (behind + [subject]).map { arc($0, to: verb) })
    else { return }
    pos[verb] = .verb
    tag[verb] = .past
    pos[noun] = .noun
    tag[noun] = .nouns
  }

  /// "architecture influences every aspect of it": a noun has no object.
  private mutating func mendVerbWithObject(_ token: Int, _ sentence: Range<Int>) {
    guard arcs.isRoot(token), tag[token] == .nouns, token > sentence.lowerBound,
      let object = child(token, .dobj, sentence), object > token,
      head[token - 1] == token, dep[token - 1] == .compound, pos[token - 1] == .noun,
      !children(token, sentence).contains(where: { dep[$0].isSubject })
    else { return }
    let subject = token - 1
    let modifiers = children(token, sentence).filter {
      $0 < subject && [.det, .amod, .compound, .poss, .nummod].contains(dep[$0])
    }
    guard
      attach([arc(subject, to: token, as: .nsubj)] + modifiers.map { arc($0, to: subject) })
    else { return }
    pos[token] = .verb
    tag[token] = .thirdPerson
  }

  /// Verbs that look like nouns, with the preposition behind them.
  private static let relating: [String: Set<String>] = [
    "results": ["in", "from"], "result": ["in", "from"], "points": ["to"], "point": ["to"],
    "accounts": ["for"], "account": ["for"], "ranges": ["from"], "range": ["from"],
    "stems": ["from"], "stem": ["from"], "aims": ["at"], "ranks": ["among"], "rank": ["among"],
    "dates": ["from", "to"], "date": ["from", "to"], "centers": ["on", "around"],
    "center": ["on", "around"], "focuses": ["on"], "leads": ["to"], "lead": ["to"],
  ]

  /// "The transport of goods results in smoke.": in a sentence without any verb, a noun that is one before its own
  /// preposition.
  private mutating func mendVerblessSentence(_ sentence: Range<Int>) {
    guard let stop = sentence.last(where: { pos[$0] != .space }), word(stop) == ".",
      let top = sentence.first(where: { arcs.isRoot($0) }), pos[top].isNominal,
      !sentence.contains(where: {
        pos[$0].isVerbal || arcs.isRoot($0) && $0 != top && pos[$0] != .space
      }),
      let verb = sentence.dropFirst(2).first(where: { token in
        token + 1 < stop && pos[token + 1] == .adposition && pos[token - 1].isNominal
          && (Self.relating[word(token)]?.contains(word(token + 1)) ?? false)
      }), verb > top, isBelow(verb - 1, verb) || isBelow(verb, verb - 1)
    else { return }
    let isPlural = tag[top] == .nouns || tag[top] == .names
    guard isPlural != word(verb).hasSuffix("s") else { return }
    // What the noun was the last word of keeps the word before it.
    let last = verb - 1
    let parts = children(verb, sentence).filter { $0 < last }
    let behind = sentence.filter { $0 > verb && head[$0] <= verb }
    guard
      attach(
        [arcs.place(last, above: verb)] + parts.map { arc($0, to: last) }
          + [arc(verb, to: verb, as: .root), arc(top, to: verb, as: .nsubj)]
          + behind.map { arc($0, to: verb) })
    else { return }
    pos[verb] = .verb
    tag[verb] = isPlural ? .present : .thirdPerson
  }
}
