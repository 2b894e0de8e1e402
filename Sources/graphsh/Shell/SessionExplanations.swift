import GQL
import Graph

/// Proofs, missing facts and plans.
extension Session {
  /// Writes the proof of each answer to a fact or query.
  func why(_ fact: String, as format: ExplanationFormat = .text) throws {
    try keepLastAnswer(for: fact)
    let proofs = try stoppable { try engine.why(StatementScanner.withFinalMark(fact)) }
    if proofs.isEmpty {
      try settings.output.flush()
      throw CommandError.failed(
        "nothing in the graph or the program says so; whynot shows what is missing")
    }
    try settings.output.writeLine(format.shown(format.text(of: proofs)))
    try settings.output.flush()
  }

  /// The statements of the graph that the answers to a query rest on, by their numbers.
  ///
  /// - Parameter other: what proves them, where that is not the session's own engine
  func statements(behind query: String, by other: Engine? = nil) throws -> [StoredStatement] {
    let engine = other ?? engine
    let proofs = try stoppable(by: engine) { try engine.why(StatementScanner.withFinalMark(query)) }
    let ids = Set(proofs.flatMap(\.storedStatements))
    let graph = try requireGraph()
    return try ids.sorted().compactMap { try graph.statement($0) }
  }

  /// Writes why a fact or query has no answer.
  func whyNot(_ fact: String, as format: ExplanationFormat = .text) throws {
    try keepLastAnswer(for: fact)
    let refutation = try stoppable { try engine.whyNot(StatementScanner.withFinalMark(fact)) }
    try settings.output.writeLine(format.shown(format.text(of: refutation)))
    try settings.output.flush()
  }

  /// Writes how a query is evaluated, with counts and times for a profile.
  func explain(_ query: String, isProfile: Bool) throws {
    try keepLastAnswer(for: query)
    let plan = try stoppable { try engine.plan(StatementScanner.withFinalMark(query)) }
    let text = isProfile ? plan.profile : plan.description
    try settings.output.writeLine(DisplayText.visible(text, keepingLines: true))
    try settings.output.flush()
    if let interruption = plan.interruption { throw interruption }
  }

  /// The most that the reason of an empty answer may take.
  private static let patience = Duration.seconds(2)

  /// Says the first reason why a query has no answer, where it is found soon.
  func tellWhyNot(_ query: String) {
    let timeout = engine.options.timeout
    engine.options.timeout = min(timeout ?? Self.patience, Self.patience)
    defer { engine.options.timeout = timeout }
    // What takes too long, or is stopped, is not missed: .whynot gives it.
    let refutation = try? stoppable { try engine.whyNot(StatementScanner.withFinalMark(query)) }
    guard let lines = refutation?.firstStep, !lines.isEmpty else { return }
    tell(lines.map { DisplayText.visible($0) }.joined(separator: "\n"))
  }

  /// For each row of answers to a query the document and the sentence that it rests on first; nil where there are too many
  /// rows.
  func sources(
    of answers: Answers, to query: String
  ) throws -> [(document: String, sentence: String)?]? {
    guard answers.rowCount <= Self.mostRowsWithSources else {
      tell("sources are shown for at most \(Words.count(Self.mostRowsWithSources, "row"))")
      return nil
    }
    let proofs = try stoppable { try engine.why(StatementScanner.withFinalMark(query)) }
    // Of rows that cannot be proved, none can be told from the others.
    guard proofs.count == answers.rowCount else { return nil }
    return proofs.map(Self.firstSentence)
  }

  private static let mostRowsWithSources = 1000

  private static func firstSentence(of proof: Proof) -> (document: String, sentence: String)? {
    var open = [proof]
    while let next = open.popLast() {
      if case .stored(let statements) = next.ground {
        for statement in statements {
          if let found = statement.evidence.first { return (found.document, found.text) }
        }
      }
      open += next.children.reversed()
    }
    return nil
  }
}
