import Graph
import Tuples

extension Engine {
  /// The smallest proof of each answer of a query, in the order of the answers.
  func prove(
    _ query: AnalyzedQuery, of source: AnalyzedSource, session: Session, sources: SourceMap
  ) throws -> [Proof] {
    try session.refresh()
    try session.add(source.program)
    // Proofs follow the rounds of a fixpoint, so what computes without rounds stays out of it.
    let optimizations: Optimizations = [.joinOrder, .semijoin]
    let (context, evaluator) = makeEvaluator(source.program, session, optimizations)
    let answers = try evaluator.tuples(of: query.predicate)
    let explainer = Explainer(
      program: source.program, context: context, evaluator: evaluator, sources: sources)
    let order = AnswerOrder(dictionary: context.dictionary)
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
}
