import Extraction
import Graph

extension StoredStatement {
  /// Whether it tells of what is arranged.
  var isArranged: Bool {
    !isNegated && (modality.map(Self.arrangements.contains) ?? false)
  }

  private static let arrangements: Set<String> = ["will", "be to", "scheduled", "due", "set"]
}

/// When an act begins and ends is told by what it lasts from and to: "the fair runs from 3 May to 9 May".
struct Spans {
  let form: QuestionForm

  /// The bounds of time that a question may ask for, by its verb, each by the prepositions that tell it.
  private static let bounds: [String: Set<String>] = {
    var bounds: [String: Set<String>] = [:]
    for verb in ["begin", "start", "open", "commence"] { bounds[verb] = ["from", "since"] }
    for verb in ["end", "finish", "close", "conclude"] { bounds[verb] = ["to", "until", "till"] }
    return bounds
  }()

  /// Verbs that tell how long something is.
  private static let lasting: Set<String> = ["last", "run", "hold", "continue", "take", "go", "be"]

  /// What its subject and object are in the asked act.
  static let roles: [QuestionForm.Role: QuestionForm.Role] = [.patient: .agent]

  /// Which qualifier of a claim is the bound that is asked for; nil where none is.
  func bound(in candidate: Candidate, _ predicate: ToldPredicate) -> Int? {
    guard form.asked == .time, form.verb.count == 1, let names = Self.bounds[form.verb[0]],
      predicate.words.first.map(Self.lasting.contains) ?? false
    else { return nil }
    let qualifiers = candidate.told.qualifiers
    // "walked from the gate to the square" is no time.
    guard qualifiers.contains(where: { Self.bounds["begin"]?.contains($0.name) ?? false }) else {
      return nil
    }
    return qualifiers.firstIndex { names.contains($0.name) }
  }
}
