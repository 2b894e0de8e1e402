import Extraction
import Graph

/// Who grants a request to do something agrees to do it: "complied with the demand to release the prisoners".
struct ConsentActs {
  let tools: FormTools

  /// How near a claim is to the asked consent; 0 where it tells none, or to something else.
  func nearness(of candidate: Candidate, _ predicate: ToldPredicate) throws -> Double {
    let (form, synonyms) = (tools.form, tools.nearness.synonyms)
    guard form.verb.count > 1, synonyms.sides(of: form.verb[0]).contains("consenting"),
      let act = form.verb.last, let object = candidate.told.statement.object
    else { return 0 }
    var wordings = [predicate.words.joined(separator: " ")]
    if let preposition = predicate.preposition { wordings.append(wordings[0] + " " + preposition) }
    guard wordings.contains(where: { synonyms.sides(of: $0).contains("granting") }) else {
      return 0
    }
    let text = try tools.texts.text(object)
    guard
      let noun = QuestionGrammar.wordsToHead(of: text.text.lowercased())
        .prefix(while: { $0 != "that" }).last(where: Self.nouns.contains),
      !noun.isEmpty
    else { return 0 }
    let pairs = zip(text.stems, text.stems.dropFirst()).map { "\($0) \($1)" }
    let asked = tools.stems.stem(act)
    let isTold =
      text.stems.contains { tools.nearness.nearness(ofWord: $0, to: act) >= MatchWeights.converse }
      || pairs.contains { synonyms.areNear($0, asked) }
    return isTold ? MatchWeights.contrary : 0
  }

  private static let nouns: Set<String> = [
    "request", "requests", "demand", "demands", "call", "calls", "order", "orders", "plea",
    "pleas", "appeal", "appeals", "wish", "wishes",
  ]
}
