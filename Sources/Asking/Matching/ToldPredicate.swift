/// A predicate of the graph taken apart: what happens, and what part its subject and object have in it.
///
/// `be_recruited_by` is "recruit" with the subject as the patient and the object as the agent; `president_of` is
/// "president" of its subject, the object behind "of".
struct ToldPredicate: Sendable {
  /// The words that say what happens, without "be" and the final preposition.
  var words: [String]
  /// The preposition at its end, which its object stands behind.
  var preposition: String?
  var isPassive = false
  /// Whether it says what its subject is: "be", "become", "serve as".
  var isCopula = false
  var subject: QuestionForm.Role
  var object: QuestionForm.Role

  /// Words at the end of a predicate that belong to its verb, not to the object behind it.
  private static let particles: Set<String> = [
    "up", "out", "down", "off", "away", "back", "over", "together", "apart",
  ]

  /// Predicates that say what their subject is.
  private static let copulas: Set<String> = [
    "be", "become", "remain", "serve_as", "act_as", "work_as", "be_named", "be_appointed",
    "be_elected", "be_elected_as", "be_appointed_as", "be_made", "be_called", "be_known_as",
    "be_chosen_as", "be_created",
  ]

  init(_ name: String) {
    var words = name.split(separator: "_").map(String.init)
    (subject, object) = (.agent, .patient)
    if Self.copulas.contains(name) {
      isCopula = true
      object = .attribute
      isPassive = words[0] == "be" && words.count > 1
      subject = isPassive ? .patient : .agent
      // "be_named" tells of naming; "be", "become", "serve_as" only of being.
      self.words = isPassive ? [words[1]] : []
      return
    }
    if words.count > 1, let last = words.last, QuestionGrammar.prepositions.contains(last),
      !Self.particles.contains(last)
    {
      preposition = last
      words.removeLast()
    }
    if words.first == "be", words.count > 1 {
      isPassive = true
      subject = .patient
      object = .attribute
      words.removeFirst()
    }
    if let preposition {
      object = preposition == "by" && isPassive ? .agent : .oblique(preposition)
    }
    self.words = words == ["be"] ? [] : words
  }
}
