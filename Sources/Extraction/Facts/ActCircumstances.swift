import Base

/// When and where an act is done that a noun tells ("held talks with Xi in Nara on Monday", "his visit to Peru in May").
extension FactBuilder {
  /// Takes the places and times that stand with the noun of an act, and with the verb that only carries it.
  mutating func addCircumstances(
    ofAct noun: Int, _ line: Int, _ tree: Tree, to claim: inout Claim
  ) throws {
    var hosts = [noun]
    let verb = tree.head[noun]
    let isCarried =
      tree.dep[noun] == .dobj && knowledge.verbClasses(tree.lemma(verb)).contains(.light)
      || tree.dep[noun].isSubject && knowledge.verbClasses(tree.lemma(verb)).contains(.occur)
    if isCarried { hosts.append(verb) }
    for host in hosts {
      for preposition in tree.children(host, .prep)
      where preposition > noun && knowledge.tellsCircumstance(tree.lower(preposition)) {
        guard let object = tree.child(preposition, .pobj), tree.tag[object] != .whDeterminer,
          isPlaceOrTime(object, line, tree)
        else { continue }
        for value in try slots.arguments(Place(line: line, token: object)) {
          let name = tree.lower(preposition)
          guard !claim.qualifiers.contains(where: { $0.name == name && $0.value == value }) else {
            continue
          }
          claim.qualifiers.append(.init(name: name, value: value, token: preposition))
          if case .literal(.date(let day)) = value, name == "on" || name == "in" {
            claim.date = claim.date ?? day
          }
        }
      }
    }
  }

  private func isPlaceOrTime(_ token: Int, _ line: Int, _ tree: Tree) -> Bool {
    if tree.entity[token].isPointInTime { return true }
    guard let mention = document.mention(at: Place(line: line, token: token)), mention.entity >= 0
    else { return false }
    return slots.entities[mention.entity].types.contains("place")
      || tree.entity[token] == .facility
  }
}
