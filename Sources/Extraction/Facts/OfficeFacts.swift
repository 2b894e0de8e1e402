import Graph

/// Offices that verbs give, hold and take: "served as chair of the union until 1991".
extension FactBuilder {
  private enum Tenure { case entered, held, left }

  private static let tenures: [String: Tenure] = [
    "become": .entered, "elect": .entered, "reelect": .entered, "appoint": .entered,
    "name": .entered, "choose": .entered, "install": .entered, "inaugurate": .entered,
    "swear": .entered, "hire": .entered, "crown": .entered, "start": .entered, "begin": .entered,
    "serve": .held, "work": .held, "act": .held, "continue": .held, "remain": .held, "stay": .held,
    "return": .entered,
    "resign": .left, "retire": .left, "step": .left, "quit": .left, "oust": .left, "fire": .left,
    "sack": .left, "dismiss": .left, "remove": .left, "depose": .left,
  ]
  /// With an object, it is still the subject who holds the office: "succeeded Ruiz as mayor".
  private static let succeeding: Set<String> = ["succeed", "replace", "follow"]

  /// The subject holds, or held, the office that a noun names.
  mutating func stateOffice(
    _ claim: Claim, _ subject: Argument, _ noun: Int, verb: Int, hasObject: Bool, _ tree: Tree
  ) throws {
    guard tree.pos[noun] == .noun || tree.pos[noun] == .properNoun else { return }
    let lemma = tree.lemma(verb)
    let tenure: Tenure
    if hasObject {
      guard Self.succeeding.contains(lemma), !tree.hasChild(verb, .auxpass) else { return }
      tenure = .entered
    } else {
      guard let known = Self.tenures[lemma] else { return }
      tenure = known
    }
    var office = claim
    office.isOver =
      tenure == .left || isOver(verb, tree)
      || tenure == .held && tree.children(verb).contains { isHad($0, tree) }
    try stateRelation(office, subject, noun, tree)
  }

  /// "appointed Ann Lee as the firm's auditor": the object holds the office.
  mutating func stateAppointment(
    _ claim: Claim, _ clause: Clause, by giver: Argument, to noun: Int, _ tree: Tree
  ) throws {
    guard Self.tenures[tree.lemma(clause.last)] == .entered, !tree.hasChild(clause.last, .auxpass),
      tree.pos[noun] == .noun || tree.pos[noun] == .properNoun
    else { return }
    var claim = claim
    if case .entity(let entity) = giver, slots.entities[entity].kind == .organization {
      claim.giver = giver
    }
    for object in clause.objects where object.kind == .direct {
      for head in conjuncts(of: object.head, tree) {
        for holder in try slots.arguments(Place(line: claim.line, token: head)) {
          try stateRelation(claim, holder, noun, tree)
        }
      }
    }
  }

  private func isHad(_ token: Int, _ tree: Tree) -> Bool {
    tree.dep[token] == .aux && tree.lower(token) == "had"
  }

  /// Whether a clause of the past names the end of what it tells: "until 1991", "from 1985 to 1991".
  func isOver(_ verb: Int, _ tree: Tree) -> Bool {
    let isPast =
      tree.tag[verb] == .past || tree.children(verb).contains { isHad($0, tree) }
    guard isPast else { return false }
    return tree.children(verb, .prep).contains { preposition in
      guard let object = tree.child(preposition, .pobj), tree.entity[object].isPointInTime else {
        return false
      }
      switch tree.lower(preposition) {
      case "until", "till": return true
      case "from", "between":
        let words = tree.subtree(object).map(tree.lower)
        return ["to", "until", "and", "through"].contains { words.contains($0) }
          || tree.children(verb, .prep).contains {
            $0 > preposition && ["to", "until"].contains(tree.lower($0))
          } || tree.children(preposition, .prep).contains { tree.lower($0) == "to" }
      default: return false
      }
    }
  }
}
