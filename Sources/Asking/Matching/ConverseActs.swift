import Extraction

/// Acts that are told from either side: what one gives another, the other gets from him; who employs somebody, for him
/// the other works.
struct ConverseActs {
  let synonyms: Synonyms
  let knowledge: Knowledge

  /// A pair of sides, by their names in `schema/synonyms.tsv`, with what the roles of one are for the other.
  private struct Side {
    var asked: String
    var told: String
    var roles: [QuestionForm.Role: QuestionForm.Role]
  }

  private static let sides: [Side] = {
    let sides: [(String, String)] = [
      ("receiving", "giving"), ("buying", "selling"), ("learning", "teaching"),
    ]
    return sides.flatMap { taker, giver in
      [
        Side(asked: taker, told: giver, roles: [.agent: .oblique("from"), .oblique("to"): .agent]),
        Side(asked: giver, told: taker, roles: [.agent: .oblique("to"), .oblique("from"): .agent]),
      ]
    } + [
      Side(
        asked: "employing", told: "working",
        roles: [
          .agent: .patient, .oblique("for"): .agent, .oblique("at"): .agent,
          .oblique("of"): .agent, .oblique("with"): .agent, .oblique("in"): .agent,
        ]),
      // What kills somebody is what he dies in.
      Side(asked: "dying", told: "killing", roles: [.agent: .oblique("in"), .patient: .agent]),
      // Whom an event draws attends it.
      Side(
        asked: "attending", told: "drawing", roles: [.agent: .patient, .patient: .agent]),
      // What turns up is found.
      Side(asked: "finding", told: "surfacing", roles: [.agent: .patient]),
      // What is held takes place.
      Side(asked: "happening", told: "holding", roles: [.agent: .circumstance, .patient: .agent]),
      Side(asked: "holding", told: "happening", roles: [.agent: .patient]),
    ]
  }()

  /// What the roles of a told act are in the asked one; nil where they are no two sides of one act.
  ///
  /// - Parameter noun: what the object of a told act is, where it has one: "take" a "place".
  func roles(
    asked: [String], told: ToldPredicate, noun: String? = nil
  ) -> [QuestionForm.Role: QuestionForm.Role]? {
    guard !asked.isEmpty, let other = told.words.last else { return nil }
    let kinds = synonyms.sides(of: asked.joined(separator: " "))
    guard !kinds.isEmpty else { return nil }
    var toldKinds = synonyms.sides(of: other)
    if let noun { toldKinds += synonyms.sides(of: other + " " + noun) }
    // "senior analyst at Acme": who has a post there works there.
    if toldKinds.isEmpty, case .oblique = told.object, knowledge.isRole(other) {
      toldKinds = ["working"]
    }
    return Self.sides.first { kinds.contains($0.asked) && toldKinds.contains($0.told) }?.roles
  }
}
