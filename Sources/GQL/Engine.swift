import Base
import Graph
import Tuples

/// Runs programs over a graph, and keeps what they define for the programs after them.
///
/// One engine is one session. It belongs to one thread; only ``cancellation`` may be used from others.
public final class Engine {
  /// The graph that is asked; nil where programs have only what they define themselves.
  public let graph: KnowledgeGraph?
  /// Limits and permissions of the runs to come.
  public var options: Options
  /// Stops the run under way.
  public let cancellation = Cancellation()
  private var analyzer = Analyzer()
  private let session: Session
  private var isInTransaction = false
  /// What was before the transaction that is held.
  private var held: (analyzer: Analyzer, session: Session.State)?
  /// What ``lastAnswer`` has the rows of, until a program defines something.
  private var kept: (answers: Answers, programs: Int)?
  /// When the time of the next run began, where that was before it: its program was read since.
  public var beginning: ContinuousClock.Instant?

  /// - Parameter graph: what is asked and changed; nil for programs that need none
  public init(graph: KnowledgeGraph?, options: Options = Options()) {
    self.graph = graph
    self.options = options
    session = Session(graph: graph)
  }

  /// Runs a program, statement by statement, and hands over what each query or change gave.
  ///
  /// Rules and facts stay for later runs. A program with errors changes nothing, and one that changes the graph does so
  /// in one transaction: what fails in it later takes back all of it.
  ///
  /// - Parameters:
  ///   - name: what messages call the source: a path, `<stdin>`, `<query>`.
  ///   - firstLine: the number of the text's first line, where it is a part of a longer one.
  /// - Throws: ``DiagnosticsError`` for what is wrong in the program, ``EngineError`` for a limit that was met,
  ///   `StoreError` for the graph.
  public func run(
    _ text: String, name: String, firstLine: Int = 1, each: (Answers) throws -> Void
  ) throws {
    cancellation.reset()
    try perform(text, name: name, firstLine: firstLine, each: each)
  }

  /// Takes up what a program defines (its rules, facts, declarations and imports) and does nothing else that it asks for:
  /// no query is answered, and nothing inserted, deleted or exported, by what it includes either. A wish to stop that came
  /// before holds.
  ///
  /// - Throws: as ``run(_:name:firstLine:each:)``.
  public func define(_ text: String, name: String) throws {
    try perform(text, name: name, onlyDefines: true) { _ in }
  }

  /// Runs a program as ``run(_:name:firstLine:each:)`` does, but a wish to stop that came before holds.
  ///
  /// - Parameter onlyDefines: whether what the program asks and changes is left undone
  package func perform(
    _ text: String, name: String, firstLine: Int = 1, onlyDefines: Bool = false,
    each: (Answers) throws -> Void
  ) throws {
    cancellation.setTimeout(options.timeout, since: beginning ?? .now)
    beginning = nil
    defer { cancellation.setTimeout(nil) }
    var sources = SourceMap()
    func analyzeAndExecute() throws {
      var source = try analyze(text, name: name, firstLine: firstLine)
      sources = analyzer.sources
      if onlyDefines { source.actions.removeAll { !$0.defines } }
      if source.changesGraph, !options.allowsChanges { throw EngineError.changesRefused }
      guard source.changesGraph, let graph, !isInTransaction else {
        return try execute(source, session: session, each: each)
      }
      try cancellation.whileStoring {
        try graph.transaction { try execute(source, session: session, each: each) }
      }
    }
    do {
      if isInTransaction { return try analyzeAndExecute() }
      // A copy is kept only where it may be wanted: the analyser's tables are large.
      guard StatementScanner.mayChangeGraph(text) else {
        return try onOneState(analyzeAndExecute)
      }
      let before = analyzer.withoutConstants()
      do {
        try session.restoringIfFailed(analyzeAndExecute)
      } catch {
        analyzer.restore(before)
        throw error
      }
    } catch let diagnostic as Diagnostic {
      throw DiagnosticsError([diagnostic], sources: sources)
    }
  }

  /// Reads the graph as it is now, whatever other processes write meanwhile: the answers of a program agree with each
  /// other, and the file is locked once for all of them.
  private func onOneState<Result>(_ body: () throws -> Result) throws -> Result {
    guard let graph else { return try body() }
    return try graph.snapshot(body)
  }

  /// Runs several programs as one: if `body` throws, the graph and the session are as they were before it.
  ///
  /// - Parameter texts: the programs, where rules of one may read what a later one inserts
  public func transaction(of texts: [String] = [], _ body: () throws -> Void) throws {
    guard let graph, !isInTransaction else { return try body() }
    let before = analyzer.withoutConstants()
    for text in texts.dropFirst() where StatementScanner.mayChangeGraph(text) {
      analyzer.expectInserts(of: text) { [cancellation] in
        cancellation.isCancelled || cancellation.isLate
      }
    }
    isInTransaction = true
    defer { isInTransaction = false }
    do {
      try cancellation.whileStoring {
        try session.restoringIfFailed { try graph.transaction(body) }
      }
    } catch {
      analyzer.restore(before)
      throw error
    }
  }

  // MARK: Held transactions

  /// Begins a transaction that stays open until ``commit()`` or ``rollBack()``. A program in it that fails is taken back
  /// alone; what others do with the ``graph`` meanwhile belongs to it, too.
  ///
  /// - Throws: `StoreError.transaction` where one is open, and what else the store throws; ``EngineError``
  package func begin() throws {
    guard options.allowsChanges else { throw EngineError.changesRefused }
    guard let graph else { throw EngineError.noGraph }
    try graph.beginTransaction()
    held = (analyzer.withoutConstants(), session.held())
  }

  /// Ends the transaction; all of it is in the graph afterwards. Where that fails, nothing is.
  package func commit() throws {
    guard let graph else { throw EngineError.noGraph }
    do {
      try cancellation.whileStoring { try graph.commitTransaction() }
    } catch {
      restoreHeld()
      throw error
    }
    forgetHeld()
  }

  /// Ends the transaction; the graph and what programs defined are as they were before it.
  package func rollBack() throws {
    guard let graph else { throw EngineError.noGraph }
    try graph.rollBackTransaction()
    restoreHeld()
  }

  private func restoreHeld() {
    guard let held else { return }
    analyzer.restore(held.analyzer)
    session.restore(held.session)
    forgetHeld()
  }

  private func forgetHeld() {
    held = nil
    session.release()
  }

  /// What ends work that was cancelled, or that met the limit of time or memory; it is told the bytes in use beside the
  /// session's.
  private var limitCheck: (_ bytes: Int) throws -> Void {
    { [cancellation, session, memory = options.memoryLimit] bytes in
      if cancellation.isCancelled { throw EngineError.cancelled }
      try cancellation.checkTime()
      if let memory, session.bytes + bytes > memory { throw EngineError.memoryLimit(bytes: memory) }
    }
  }

  /// Analyses a text and takes up its facts.
  private func analyze(
    _ text: String, name: String, firstLine: Int = 1
  ) throws -> AnalyzedSource {
    let progress = limitCheck
    var files = options.files
    files.isStopped = { [cancellation] in cancellation.isCancelled || cancellation.isLate }
    do {
      return try analyzer.analyze(
        SourceText(name: name, text: text, firstLine: firstLine), catalog: catalog(),
        loader: FileLoader(files: files, limit: options.memoryLimit),
        parameters: options.parameters,
        progress: progress
      ) { source in
        try session.refresh()
        try session.add(source.program, progress)
      }
    } catch FileProblem.tooLarge(let limit) {
      throw EngineError.memoryLimit(bytes: limit)
    } catch FileProblem.stopped {
      try cancellation.checkTime()
      throw EngineError.cancelled
    }
  }

  /// Proves every answer of one query or fact, each by its smallest proof.
  ///
  /// - Throws: as ``run(_:name:each:)``; ``EngineError/notOneQuery`` where the text is anything else,
  ///   ``EngineError/proofTooDeep(levels:)``.
  public func why(_ text: String) throws -> [Proof] {
    cancellation.reset()
    return try proofs(of: text)
  }

  /// Proves as ``why(_:)`` does, but a wish to stop that came before holds.
  package func proofs(of text: String) throws -> [Proof] {
    try explain(text) { query, source in
      try DeepStack.run {
        try prove(query, of: source, session: session, sources: analyzer.sources)
      }
    }
  }

  /// Tells why a fact or query has no answer: for each rule that could give one, the literal that fails and for which
  /// values, down to stored facts.
  ///
  /// - Parameter text: a fact such as `met("Lee", _)`, or a query. Variables and `_` are left open.
  /// - Throws: as ``run(_:name:each:)``; ``EngineError/notOneQuery`` where the text is anything else.
  public func whyNot(_ text: String) throws -> Refutation {
    cancellation.reset()
    return try explain(text) { query, source in
      try DeepStack.run {
        try refute(query, of: source, session: session, sources: analyzer.sources)
      }
    }
  }

  /// Evaluates a query and tells how: strata, join orders, access paths, estimates, and what was counted and measured.
  ///
  /// Orders and access paths follow from the sizes of the relations that a rule reads, which are known when those are
  /// computed; so the query is run. What a limit or a wish to stop ends gives the plan as far as it came, with
  /// ``QueryPlan/interruption``.
  ///
  /// - Throws: as ``run(_:name:each:)``; ``EngineError/notOneQuery`` where the text is anything else.
  public func plan(_ text: String) throws -> QueryPlan {
    cancellation.reset()
    return try explain(text) { query, source in
      try plan(query, of: source, session: session, sources: analyzer.sources)
    }
  }

  /// Analyses a text of one query and explains that.
  private func explain<Explanation>(
    _ text: String, _ body: (AnalyzedQuery, AnalyzedSource) throws -> Explanation
  ) throws -> Explanation {
    try read {
      let source = try analyze(text, name: "<query>")
      guard source.actions.count == 1, case .query(let query) = source.actions[0] else {
        throw EngineError.notOneQuery
      }
      return try body(query, source)
    }
  }

  /// Does what reads the graph only, within the time that a run has.
  private func read<Result>(_ body: () throws -> Result) throws -> Result {
    cancellation.setTimeout(options.timeout)
    defer { cancellation.setTimeout(nil) }
    do {
      return try onOneState(body)
    } catch let diagnostic as Diagnostic {
      throw DiagnosticsError([diagnostic], sources: analyzer.sources)
    }
  }

  /// The answers to a text that is one query; a wish to stop that came before holds.
  ///
  /// - Parameter kept: what its analysis gave the last time, which holds until a program defines something or the graph
  ///   changes
  func answers(
    to query: String, _ values: [String: Term], keeping kept: inout KeptAnalysis?
  ) throws -> Answers {
    let before = options.parameters
    options.parameters.merge(values) { $1 }
    defer { options.parameters = before }
    return try read {
      try session.refresh()
      let state = KeptAnalysis.State(programs: analyzer.programs, graph: session.version)
      let catalog = catalog()
      let source: AnalyzedSource
      if let known = try kept?.source(options.parameters, state, catalog) {
        source = known
      } else {
        source = try analyze(query, name: "<query>")
        kept = KeptAnalysis(source, options.parameters, state)
      }
      var found: Answers?
      try execute(source, session: session) { found = $0 }
      guard let found else { throw EngineError.notOneQuery }
      return found
    }
  }

  /// Makes the rows of an answer those of ``lastAnswer``, in place of what it had. Linear in the rows; nothing is done where it
  /// has them already.
  ///
  /// - Throws: ``EngineError`` for a limit that was met or a wish to stop; what decoding the rows throws
  public func keep(_ answers: Answers) throws {
    guard answers.kind == .query, !answers.columns.isEmpty else { return }
    if let kept, kept.programs == analyzer.programs, kept.answers.haveRows(of: answers) { return }
    cancellation.reset()
    cancellation.setTimeout(options.timeout)
    defer { cancellation.setTimeout(nil) }
    let (rows, types) = try answers.relation(of: session.dictionary, progress: limitCheck)
    try keep(rows, columns: answers.columns, types: types)
    kept = (answers, analyzer.programs)
  }

  private func keep(_ rows: Relation, columns: [String], types: [ColumnType]) throws {
    let change = try analyzer.redefine(
      Self.lastAnswer, columns: columns, types: types, catalog: catalog())
    for number in change.old { session.replaceFacts(of: number, by: nil) }
    session.replaceFacts(of: change.new, by: rows)
  }

  private func catalog() -> any Catalog {
    if let graph { GraphCatalog(graph) } else { EmptyCatalog() }
  }

  /// Prefixes that the session's programs have declared.
  var prefixes: [String: String] { analyzer.prefixes }

  /// Names that programs of the session define, in alphabetical order.
  public var predicateNames: [String] { analyzer.definedNames }

  /// The sources that were read, for messages about their places.
  public var sources: SourceMap { analyzer.sources }
}
