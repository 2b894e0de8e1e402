import Extraction

/// The phrases of a clause, each with the part that it has in the act, whatever the voice of the verb.
struct ClausePhrases {
  struct Phrase {
    /// The token that heads it.
    var head: Int
    var role: QuestionForm.Role
    /// The prepositions that it stands behind.
    var prepositions: [Int] = []
    /// Whether a form of "be" says it of the subject.
    var isAttribute = false
  }

  private(set) var phrases: [Phrase] = []
  /// What looks like a preposition and goes with the verb: "moved them *out* of the town".
  private(set) var particles: [Int] = []

  init(_ clause: Clause, in sentence: ParsedSentence, isPassive: Bool) {
    for subject in clause.subjects {
      phrases.append(Phrase(head: subject, role: isPassive ? .patient : .agent))
    }
    for object in clause.objects {
      let role: QuestionForm.Role =
        switch object.kind {
        case .attribute, .adjective, .objectPredicate: .attribute
        case .indirect: .oblique("to")
        case .direct, .relative: .patient
        }
      phrases.append(
        Phrase(head: object.head, role: role, isAttribute: object.kind == .attribute))
    }
    for complement in clause.complements {
      var words = complement.prepositions
      if let first = words.first, QuestionGrammar.particles.contains(sentence.tokens[first].lower) {
        particles.append(first)
        words.removeFirst()
      }
      let preposition = words.map { sentence.tokens[$0].lower }.joined(separator: " ")
      let role: QuestionForm.Role =
        words.isEmpty
        ? .patient : preposition == "by" && isPassive ? .agent : .oblique(preposition)
      phrases.append(
        Phrase(head: complement.head, role: role, prepositions: complement.prepositions))
    }
  }
}
