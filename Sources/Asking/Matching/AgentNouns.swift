import Extraction
import Graph

/// Acts that a noun for who does them tells: the founder of a firm founded it, its employee is employed by it, and who has
/// a post there works there.
struct AgentNouns {
  let tools: FormTools

  /// How near what such a noun tells is to the asked act, and what its roles are there; nil where it tells another.
  func reading(
    of candidate: Candidate, _ predicate: ToldPredicate
  ) throws -> (near: Double, roles: [QuestionForm.Role: QuestionForm.Role])? {
    guard let asked = tools.form.verb.last, tools.form.verb.count == 1, !predicate.isPassive,
      case .oblique(let preposition) = predicate.object, let noun = predicate.words.last,
      predicate.words.allSatisfy({ !ActMatcher.lessening.contains($0) })
    else { return nil }
    if tools.nearness.synonyms.sides(of: asked).contains("working"), tools.knowledge.isRole(noun) {
      guard let object = candidate.told.statement.object,
        try tools.texts.text(object).types.contains("organization")
      else { return nil }
      let place = tools.form.asked == .place ? "at" : "for"
      return (MatchWeights.converse, [predicate.object: .oblique(place)])
    }
    guard ["of", "for", "to"].contains(preposition) else { return nil }
    for word in predicate.words.reversed() {
      guard let near = nearness(of: word, to: asked) else { continue }
      return word.hasSuffix("ee")
        ? (near, [.agent: .patient, predicate.object: .agent])
        : (near, [predicate.object: .patient])
    }
    return nil
  }

  private func nearness(of noun: String, to asked: String) -> Double? {
    // "visit" of "visit" is no visitor.
    guard Self.endings.contains(where: noun.hasSuffix) || tools.knowledge.isRole(noun) else {
      return nil
    }
    let verbs = tools.nearness.verbs(ofNoun: noun)
    if verbs.contains(asked) { return MatchWeights.converse }
    let isNear = verbs.contains {
      tools.nearness.nearness(of: [$0], to: [asked]) >= MatchWeights.converse
    }
    return isNear ? MatchWeights.converse : nil
  }

  private static let endings = ["er", "or", "ee", "ist", "ant", "ent", "ian"]
}
