import Graph
import Tuples

/// Writes down what an evaluation does, where someone asked for it.
final class EvaluationTrace {
  private let dictionary: SessionDictionary
  private let sources: SourceMap
  private let clock = ContinuousClock()
  private(set) var plan = QueryPlan()
  /// Strata under way, innermost last: what a goal demands is found in a rewriting of the program, and the rest in the
  /// program itself.
  private var open: [OpenStratum] = []

  private struct OpenStratum {
    let number: Int
    let start: ContinuousClock.Instant
    let facts: FactText
    let steps: PlanText
  }

  /// What is to be said of the next stratum.
  private var remark: String?

  /// Where the figures of a rule's plan go.
  struct Entry {
    fileprivate let stratum: Int
    fileprivate let rule: Int
  }

  init(dictionary: SessionDictionary, sources: SourceMap) {
    self.dictionary = dictionary
    self.sources = sources
  }

  // MARK: Strata

  func beginStratum(_ predicates: Set<Int>, of program: LogicalProgram) {
    open.append(
      OpenStratum(
        number: plan.strata.count, start: clock.now,
        facts: FactText(program: program, dictionary: dictionary, sources: sources),
        steps: PlanText(program: program, dictionary: dictionary)))
    let names = predicates.sorted().map { program.predicates[$0].name }
    plan.strata.append(QueryPlan.Stratum(predicates: names))
    if let remark {
      note(remark)
      self.remark = nil
    }
  }

  /// Strata that were begun.
  var strata: Int { plan.strata.count }

  /// Forgets a stratum that is not under way any more and is about to be begun anew, with a remark.
  func beginAnew(_ stratum: Int, _ remark: String) {
    plan.strata.remove(at: stratum)
    self.remark = remark
  }

  func endStratum(rows: Int) {
    guard let stratum = open.popLast() else { return }
    plan.strata[stratum.number].rows = rows
    plan.strata[stratum.number].time = clock.now - stratum.start
  }

  func beginRound() {
    guard let stratum = open.last else { return }
    plan.strata[stratum.number].rounds += 1
  }

  /// Names a special way in which the stratum is evaluated.
  func note(_ method: String) {
    guard let stratum = open.last else { return }
    plan.strata[stratum.number].methods.append(method)
  }

  // MARK: Rules

  func begin(_ plan: RulePlan, _ span: SourceSpan) throws -> Entry? {
    guard let stratum = open.last else { return nil }
    let (facts, steps) = (stratum.facts, stratum.steps)
    var rule = QueryPlan.Rule(text: facts.written(plan, span), place: facts.place(span))
    for step in plan.steps {
      switch step {
      case .join(let join) where join.literal == plan.delta, .recentGroups(let join, _, _):
        rule.newRowsOf = try steps.atom(join, plan)
      default: break
      }
      rule.steps.append(try steps.step(step, of: plan))
    }
    let number = stratum.number
    self.plan.strata[number].rules.append(rule)
    return Entry(stratum: number, rule: self.plan.strata[number].rules.count - 1)
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
