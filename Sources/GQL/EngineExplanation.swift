import Graph
import Tuples

extension Engine {
  private func makeEvaluator(
    _ program: LogicalProgram, _ session: Session, _ optimizations: Optimizations
  ) throws -> (context: EvaluationContext, evaluator: Evaluator) {
    try makeEvaluator(RuleTable(program, optimizations), session, optimizations)
  }

  /// The smallest proof of each answer of a query, in the order of the answers.
  func prove(
    _ query: AnalyzedQuery, of source: AnalyzedSource, session: Session, sources: SourceMap
  ) throws -> [Proof] {
    let (context, evaluator) = try makeEvaluator(source.program, session, .plainRounds)
    let answers = try evaluator.tuples(of: query.predicate)
    let explainer = Explainer(
      program: evaluator.program, context: context, evaluator: evaluator, sources: sources)
    let order = AnswerOrder(context: context)
    var all = query
    all.columns = (0..<answers.arity).map { "c\($0)" }
    let rows = query.isBoolean ? [] : try order.rows(of: answers, for: all)
    let count = query.isBoolean ? answers.count : rows.first?.count ?? 0
    return try (0..<count).compactMap { row in
      let goal = Explainer.Goal(predicate: query.predicate, tuple: rows.map { $0[row] })
      guard let proof = try explainer.prove(goal) else { return nil }
      // A query of one fact is proved by that fact's own proof.
      if case .rule = proof.ground, proof.children.count == 1 { return proof.children[0] }
      var shown = proof
      shown.fact = sources.text(of: query.span)
      if !query.isBoolean {
        let values = try zip(query.columns, goal.tuple).map { name, value in
          "\(name) = \(try context.dictionary.term(Value(rawValue: value)).sourceText)"
        }
        shown.fact = values.joined(separator: ", ")
      }
      return shown
    }
  }

  /// Why a query has no answer: of one literal, why its fact is missing; of more, which of them fails.
  func refute(
    _ query: AnalyzedQuery, of source: AnalyzedSource, session: Session, sources: SourceMap
  ) throws -> Refutation {
    let (context, evaluator) = try makeEvaluator(
      source.program, session, options.optimizations.subtracting(.bodySplitting))
    let refuter = Refuter(
      program: evaluator.program, context: context, evaluator: evaluator, sources: sources
    ) { [self] in
      let (context, evaluator) = try makeEvaluator(source.program, session, .plainRounds)
      return Explainer(
        program: evaluator.program, context: context, evaluator: evaluator, sources: sources)
    }
    let width = source.program.predicates[query.predicate].arity
    var pattern = Refuter.Pattern(
      predicate: query.predicate, values: [Int32?](repeating: nil, count: width))
    let rules = source.program.rules.filter { $0.head == query.predicate }
    if rules.count == 1, rules[0].body.count == 1,
      case .atom(let predicate, let terms) = rules[0].body[0],
      Set(terms.compactMap(\.variable)).count == terms.count(where: { $0.variable != nil })
    {
      pattern = Refuter.Pattern(
        predicate: predicate,
        values: try terms.map { term in
          switch term {
          case .variable: nil
          case .constant(let constant): try context.dictionary.intern(constant)
          case .value(let value): value.rawValue
          }
        })
    }
    var refutation = try refuter.refute(pattern)
    if pattern.predicate == query.predicate { refutation.fact = sources.text(of: query.span) }
    refutation.near += query.notesIfEmpty.map { note in
      [note.message, note.hint].compactMap(\.self).joined(separator: "; ")
    }
    return refutation
  }

  /// Evaluates a query and gives what was done for it.
  func plan(
    _ query: AnalyzedQuery, of source: AnalyzedSource, session: Session, sources: SourceMap
  ) throws -> QueryPlan {
    let (context, evaluator) = try makeEvaluator(source.program, session, options.optimizations)
    let trace = EvaluationTrace(dictionary: context.dictionary, sources: sources)
    context.trace = trace
    var interruption: EngineError?
    do {
      _ = try evaluator.answers(of: query.predicate)
    } catch let error as EngineError {
      interruption = error
    }
    var plan = trace.plan
    plan.interruption = interruption
    return plan
  }
}

extension Engine.Optimizations {
  /// Proofs follow the rounds of a fixpoint, so what computes without rounds stays out of it.
  static let plainRounds: Self = [.joinOrder, .semijoin]
}
