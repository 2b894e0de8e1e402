import Graph
import Tuples

/// Writes down what an evaluation does, where someone asked for it.
final class EvaluationTrace {
  private let dictionary: SessionDictionary
  private let sources: SourceMap
  private var facts: FactText
  private var steps: PlanText
  private let clock = ContinuousClock()
  private(set) var plan = QueryPlan()
  private var starts: [ContinuousClock.Instant] = []
  /// Strata under way, innermost last.
  private var open: [Int] = []

  /// Where the figures of a rule's plan go.
  struct Entry {
    fileprivate let stratum: Int
    fileprivate let rule: Int
  }

  init(program: LogicalProgram, dictionary: SessionDictionary, sources: SourceMap) {
    self.dictionary = dictionary
    self.sources = sources
    facts = FactText(program: program, dictionary: dictionary, sources: sources)
    steps = PlanText(program: program, dictionary: dictionary)
  }

  /// Goes over to a rewriting of the program, which has all its predicates and more.
  func follow(_ program: LogicalProgram) {
    facts = FactText(program: program, dictionary: dictionary, sources: sources)
    steps = PlanText(program: program, dictionary: dictionary)
  }

  // MARK: Strata

  func beginStratum(_ predicates: Set<Int>) {
    open.append(plan.strata.count)
    starts.append(clock.now)
    let names = predicates.sorted().map { facts.program.predicates[$0].name }
    plan.strata.append(QueryPlan.Stratum(predicates: names))
  }

  func endStratum(rows: Int) {
    guard let stratum = open.popLast(), let start = starts.popLast() else { return }
    plan.strata[stratum].rows = rows
    plan.strata[stratum].time = clock.now - start
  }

  func beginRound() {
    guard let stratum = open.last else { return }
    plan.strata[stratum].rounds += 1
  }

  /// Names a special way in which the stratum is evaluated.
  func note(_ method: String) {
    guard let stratum = open.last else { return }
    plan.strata[stratum].methods.append(method)
  }

  // MARK: Rules

  func begin(_ plan: RulePlan, _ span: SourceSpan) throws -> Entry? {
    guard let stratum = open.last else { return nil }
    var rule = QueryPlan.Rule(text: facts.written(plan, span), place: facts.place(span))
    for step in plan.steps {
      switch step {
      case .join(let join) where join.literal == plan.delta, .recentGroups(let join, _, _):
        rule.newRowsOf = try steps.atom(join, plan)
      default: break
      }
      rule.steps.append(try steps.step(step, of: plan))
    }
    self.plan.strata[stratum].rules.append(rule)
    return Entry(stratum: stratum, rule: self.plan.strata[stratum].rules.count - 1)
  }

  /// Adds a run of a plan.
  ///
  /// - Parameter rows: rows that left each step since the plan was made.
  func end(_ entry: Entry, rows: [Int], time: Duration) {
    var rule = plan.strata[entry.stratum].rules[entry.rule]
    rule.runs += 1
    rule.time += time
    for (place, count) in rows.enumerated() { rule.steps[place].rows = count }
    plan.strata[entry.stratum].rules[entry.rule] = rule
  }
}
