import Graph
import Tuples

extension Engine {
  /// Carries out what an analysed source asks for, in its order.
  func execute(
    _ source: AnalyzedSource, session: Session, each: (Answers) throws -> Void
  ) throws {
    let slices = ProgramSlices(source)
    var evaluation: (context: EvaluationContext, evaluator: Evaluator)?
    // What takes the answers may take its time.
    func handOver(_ answers: Answers) throws {
      cancellation.setTimeout(nil)
      defer { cancellation.setTimeout(options.timeout) }
      try each(answers)
    }
    for (number, action) in source.actions.enumerated() {
      let next = number + 1 < source.actions.count ? source.actions[number + 1] : nil
      func current() throws -> (context: EvaluationContext, evaluator: Evaluator) {
        if let evaluation { return evaluation }
        let rules = RuleTable(slices.program(from: number), options.optimizations)
        let made = try makeEvaluator(rules, session, options.optimizations)
        evaluation = made
        return made
      }
      func followChange() throws {
        // The next program is analysed on a session that follows the graph anyway.
        if next != nil { try session.refresh() }
        evaluation = nil
      }
      switch action {
      case .query(let query):
        let (context, evaluator) = try current()
        var isFollowedAtOnce = false
        if case .query(let next)? = next {
          isFollowedAtOnce = evaluator.isLookUp(next.predicate)
        }
        try handOver(try answer(query, evaluator, context, isFollowedAtOnce: isFollowedAtOnce))
      case .insert(let change):
        let (context, evaluator) = try current()
        try handOver(try insert(change, evaluator, context))
        try followChange()
      case .delete(let change):
        let (context, evaluator) = try current()
        try handOver(try delete(change, evaluator, context))
        try followChange()
      case .import(let request):
        let (context, _) = try current()
        try refuseUnlessAllowed()
        let predicate = source.program.predicates[request.predicate]
        let rows = try TableImport(context: context, types: predicate.columnTypes)
          .relation(request, arity: predicate.arity)
        session.add(rows, to: request.predicate)
        evaluation = nil
        try handOver(Answers(kind: .imported(rows.count, from: request.path)))
      case .export(let request):
        let (context, evaluator) = try current()
        try refuseUnlessAllowed()
        let tuples = try evaluator.tuples(of: request.predicate)
        let columns = source.program.predicates[request.predicate].columns
        let count = try cancellation.whileStoring {
          try TableExport(context: context).write(tuples, request, columns: columns)
        }
        try handOver(
          Answers(kind: .exported(count, to: request.path), notes: context.takeNotes()))
      }
    }
  }

  private func refuseUnlessAllowed() throws {
    guard options.allowsChanges else { throw EngineError.changesRefused }
  }

  func makeEvaluator(
    _ rules: RuleTable, _ session: Session, _ optimizations: Optimizations
  ) throws -> (context: EvaluationContext, evaluator: Evaluator) {
    let context = EvaluationContext(
      dictionary: session.dictionary, cancellation: cancellation, options: options)
    context.relations = session.relations
    let evaluator = Evaluator(
      rules: try ValueJoins.apply(to: rules, session, check: context.check), context: context,
      store: session.store, facts: session.facts(of:),
      options: optimizations)
    return (context, evaluator)
  }

  private func answer(
    _ query: AnalyzedQuery, _ evaluator: Evaluator, _ context: EvaluationContext,
    isFollowedAtOnce: Bool
  ) throws -> Answers {
    let relation = try evaluator.answers(of: query.predicate)
    try relation.makeDistinct(progress: context.check)
    let notes = context.takeNotes() + query.notes + (relation.count == 0 ? query.notesIfEmpty : [])
    if query.isBoolean {
      return Answers(
        kind: .query, truth: relation.count > 0, notes: notes, isFollowedAtOnce: isFollowedAtOnce,
        span: query.span)
    }
    let rows = try AnswerOrder(context: context).rows(of: relation, for: query)
    return Answers(
      kind: .query, columns: query.columns, rowCount: rows.first?.count ?? 0, notes: notes,
      isFollowedAtOnce: isFollowedAtOnce, span: query.span, values: rows,
      dictionary: context.dictionary)
  }

  // MARK: Changes

  private func insert(
    _ change: AnalyzedChange, _ evaluator: Evaluator, _ context: EvaluationContext
  ) throws -> Answers {
    try refuseUnlessAllowed()
    guard let graph else { throw EngineError.noGraph }
    let rows = try evaluator.tuples(of: change.rows)
    func term(_ row: Int, _ column: Int) throws -> Term {
      try context.dictionary.term(Value(rawValue: rows.columns[column][row]))
    }
    let triples = try (0..<rows.count).map { row in
      (subject: try term(row, 0), predicate: try term(row, 1).plainText, object: try term(row, 2))
    }
    return Answers(
      kind: .inserted(try graph.insert(triples)), notes: context.takeNotes())
  }

  private func delete(
    _ change: AnalyzedChange, _ evaluator: Evaluator, _ context: EvaluationContext
  ) throws -> Answers {
    try refuseUnlessAllowed()
    guard let graph else { throw EngineError.noGraph }
    let rows = try evaluator.tuples(of: change.rows)
    var triples: [(subject: Value, predicate: Value, object: Value)] = []
    var types: [(entity: Value, type: Value)] = []
    for row in (0..<rows.count).map(rows.row) {
      let values = row.map { Value(rawValue: $0) }
      // A session value is in no file, so there is nothing to remove.
      guard row[0] < Value.firstSessionID, row[2] < Value.firstSessionID else { continue }
      if try context.dictionary.term(values[1]) == .string("type") {
        types.append((values[0], values[2]))
      } else if row[1] < Value.firstSessionID {
        triples.append((values[0], values[1], values[2]))
      }
    }
    let removed = try graph.delete(triples) + graph.deleteTypes(types)
    return Answers(kind: .deleted(removed), notes: context.takeNotes())
  }
}
