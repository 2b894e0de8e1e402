import Base
import Extraction
import GQL
import Glibc
import Graph

/// A graph, an engine on it, and how answers are shown: what the shell and every command that runs programs share.
final class Session {
  let location: GraphLocation
  let options: GlobalOptions
  /// Which files may be read and written.
  let files: FileAccess
  private(set) var graph: KnowledgeGraph?
  private(set) var engine: Engine
  var settings: Settings
  /// Whether a person sits at it: then Ctrl-C ends what runs and not the process.
  let isInteractive: Bool
  /// The inputs of earlier sessions, in the shell on a terminal.
  var history: HistoryFile?
  /// Set by `.history clear` for the line editor, which keeps the entries too.
  var historyWasCleared = false
  /// What questions in English are read with, once one was asked.
  var questionReader: QuestionReading?
  /// Files that are being read, innermost last.
  var openFiles: [String] = []
  /// Raised by Ctrl-C in a program that goes on after errors.
  let interruption = StopSignal()
  /// Whether an error is said and the next statement run.
  var keepsGoing = false
  /// What the program under way changed in the graph, to be said when it is stored.
  private var changes: [String] = []
  /// Programs run so far without a graph, to be run again on one that a later statement makes.
  private var programsWithoutGraph: [(text: String, name: String)] = []
  private var hasWrittenAnswers = false

  init(
    location: GraphLocation, options: GlobalOptions, settings: Settings,
    isInteractive: Bool = false
  ) throws {
    self.location = location
    self.options = options
    self.settings = settings
    self.isInteractive = isInteractive
    if location.exists, !location.isEmpty {
      let canWrite = !options.readOnly && location.isWritable
      graph = try KnowledgeGraph(path: location.path, access: canWrite ? .readWrite : .readOnly)
    }
    var files = try options.files()
    files.refusal = { location.refusal(of: $0) }
    self.files = files
    var engineOptions = options.engineOptions
    engineOptions.files = files
    engine = Engine(graph: graph, options: engineOptions)
  }

  /// Work other than a query, under the session's limits.
  func boundedWork() -> BoundedWork { BoundedWork(options, isInteractive: isInteractive) }

  /// The most memory that a query may take; `.set` may have changed it.
  private var memory: MemoryLimit? {
    engine.options.memoryLimit.map {
      MemoryLimit(bytes: $0, isUsual: options.memoryLimit == nil && $0 == ProcessMemory.usualLimit)
    }
  }

  // MARK: The graph

  /// The graph; an error where there is no file yet.
  func requireGraph() throws -> KnowledgeGraph {
    if let graph { return graph }
    try location.requireFile()
    return try open()
  }

  /// The graph, opened for writing; nil if there is no file yet.
  func graphForWritingIfThere() throws -> KnowledgeGraph? {
    if options.readOnly { throw StoreError.readOnly(path: location.path) }
    return graph == nil && !location.exists ? nil : try requireGraphForWriting()
  }

  /// The graph, made if there is no file yet.
  func requireGraphForWriting() throws -> KnowledgeGraph {
    if options.readOnly { throw StoreError.readOnly(path: location.path) }
    return try graph ?? open()
  }

  private func open() throws -> KnowledgeGraph {
    let opened = try KnowledgeGraph(
      path: location.path, access: options.readOnly ? .readOnly : .readWrite)
    graph = opened
    engine = Engine(graph: opened, options: engine.options)
    for program in programsWithoutGraph {
      try engine.run(program.text, name: program.name) { _ in }
    }
    programsWithoutGraph = []
    return opened
  }

  /// Forgets the rules and facts of the session.
  func forgetProgram() {
    engine = Engine(graph: graph, options: engine.options)
    programsWithoutGraph = []
  }

  func listings() throws -> Listings {
    Listings(graph: try requireGraph(), printer: AnswerPrinter(settings: settings))
  }

  // MARK: Programs

  /// Runs a program and writes the answers of each of its queries. Ctrl-C stops it.
  func run(_ program: ProgramPart, name: String) throws {
    let text = program.text
    if graph == nil {
      if ProgramText.storesFacts(text) {
        _ = try requireGraphForWriting()
      } else if location.isNamed, !isInteractive {
        try location.requireFile()
      }
    }
    var start = ContinuousClock.now
    func runPart(_ part: ProgramPart) throws {
      do {
        try engine.run(part.text, name: name, firstLine: part.firstLine) { answers in
          try show(answers, after: ContinuousClock.now - start)
          start = ContinuousClock.now
        }
      } catch let error as DiagnosticsError {
        guard let foreign = ForeignQuery(part.text) else { throw error }
        throw CommandError.failed(foreign.answer)
      }
    }
    let parts = ProgramText.parts(program)
    // What was found before a mistake is shown before it.
    defer { try? settings.output.flush() }
    try stoppable {
      // What is said to be stored has to be on the disk, so it is said when the whole program is.
      changes = []
      defer { changes = [] }
      // A program that changes the graph comes in several parts, and is stored wholly or not at all.
      if parts.count > 1 {
        try engine.transaction(of: parts.map(\.text)) { for part in parts { try runPart(part) } }
      } else {
        try runPart(program)
      }
      for change in changes { tell(change) }
    }
    if graph == nil { programsWithoutGraph.append((text, name)) }
  }

  /// Reads the rules and facts of a program, and shows no answers.
  func load(_ path: String) throws {
    let text = try readProgram(path, .pipes)
    try stoppable { try engine.run(text, name: path) { _ in } }
  }

  /// Writes the proof of each answer to a fact or query.
  func why(_ fact: String, as format: ExplanationFormat = .text) throws {
    let proofs = try stoppable { try engine.why(ProgramText.withFinalMark(fact)) }
    if proofs.isEmpty {
      try settings.output.flush()
      throw CommandError.failed(
        "nothing in the graph or the program says so; whynot tells what is missing")
    }
    try settings.output.writeLine(format.shown(format.text(of: proofs)))
    try settings.output.flush()
  }

  /// The statements of the graph that the answers to a query rest on, by their numbers.
  func statements(behind query: String) throws -> [StoredStatement] {
    let proofs = try stoppable { try engine.why(ProgramText.withFinalMark(query)) }
    var ids: Set<Int64> = []
    var open = proofs
    while let proof = open.popLast() {
      if case .stored(let statements) = proof.ground { ids.formUnion(statements.map(\.statement)) }
      open += proof.children
    }
    let graph = try requireGraph()
    return try ids.sorted().compactMap { try graph.statement($0) }
  }

  /// Writes why a fact or query has no answer.
  func whyNot(_ fact: String, as format: ExplanationFormat = .text) throws {
    let refutation = try stoppable { try engine.whyNot(ProgramText.withFinalMark(fact)) }
    try settings.output.writeLine(format.shown(format.text(of: refutation)))
    try settings.output.flush()
  }

  /// Writes how a query is evaluated, with counts and times for a profile.
  func explain(_ query: String, isProfile: Bool) throws {
    let plan = try stoppable { try engine.plan(ProgramText.withFinalMark(query)) }
    let text = isProfile ? plan.profile : plan.description
    try settings.output.writeLine(DisplayText.visible(text, keepingLines: true))
    try settings.output.flush()
    if let interruption = plan.interruption { throw interruption }
  }

  /// Runs `body` so that Ctrl-C cancels what the engine does in it.
  func stoppable<Result>(_ body: () throws -> Result) throws -> Result {
    let cancellation = engine.cancellation
    cancellation.reset()
    if isInteractive || keepsGoing {
      let interruption = interruption
      return try Interrupts.handled(
        by: {
          interruption.raise()
          cancellation.cancel()
        }, endsAtSecond: !isInteractive, body)
    }
    let stop: @Sendable () -> Void = {
      cancellation.cancel()
      Overtime.watch()
    }
    do {
      return try Interrupts.handled(by: stop) {
        try Overtime.watched(
          isLimited: true, Overtime.question(cancellation, memory: memory), body)
      }
    } catch let error as EngineError {
      // The process ends now, and sooner so than by freeing all that the session holds.
      _ = Unmanaged.passRetained(self)
      throw error
    }
  }

  /// Writes answers; changes of the graph are only noted, to be told when they are stored.
  private func show(_ answers: Answers, after time: Duration) throws {
    switch answers.kind {
    case .query:
      let cancellation = engine.cancellation
      let printer = AnswerPrinter(settings: settings) {
        if cancellation.isCancelled { throw EngineError.cancelled }
      }
      try printer.write(
        answers, isFirst: !hasWrittenAnswers, time: isInteractive ? time : nil)
      hasWrittenAnswers = !isInteractive
    case .inserted(let count): changes.append("inserted \(Words.count(count, "fact"))")
    case .deleted(let count): changes.append("deleted \(Words.count(count, "fact"))")
    case .imported(let count, let path): tell("\(path): imported \(Words.count(count, "row"))")
    case .exported(let count, let path): tell("\(path): exported \(Words.count(count, "row"))")
    }
    if isInteractive || !answers.isFollowedAtOnce || !answers.notes.isEmpty {
      try settings.output.flush()
    }
    if !answers.notes.isEmpty {
      let renderer = DiagnosticRenderer(sources: engine.sources)
      for note in answers.notes { tell(renderer.render(note)) }
    }
    if settings.hasTimer || options.verbose { Messages.write("time: \(Words.time(time))") }
  }

  /// Says what was done, on standard error.
  func tell(_ message: String) {
    if !options.quiet { Messages.write(message) }
  }

  // MARK: The shell

  /// What the shell says first.
  func greet() {
    guard !options.quiet else { return }
    var line = "graphsh \(Graphsh.version), \(location.path): "
    if let graph, let counts = try? graph.statistics() {
      line += Words.count(counts.documents, "document") + ", "
      line += Words.count(counts.entities, "entity", plural: "entities") + ", "
      line += Words.count(counts.triples, "fact")
    } else {
      line += "no graph yet, .ingest PATH makes one"
    }
    Messages.write(line + ". Type .help for help.")
  }

  /// Names that can begin an atom: predicates of the graph and of the session.
  func predicateNames() -> [String] {
    let stored = (try? graph?.predicates()) ?? []
    let types = (try? graph?.types()) ?? []
    let relations = (try? graph?.relationNames()) ?? []
    return relations + stored.map(\.name) + types.map(\.name)
      + StoreRelation.allCases.map(\.rawValue)
      + engine.predicateNames
  }

  /// Names that arguments of an atom can have; none where it is not one of what texts say.
  func argumentNames(of predicate: String) -> [String] {
    guard let graph else { return [] }
    var predicates: [Value]?
    if !["triple", "fact", "statement"].contains(predicate) {
      guard let named = try? graph.predicates(named: predicate), !named.isEmpty else { return [] }
      predicates = named
    }
    let qualifiers = (try? graph.qualifierNames(of: predicates)) ?? []
    return qualifiers.map { String($0.map { $0 == " " ? "_" : $0 }) } + Engine.claimArguments
  }

  func entityNames(beginning start: String) -> [String] {
    (try? graph?.entityNames(beginning: start, limit: 200)) ?? []
  }
}
