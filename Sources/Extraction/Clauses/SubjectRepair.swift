/// Mends clauses to which the parser gives two subjects, or the wrong verb.
extension TreeRepair {
  private static let parting: Set<String> = [",", "—", "–", "-", "--"]

  /// "Taipei, Taiwan — The festival opened", "Ladies and gentlemen, the plan works", "the works (with Ann Kay) appeared": of
  /// two subjects that no "and" joins one is a dateline, who is addressed, or an aside. More than two are a list.
  mutating func mendSecondSubject(_ last: Int, _ sentence: Range<Int>) {
    let verb = head[last]
    let subjects = children(verb, sentence).filter { dep[$0] == dep[last] }
    guard last < verb, let first = subjects.first, first < last else { return }
    if let bracket = (first..<last).last(where: { ["(", ")"].contains(word($0)) }),
      word(bracket) == "(", (last..<verb).contains(where: { word($0) == ")" })
    {
      return arcs.relabel(last, as: .dep)
    }
    let (end, phrase) = (extent(first, sentence).upperBound, extent(last, sentence))
    guard subjects.count == 2, end < phrase.lowerBound,
      (end...phrase.lowerBound).contains(where: { Self.parting.contains(word($0)) }),
      // "X, as Y put it, works": a clause between them has a subject of its own.
      !children(verb, sentence).contains(where: { dep[$0] == .mark && $0 > first && $0 < last })
    else { return }
    if (last..<verb).contains(where: { isComma($0) }) {
      attach([arc(last, to: first, as: .appos)])
    } else if ["he", "she", "it", "they"].contains(word(last)), !Self.isAddressed(word(first)) {
      // "The head of the bank, he has explained it."
      arcs.relabel(last, as: .dep)
    } else if pos[first] == .noun || pos[first] == .numeral, pos[last] == .properNoun,
      isComma(end) || isComma(end + 1), tag[first] != .nouns
    {
      // "The protégé of Ruiz, Bo Ek was known for it."
      attach([arc(first, to: last, as: .appos)])
    } else {
      arcs.relabel(first, as: .dep)
    }
  }

  private static func isAddressed(_ word: String) -> Bool {
    ["speaker", "president", "chairman", "minister", "ladies", "gentlemen", "friends", "lords"]
      .contains(word)
  }

  /// "The legend of Galois pouring out his mind seems untrue": a gerund without auxiliary is no main verb; the finite verb
  /// behind it is.
  mutating func mendGerundTakenForMain(_ gerund: Int, _ sentence: Range<Int>) {
    let parts = children(gerund, sentence)
    guard !parts.contains(where: { dep[$0].isAuxiliary }),
      let subject = parts.first(where: { dep[$0] == .nsubj && $0 < gerund }),
      extent(subject, sentence).upperBound == gerund - 1,
      let main = parts.first(where: { token in
        token > gerund && (dep[token] == .conj || dep[token] == .advcl) && isFinite(token)
          && !children(token, sentence).contains { dep[$0].isSubject || dep[$0] == .mark }
          && !(gerund..<token).contains { head[$0] == gerund && pos[$0] == .coordinator }
      })
    else { return }
    let described = pos[gerund - 1].isNominal ? gerund - 1 : subject
    let before = parts.filter { $0 < subject }
    attach(
      [
        arcs.place(main, above: gerund), arc(subject, to: main, as: .nsubj),
        arc(gerund, to: described, as: .acl),
      ] + before.map { arc($0, to: main) })
  }

  /// "and the fort surrendered": a word in -ed that is joined to a verb, and that the tagger takes for a name without a
  /// capital, is a verb.
  mutating func mendVerbTaggedAsName(_ verb: Int, _ sentence: Range<Int>) {
    let governor = head[verb]
    guard pos[governor] == .verb, isFinite(governor), !isCapitalized(verb),
      word(verb).hasSuffix("ed"), verb > sentence.lowerBound,
      let subject = child(verb, .compound, sentence), subject == verb - 1,
      let article = child(verb, .det, sentence), article < subject
    else { return }
    let openings = children(verb, sentence).filter { $0 < subject }
    guard
      attach([arc(subject, to: verb, as: .nsubj)] + openings.map { arc($0, to: subject) })
    else { return }
    pos[verb] = .verb
    tag[verb] = .past
  }

  /// "met Per Lund": with a capital inside a sentence it is a given name.
  mutating func mendGivenNameTakenForPreposition(_ given: Int, _ sentence: Range<Int>) {
    guard word(given) == "per", isCapitalized(given), given > sentence.lowerBound,
      let name = child(given, .pobj, sentence), name == given + 1, isCapitalized(name),
      !arcs.isRoot(given)
    else { return }
    let governor = head[given]
    let isObject = pos[governor].isVerbal && child(governor, .dobj, sentence) == nil
    guard
      attach([
        arc(name, to: governor, as: isObject ? .dobj : .dep),
        arc(given, to: name, as: .compound),
      ])
    else { return }
    for word in [given, name] {
      pos[word] = .properNoun
      tag[word] = .name
    }
  }
}
