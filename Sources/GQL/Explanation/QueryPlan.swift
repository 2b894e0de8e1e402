/// How a query is evaluated: strata in their order, and in each rule by rule the steps in the order of the join, each
/// with its access path. What was counted and measured stands beside what was expected.
public struct QueryPlan: Sendable {
  /// The strata, in the order of their evaluation.
  public var strata: [Stratum] = []
  /// What ended the evaluation before its end: a limit or a wish to stop. The plan is that of what came before.
  public var interruption: EngineError?

  /// Predicates that depend on one another.
  public struct Stratum: Sendable {
    /// Their names.
    public var predicates: [String]
    /// Special ways of evaluation, such as search from each source.
    public var methods: [String] = []
    /// Rounds of the fixpoint; 0 where nothing is recursive.
    public var rounds = 0
    /// Tuples of all its predicates.
    public var rows = 0
    /// How long it took; zero where nothing was run.
    public var time: Duration = .zero
    /// The rules of the predicates, in the order in which they are run.
    public var rules: [Rule] = []
  }

  /// One way of evaluating a rule; a recursive rule has one for each recursive atom.
  public struct Rule: Sendable {
    /// The rule, as GQL writes it.
    public var text: String
    /// `file:line`.
    public var place: String
    /// The atom that reads only the rows of the last round.
    public var newRowsOf: String?
    /// How often it was run.
    public var runs = 0
    /// How long its runs took together.
    public var time: Duration = .zero
    /// Its literals, in the order of the join.
    public var steps: [Step] = []
  }

  /// One literal of a rule, and how its rows are reached.
  public struct Step: Sendable {
    /// The literal, as GQL writes it.
    public var literal: String
    /// How its rows are reached: a scan, a look-up, a test of what is bound.
    public var access: String
    /// Rows expected for each row that comes in; nil for what only tests.
    public var estimate: Double?
    /// Rows that left the step, over all runs.
    public var rows = 0
  }
}

extension QueryPlan: CustomStringConvertible {
  /// Strata, rules, steps and estimates.
  public var description: String { text(isProfile: false) }

  /// The same with the counts and times of the evaluation.
  public var profile: String { text(isProfile: true) }

  private func text(isProfile: Bool) -> String {
    var lines: [String] = []
    for (number, stratum) in strata.enumerated() {
      if number > 0 { lines.append("") }
      var facts = stratum.methods
      if isProfile {
        if stratum.rounds > 0 { facts.append(Self.count(stratum.rounds, "round")) }
        facts.append(Self.count(stratum.rows, "row"))
        facts.append(Self.time(stratum.time))
      } else if stratum.rounds > 0 {
        facts.append("by rounds")
      }
      let names = stratum.predicates.joined(separator: ", ")
      lines.append(
        "stratum \(number + 1): \(names)"
          + (facts.isEmpty ? "" : "  (\(facts.joined(separator: ", ")))"))
      for rule in stratum.rules { lines += rule.lines(isProfile: isProfile) }
    }
    return lines.joined(separator: "\n")
  }

  fileprivate static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  fileprivate static func time(_ duration: Duration) -> String {
    let microseconds = duration.components.attoseconds / 1_000_000_000_000
    let tenths = (duration.components.seconds * 1_000_000 + microseconds) / 100
    return "\(tenths / 10).\(tenths % 10) ms"
  }
}

extension QueryPlan.Rule {
  fileprivate func lines(isProfile: Bool) -> [String] {
    var head = "  \(text)  [\(place)]"
    if let newRowsOf { head += "  new rows of \(newRowsOf)" }
    if isProfile { head += "  (\(QueryPlan.count(runs, "run")), \(QueryPlan.time(time)))" }
    let cells = steps.map { step in
      [step.literal, step.access, step.expectation]
        + (isProfile ? [QueryPlan.count(step.rows, "row")] : [])
    }
    let widths = (0..<4).map { column in
      cells.map { column < $0.count ? $0[column].unicodeScalars.count : 0 }.max() ?? 0
    }
    return [head]
      + cells.enumerated().map { number, row in
        var line = "    \(number + 1). "
        for (column, cell) in row.enumerated() {
          line += cell
          if column == row.count - 1 { continue }
          line += String(repeating: " ", count: widths[column] - cell.unicodeScalars.count + 2)
        }
        while line.last == " " { line.removeLast() }
        return line
      }
  }
}

extension QueryPlan.Step {
  fileprivate var expectation: String {
    guard let estimate else { return "" }
    if estimate >= 10 || estimate == estimate.rounded() {
      return estimate < 1e15 ? "about \(Int(estimate.rounded()))" : "very many"
    }
    return "about \((estimate * 10).rounded() / 10)"
  }
}
