extension Refutation {
  /// The first step of the explanation alone, as lines: what is near the fact, or for the first rule the literal at which
  /// it fails. Empty where nothing is missing.
  public var firstStep: [String] {
    guard case .missing = finding else { return [] }
    guard let attempt = attempts.first else { return ["nothing says \(fact)"] + knownOfIt }
    var lines: [String] = []
    switch attempt.failure {
    case .head(let has, let wanted): lines = ["the rule gives \(has), not \(wanted)"]
    case .literal(let literal, let bindings, _):
      guard let binding = bindings.first else { return ["nothing satisfies \(literal)"] }
      let values = binding.values.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
      let condition = values.isEmpty ? "" : ", where \(values)"
      switch binding.cause {
      case .missing(let refutation):
        lines = ["nothing satisfies \(refutation.fact)\(condition)"] + refutation.knownOfIt
      case .present: lines = ["\(binding.literal) is false\(condition)"]
      case .condition: lines = ["\(binding.literal) is false\(condition)"]
      }
    case .aggregate(let facts):
      if !facts.isEmpty { lines = ["there is " + facts.joined(separator: ", ")] }
    case .other: break
    }
    if attempts.count > 1, !lines.isEmpty {
      lines[0] += ", by the first of \(attempts.count) rules"
    }
    return lines + (near.isEmpty && unasserted.isEmpty ? [] : knownOfIt)
  }

  /// What comes near, and what texts say without asserting it.
  private var knownOfIt: [String] {
    var lines = near.map { "  " + $0 }
    for statement in unasserted {
      lines.append("  the text has it only as \(statement.status)")
      lines += statement.proof.evidence.prefix(1).map { "    " + $0.line }
    }
    return lines
  }
}
