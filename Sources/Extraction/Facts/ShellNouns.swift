/// Nouns that stand for what a clause tells: "…, a move that angered Berlin". Behind a name they describe the
/// event that it takes part in, never its bearer.
enum ShellNouns {
  private static let words: Set<String> = [
    "move", "step", "decision", "sign", "signal", "concern", "issue", "problem", "matter",
    "question",
    "departure", "shift", "change", "turn", "reversal", "development", "trend", "process",
    "practice", "policy", "priority", "goal", "aim", "claim", "charge", "accusation", "allegation",
    "demand", "condition", "offer", "proposal", "plan", "threat", "warning", "reminder", "result",
    "outcome", "setback", "blow", "boost", "success", "failure", "feat", "fact", "idea", "view",
    "position", "situation", "rise", "fall", "drop", "increase", "decline", "jump", "loss", "gain",
    "act", "action", "gesture", "effort", "attempt", "deal", "task", "mistake", "measure",
  ]

  static func contains(_ lemma: String) -> Bool { words.contains(lemma) }
}
