import Extraction
import Graph

/// Acts that a light verb and a noun tell together: who gives shelter to somebody shelters him, who takes part in a race
/// joins it.
struct NounActs {
  let tools: FormTools

  /// Verbs that say of the act that their object names only that it is done.
  static let verbs: Set<String> = [
    "give", "make", "take", "pay", "hold", "reach", "issue", "conduct", "launch", "deliver",
    "undertake", "perform", "express", "voice", "stage", "file", "lodge", "mount", "provide", "do",
    "carry",
  ]

  /// What is left of the roles of such a claim: its object is the act, and no part in it.
  static let roles: [QuestionForm.Role: QuestionForm.Role] = [.patient: .circumstance]

  /// The noun that tells the act of a claim; nil where its verb tells it.
  func noun(of candidate: Candidate, _ predicate: ToldPredicate) throws -> String? {
    guard let verb = predicate.words.first, predicate.words.count <= 2, !predicate.isPassive,
      Self.verbs.contains(verb), predicate.object == .patient,
      let object = candidate.told.statement.object
    else { return nil }
    let text = try tools.texts.text(object)
    guard !text.isNamed, !text.isDate, !text.isNumber else { return nil }
    return QuestionGrammar.wordsToHead(of: text.text.lowercased()).last
  }

  /// How near the act of a noun that stands behind light verbs is to the asked one; 0 where it is another.
  func nearness(ofNoun noun: String, with verbs: [String]) -> Double {
    guard let asked = tools.form.verb.last else { return 0 }
    let nearness = tools.nearness
    let made = nearness.verbs(ofNoun: noun)
    if !tools.form.isIdiom,
      tools.stems.stem(noun) == tools.stems.stem(asked) || made.contains(asked)
    {
      return Self.same
    }
    if nearness.phraseNearness(of: verbs + [noun], to: tools.form.verb) > 0 { return Self.same }
    if tools.form.isIdiom { return 0 }
    return made.contains { nearness.nearness(ofWord: $0, to: asked) >= Self.same } ? Self.near : 0
  }

  private static let same = 0.85
  private static let near = 0.8
}
