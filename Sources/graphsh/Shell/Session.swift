import Asking
import Base
import Extraction
import GQL
import Glibc
import Graph
import SPARQL

/// A graph, an engine on it, and how answers are shown: what the shell and every command that runs programs share.
final class Session {
  private(set) var location: GraphLocation
  let options: GlobalOptions
  /// Which files may be read and written.
  private(set) var files: FileAccess
  private(set) var graph: KnowledgeGraph?
  private(set) var engine: Engine
  var settings: Settings
  /// Where answers go unless `.output` or `.once` says otherwise.
  let standardOutput: OutputStream
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
  /// The program under way with the mistakes that were found in it mended, for the line editor to offer.
  var correction: String?
  /// What a command wants to be typed next, such as what was edited.
  var nextInput: String?
  /// Rules and facts, where a person sits at it.
  var definitions = SessionDefinitions()
  /// Whether `init.gql` is being run.
  var isInitializing = false
  /// Where answers go again after those of `.once`.
  var outputAfterOnce: OutputStream?
  /// Answers of the program under way that are shown when it has ended, with what finding them took.
  private var pending: [(answers: Answers, query: String, time: Duration)] = []
  /// The first query of the program under way that has no answer, and no note that says why.
  private var unanswered: String?
  private var lastAnswers: Answers?
  /// Programs run so far without a graph, to be run again on one that a later statement makes.
  private var programsWithoutGraph: [(text: String, name: String)] = []
  private var hasWrittenAnswers = false
  /// Whether sets of answers in JSON are elements of one array.
  var joinsSets = false

  init(
    location: GraphLocation, options: GlobalOptions, settings: Settings,
    isInteractive: Bool = false
  ) throws {
    self.location = location
    self.options = options
    self.settings = settings
    standardOutput = settings.output
    self.isInteractive = isInteractive
    graph = try Self.graph(at: location, options)
    var files = try options.files()
    files.refusal = { location.refusal(of: $0) }
    self.files = files
    var engineOptions = options.engineOptions
    engineOptions.files = files
    engine = Engine(graph: graph, options: engineOptions)
  }

  /// The graph of a file that is there.
  private static func graph(
    at location: GraphLocation, _ options: GlobalOptions
  ) throws -> KnowledgeGraph? {
    guard location.exists, !location.isEmpty else { return nil }
    let canWrite = !options.readOnly && location.isWritable
    return try KnowledgeGraph(path: location.path, access: canWrite ? .readWrite : .readOnly)
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
    let engine = Engine(graph: opened, options: engine.options)
    for program in programsWithoutGraph { try engine.define(program.text, name: program.name) }
    (graph, self.engine, programsWithoutGraph) = (opened, engine, [])
    return opened
  }

  /// Goes on with another graph file, and the same rules; where they do not go with it, all stays as it was.
  func open(_ path: String) throws {
    let location = GraphLocation(path: path, isNamed: true)
    let opened = try Self.graph(at: location, options)
    let before = (graph, self.location, files, engine)
    (graph, self.location) = (opened, location)
    files.refusal = { location.refusal(of: $0) }
    var options = engine.options
    options.files = files
    engine = Engine(graph: graph, options: options)
    do {
      try define(definitions)
    } catch {
      (graph, self.location, files, engine) = before
      if error is DiagnosticsError {
        tell(
          "the rules of this session do not fit \(path), so \(self.location.path) stays open; "
            + ".rules remove N removes one, .clear all")
      }
      throw error
    }
  }

  /// Knows the graph by its whole path from now on, since the working folder changes.
  func keepPlace() {
    guard !location.path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return }
    defer { free(folder) }
    let location = GraphLocation(
      path: String(cString: folder) + "/" + location.path, isNamed: location.isNamed)
    self.location = location
    files.refusal = { location.refusal(of: $0) }
    engine.options.files = files
  }

  /// Has these rules and facts, and no others. Where they do not go together, those before stay.
  func define(_ definitions: SessionDefinitions) throws {
    let before = engine
    engine = Engine(graph: graph, options: engine.options)
    let programs = definitions.programs
    do {
      try keepLastAnswer(for: "_(")
      try stoppable {
        for program in programs { try engine.define(program.text, name: program.source) }
      }
    } catch {
      engine = before
      throw error
    }
    self.definitions = definitions
    programsWithoutGraph = graph == nil ? programs.map { ($0.text, $0.source) } : []
  }

  func listings() throws -> Listings {
    Listings(graph: try requireGraph(), printer: AnswerPrinter(settings: settings))
  }

  // MARK: Programs

  /// Runs a program and writes the answers of each of its queries. Ctrl-C stops it.
  func run(_ program: ProgramPart, name: String) throws {
    let text = program.text
    if SPARQLEngine.recognises(text) { return try runSPARQL(program, name: name) }
    if graph == nil {
      if ProgramText.storesFacts(text) {
        _ = try requireGraphForWriting()
      } else if location.isNamed, !isInteractive {
        try location.requireFile()
      }
    }
    try keepLastAnswer(for: text)
    (unanswered, correction, pending) = (nil, nil, [])
    var start = ContinuousClock.now
    func runPart(_ part: ProgramPart) throws {
      do {
        try engine.run(part.text, name: name, firstLine: part.firstLine) { answers in
          try take(answers, after: ContinuousClock.now - start)
          start = ContinuousClock.now
        }
      } catch let error as DiagnosticsError {
        if let foreign = ForeignQuery(part.text) { throw CommandError.failed(foreign.answer) }
        if let advice = EnglishLine.advice(for: part.text) { throw CommandError.failed(advice) }
        correction = error.correction
        throw error
      }
    }
    let parts = ProgramText.parts(program)
    // What was found before a mistake is shown before it.
    defer { try? settings.output.flush() }
    do {
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
    } catch {
      // Of two errors, the first is said.
      try? showPending()
      throw error
    }
    if graph == nil { programsWithoutGraph.append((text, name)) }
    if isInteractive { definitions.add(text, from: name, isInitial: isInitializing) }
    try showPending()
    endOnce()
    if let unanswered { tellWhyNot(unanswered) }
  }

  /// Answers of `.once` have been written: the next go where they went before.
  func endOnce() {
    guard let before = outputAfterOnce else { return }
    settings.output = before
    outputAfterOnce = nil
  }

  /// Lets programs ask the last answer, where one does.
  func keepLastAnswer(for text: String) throws {
    guard let lastAnswers, text.contains("_(") else { return }
    try engine.keep(lastAnswers)
  }

  /// Ends the JSON array under way, wherever answers went, and writes what is left of them.
  func closeLists() {
    for stream in [settings.output, standardOutput] {
      try? stream.closeList()
      try? stream.flush()
    }
  }

  /// Takes the rules and facts of a program, and does nothing else that it asks for.
  func load(_ path: String) throws {
    let text = try readProgram(path, .pipes)
    try stoppable { try engine.define(text, name: path) }
  }

  /// Runs `body` so that Ctrl-C cancels what an engine does in it, by default the session's.
  func stoppable<Result>(by other: Engine? = nil, _ body: () throws -> Result) throws -> Result {
    let cancellation = (other ?? engine).cancellation
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
  private func take(_ answers: Answers, after time: Duration) throws {
    switch answers.kind {
    case .query:
      if settings.effectiveFormat == .dot, answers.truth == nil, let graph {
        try draw(answers, of: graph)
        break
      }
      if isInteractive { note(answers) }
      // Their sentences are looked up by the engine, which is at work; and nobody is to read at leisure while it waits
      // with the graph locked. What comes behind them stays behind them.
      if settings.showsSources && answers.truth == nil || pager(for: answers) != nil
        || !pending.isEmpty
      {
        let query = answers.span.map { engine.sources.text(of: $0) } ?? ""
        pending.append((answers, query, time))
        return
      }
      return try show(answers, after: time)
    case .inserted(let count): changes.append("inserted \(Words.count(count, "fact"))")
    case .deleted(let count): changes.append("deleted \(Words.count(count, "fact"))")
    case .imported(let count, let path): tell("\(path): imported \(Words.count(count, "row"))")
    case .exported(let count, let path): tell("\(path): exported \(Words.count(count, "row"))")
    }
    try conclude(answers, after: time)
  }

  /// Keeps what may be wanted of answers later.
  private func note(_ answers: Answers) {
    if answers.truth == nil { lastAnswers = answers }
    if correction == nil { correction = engine.sources.correction(by: answers.notes) }
    let isEmpty = answers.truth.map { !$0 } ?? (answers.rowCount == 0)
    if isEmpty, answers.notes.isEmpty, unanswered == nil, let span = answers.span {
      unanswered = engine.sources.text(of: span)
    }
  }

  /// Shows the answers that were to wait for the end of the program.
  private func showPending() throws {
    defer { pending = [] }
    for (answers, query, time) in pending {
      let sources =
        settings.showsSources && answers.truth == nil
        ? try self.sources(of: answers, to: query) : nil
      try stoppable { try show(answers, sources: sources, after: time) }
    }
  }

  /// - Parameter sources: of each row, what it rests on
  private func show(
    _ answers: Answers, sources: [(document: String, sentence: String)?]? = nil,
    after time: Duration
  ) throws {
    let cancellation = engine.cancellation
    var isTold = false
    try paging(answers) { settings in
      let printer = AnswerPrinter(settings: settings, joinsSets: joinsSets) {
        if cancellation.isCancelled { throw EngineError.cancelled }
      }
      let isTimed = settings.timer ?? isInteractive
      isTold = try printer.write(
        answers, sources: sources, isFirst: !hasWrittenAnswers, time: isTimed ? time : nil)
    }
    hasWrittenAnswers = !isInteractive
    try conclude(answers, after: isTold ? nil : time)
  }

  /// What comes behind answers: their notes, and the time where it is to be told and was not.
  private func conclude(_ answers: Answers, after time: Duration?) throws {
    if isInteractive || !answers.isFollowedAtOnce || !answers.notes.isEmpty {
      try settings.output.flush()
    }
    if !answers.notes.isEmpty {
      let renderer = DiagnosticRenderer(sources: engine.sources)
      for note in answers.notes { tell(renderer.render(note)) }
    }
    if let time, settings.timer ?? options.verbose { Messages.write("time: \(Words.time(time))") }
  }

  /// Writes answers as a picture, with what the graph knows of its nodes.
  private func draw(_ answers: Answers, of graph: KnowledgeGraph) throws {
    var edges = AnswerEdges(name: "", rule: "the query")
    try edges.add(answers)
    let picture = try graph.subgraph(
      of: edges.edges, nodes: edges.nodes, computed: edges.computed, limit: nil)
    try settings.output.write(DotWriter().write(picture, title: "Answers"))
  }

  /// Lets the next answers be the first of their output.
  func forgetWrittenAnswers() { hasWrittenAnswers = false }

  /// Says what was done, on standard error.
  func tell(_ message: String) {
    if !options.quiet { Messages.write(message) }
  }
}
