/// Mends circumstances that the parser hangs on a name or a noun beside the act.
extension TreeRepair {
  /// "met Xi in Beijing", "held talks with Lee at the airport", "joined the bank in 2005": a person has no place, and
  /// no name has a time, so where and when are of the act.
  mutating func mendCircumstanceOfName(_ preposition: Int, _ sentence: Range<Int>) {
    let name = head[preposition]
    guard name < preposition, let object = child(preposition, .pobj, sentence) else { return }
    if dep[name] == .dobj, pos[name] == .noun, Self.holding.contains(word(head[name])),
      entity[object].isPointInTime || entity[object].isPlace,
      Self.prepositionsOfPlace.contains(word(preposition))
    {
      // "held talks with Lee in Nara"
      attach([arc(preposition, to: head[name])])
      return
    }
    // A name that the recognizer misses is mostly a person's.
    let isUnknown = entity[name] == .none
    guard pos[name] == .properNoun, entity[name].isName || isUnknown else { return }
    let isTime =
      entity[object].isPointInTime && Self.prepositionsOfTime.contains(word(preposition))
    let isOfPerson =
      (entity[name] == .person || isUnknown) && Self.prepositionsOfPlace.contains(word(preposition))
    guard isTime || isOfPerson, let verb = verb(actingOn: name) else { return }
    attach([arc(preposition, to: verb)])
  }

  /// The verb whose object or complement a name is, or is part of; nil for all other names. Climbs, so it ends.
  private func verb(actingOn name: Int) -> Int? {
    var token = name
    while !arcs.isRoot(token) {
      switch dep[token] {
      case .dobj, .pobj, .conj, .prep, .dative, .agent: break
      default: return nil
      }
      let governor = head[token]
      guard governor < token else { return nil }
      if pos[governor].isVerbal { return governor }
      token = governor
    }
    return nil
  }

  /// Forms of verbs whose object is an act.
  private static let holding: Set<String> = [
    "held", "hold", "holds", "holding", "conducted", "conduct", "conducts", "conducting", "gave",
    "attended", "attend", "attends", "attending", "delivered", "delivers", "delivering",
  ]
  private static let prepositionsOfTime: Set<String> = [
    "in", "on", "at", "during", "since", "until", "before", "after",
  ]
  private static let prepositionsOfPlace: Set<String> = [
    "in", "on", "at", "near", "outside", "inside", "aboard", "during",
  ]
}
