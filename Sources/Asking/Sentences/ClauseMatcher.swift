import Extraction
import Graph

/// Compares the clauses of sentences with a question: the same act, the same partners in the same parts, and the phrase
/// that stands where the question asks.
///
/// Stricter than where claims are compared: nothing has checked what these clauses tell.
struct ClauseMatcher {
  let tools: FormTools
  let surroundings: Surroundings
  private var form: QuestionForm { tools.form }
  private var nearness: PredicateNearness { tools.nearness }
  private var knowledge: Knowledge { tools.knowledge }

  /// An act that answers.
  struct Found {
    var sentence: ReadSentence
    var act: ReadAct
    /// What the question asks for, one for each member of a list; empty for a question whether something is so.
    var answers: [String]
    var score: Double
    var bearing = Bearing.tells
  }

  /// The acts of a sentence that answer, each by its best reading.
  func found(in sentence: ReadSentence) throws -> [Found] {
    guard form.isToldByClauses, !form.verb.isEmpty else { return [] }
    var best: [Int: Found] = [:]
    for act in ReadAct.all(in: sentence, wordNet: nearness.wordNet) {
      guard let found = try found(in: act, of: sentence), let word = act.words.last else {
        continue
      }
      if best[word].map({ found.score > $0.score }) ?? true { best[word] = found }
    }
    return best.sorted { $0.key < $1.key }.map(\.value)
  }

  private func found(in act: ReadAct, of sentence: ReadSentence) throws -> Found? {
    if act.isNoun, form.isNegated { return nil }
    var (near, turned) = nearness(of: act)
    var bearing = Bearing.tells
    if act.isNoun, form.asked == .truth {
      // That one speaks of an act by a noun does not tell that it was.
      if act.isNone(in: sentence.parsed) {
        bearing = .denies
      } else if !act.isTakenForGranted(in: sentence.parsed) {
        return nil
      }
    } else if near < Self.leastNearness, isContrary(act) {
      (near, turned, bearing) = (MatchWeights.contrary, [:], .denies)
    }
    guard near >= Self.leastNearness else { return nil }
    var phrases = act.phrases
    for place in phrases.indices {
      phrases[place].role = turned[phrases[place].role] ?? phrases[place].role
    }
    if isContrary(phrases) { return nil }
    let scope = sentence.parsed.subtree(act.frame ?? act.words[0])
    guard
      let met = try PhraseMatcher(tools: tools, surroundings: surroundings).met(
        by: phrases, scope, sentence, bearing),
      !act.isNoun || !met.heads.isEmpty || bearing == .denies
        || met.share >= Self.leastShareOfNoun && form.parts.flatMap(\.words).count > 2
    else {
      return nil
    }
    var score = near * (1 - MatchWeights.partShare + MatchWeights.partShare * met.share)
    if act.isNoun { score *= Self.byNoun }
    if form.asked == .truth {
      let least = act.isNoun && bearing == .denies ? Self.leastShareOfNone : Self.leastShareOfTruth
      guard near >= MatchWeights.leastTruth, met.share >= least else { return nil }
      return Found(sentence: sentence, act: act, answers: [], score: score, bearing: bearing)
    }
    let finder = PhraseFinder(tools: tools)
    let open = phrases.filter { !met.heads.contains($0.head) }
    guard let answer = try finder.answer(among: open, of: act, in: sentence) else { return nil }
    score *= MatchWeights.leastFitness + (1 - MatchWeights.leastFitness) * answer.fitness
    return Found(sentence: sentence, act: act, answers: answer.texts, score: score)
  }

  /// What an act that a noun tells counts beside one that a verb tells.
  private static let byNoun = 0.9
  /// The least nearness of a clause's act.
  private static let leastNearness = 0.7
  /// How much of a question has to be met where a noun tells the act and nobody in it is named.
  private static let leastShareOfNoun = 0.6
  /// How much of it has to be met where a text says that there was no such act at all.
  private static let leastShareOfNone = 0.4
  /// How much of a question has to be met for a yes or no.
  private static let leastShareOfTruth = 0.8

  // MARK: The act

  /// How near the act of a clause is, and what the parts in it are in the asked one where they differ.
  private func nearness(
    of act: ReadAct
  ) -> (Double, [QuestionForm.Role: QuestionForm.Role]) {
    let predicate = act.predicate
    let told = ToldPredicate(predicate)
    if act.isNoun { return (nearness.nearness(of: told.words, to: form.verb), [:]) }
    let prepositions = act.phrases.compactMap(\.role.preposition)
    var near = wordNearness(of: told.words, nil)
    for preposition in prepositions {
      near = max(near, wordNearness(of: told.words, preposition))
    }
    if near >= MatchWeights.relation { return (near, [:]) }
    for wording in [predicate] + prepositions.map({ predicate + "_" + $0 }) {
      let told = ToldPredicate(wording)
      for (name, isTurned) in knowledge.relations(wordedBy: wording) {
        guard let known = tools.asked[name] else { continue }
        let (subject, object) =
          isTurned ? (told.object, told.subject) : (told.subject, told.object)
        return (MatchWeights.relation, [subject: known.subject, object: known.object])
      }
    }
    if near >= Self.leastNearness { return (near, [:]) }
    if let roles = tools.converse.roles(asked: form.verb, told: told) {
      return (MatchWeights.converse, roles)
    }
    return (near, [:])
  }

  private func wordNearness(of told: [String], _ preposition: String?) -> Double {
    form.isIdiom
      ? nearness.phraseNearness(of: told, preposition, to: form.verb)
      : nearness.nearness(of: told, preposition, to: form.verb)
  }

  /// Whether a clause tells that the asked act was not done.
  private func isContrary(_ act: ReadAct) -> Bool {
    guard form.asked == .truth, !form.isNegated, !act.isNoun else { return false }
    let told = ToldPredicate(act.predicate).words
    let prepositions = act.phrases.compactMap(\.role.preposition)
    return ([told] + prepositions.map { told + [$0] }).contains {
      nearness.isContrary($0, to: form.verb)
    }
  }

  private func isContrary(_ phrases: [ClausePhrases.Phrase]) -> Bool {
    let told = phrases.compactMap(\.role.preposition)
    return told.contains { form.isContradicted(by: $0, among: told, knowledge) }
  }
}
