/// Mends what the parser gets wrong in a way that the order of the words tells.
enum TreeRepair {
  /// "She praised the plan and her deputy, Ann Lee, said …": the noun phrase that the parser joins to the
  /// object is the subject of the verb right behind it.
  static func mend(
    _ dep: inout [Dependency], _ head: inout [Int], pos: [PartOfSpeech], tag: [Tag],
    isComma: (Int) -> Bool
  ) {
    for verb in dep.indices
    where dep[verb] == .conj && [.past, .thirdPerson, .present].contains(tag[verb])
      && pos[head[verb]].isVerbal && head[verb] < verb
    {
      let first = head[verb]
      var place = verb - 1
      while place > first, head[place] == verb,
        dep[place] == .advmod || dep[place].isAuxiliary || dep[place] == .neg
      {
        place -= 1
      }
      let hasSubject = dep.indices.contains { head[$0] == verb && dep[$0].isSubject }
      guard !hasSubject, place > first else { continue }
      var isClosed = false
      if isComma(place) {
        isClosed = true
        place -= 1
      }
      // Up to the noun that the parser joined to another before it.
      var noun = place
      var isDescribed = false
      var steps = 0
      while steps < 12, noun > first, dep[noun] != .conj, head[noun] != noun {
        if dep[noun] == .appos || dep[noun] == .relcl { isDescribed = true }
        noun = head[noun]
        steps += 1
      }
      guard noun > first, noun < verb, dep[noun] == .conj, noun != verb,
        pos[noun] == .noun || pos[noun] == .properNoun || pos[noun] == .pronoun,
        !pos[head[noun]].isVerbal, isDescribed == isClosed
      else { continue }
      let coordinator = (first..<noun).last { dep[$0] == .cc && head[$0] == head[noun] }
      guard let coordinator, !((noun + 1)..<verb).contains(where: { pos[$0] == .coordinator })
      else { continue }
      // Nothing but the noun's own phrase may stand between.
      let isPhrase = ((coordinator + 1)...place).allSatisfy { token in
        var above = token
        var steps = 0
        while above != noun, head[above] != above, steps < 12 {
          above = head[above]
          steps += 1
        }
        return above == noun || isComma(token)
      }
      guard isPhrase else { continue }
      head[coordinator] = first
      dep[noun] = .nsubj
      head[noun] = verb
    }
  }
}
