import Base
import Extraction
import Graph

extension Tool {
  static let ingest = Tool(
    name: "ingest", title: "Read texts into the graph",
    description: """
      Reads an English text, or files and folders below the folder that the server was started in, into the graph. What the \
      graph has already is skipped. Answers how many documents, statements and entities are new, and what could not be read.
      """,
    parameters: [
      Parameter("text", .text(4 << 20), "a text to be read"),
      Parameter("source", .text(1000), "what the text is called in answers, such as its address"),
      Parameter("paths", .texts(1000), "files and folders, relative to the server's folder"),
      Parameter(
        "replace", .boolean, "whether known sources are read again and replaced (false if left out)"
      ),
    ],
    members: [
      Member("documents", .integer, "documents that are new in the graph"),
      Member("known", .integer, "documents that the graph had already"),
      Member("statements", .integer, "new statements"),
      Member("entities", .integer, "new entities"),
      Member("failures", .array, "path and reason of what could not be read"),
      .notes,
    ], changesGraph: true
  ) { arguments, work in
    let paths = arguments.texts("paths")
    let text = arguments.text("text")
    guard let files = work.site.readableFiles, text != nil || !paths.isEmpty else {
      throw ToolError("there is nothing to read", hint: "give text, or paths")
    }
    if paths.contains("-") {
      throw ToolError("\"-\" is no file: the server's input is where you talk to it")
    }
    return try IngestWork(work, files: files, replaces: arguments.boolean("replace") ?? false)
      .answer(
        paths: paths,
        texts: text.map { [NamedText(name: arguments.text("source") ?? "text", text: $0)] } ?? [])
  }
}

/// Reads texts, and tells the client how far it is.
private struct IngestWork {
  let work: Work
  let files: FileAccess
  let replaces: Bool
  private static let mostFailures = 50

  init(_ work: Work, files: FileAccess, replaces: Bool) {
    self.work = work
    self.files = files
    self.replaces = replaces
  }

  func answer(paths: [String], texts: [NamedText]) throws -> ToolAnswer {
    let reading = try work.site.reading.loaded()
    let stop = StopSignal()
    work.stop.whenRaised { stop.raise() }
    var options = Ingestor.Options()
    options.reading.access = files
    options.reading.stop = stop
    options.reading.threads = work.limits.threads
    options.reading.memoryLimit = work.limits.memory
    options.replaces = replaces
    let ingestor = Ingestor(
      graph: work.graph, pipeline: reading.pipeline, knowledge: reading.knowledge,
      options: options)
    var name = ""
    var share = 0.0
    let report = try ingestor.ingest(paths: paths, texts: texts) { event in
      switch event {
      case .reading(let path, _): name = path
      case .passed(let new?) where new > share:
        share = new
        work.reporter.progress(new, of: 1, name)
      case .failed(let path, let reason): work.reporter.log(.warning, "\(path): \(reason)")
      default: break
      }
    }
    try work.stop.check()
    return Self.answer(report)
  }

  private static func answer(_ report: IngestReport) -> ToolAnswer {
    var object = JSONObject()
    object.add("documents", report.stored)
    object.add("known", report.known)
    object.add("statements", report.statements)
    object.add("entities", report.entities)
    var notes: [String] = []
    if report.replaced > 0 { notes.append("\(report.replaced) took the place of older versions") }
    if report.foreign > 0 { notes.append("\(report.foreign) not in English: kept without facts") }
    if report.unread > 0 { notes.append("\(report.unread) sentences were too long to read") }
    let failures = report.failures.prefix(mostFailures)
    object.add(
      "failures",
      raw: JSONObject.list(
        failures.map { failure in
          var object = JSONObject()
          object.add("path", failure.path)
          object.add("reason", failure.reason)
          return object.text
        }))
    if report.failures.count > failures.count {
      notes.append("\(report.failures.count - failures.count) more could not be read")
    }
    if !notes.isEmpty { object.add("notes", raw: JSONText.list(notes)) }
    var lines = [
      "read \(Words.count(report.stored, "document")): \(Words.count(report.statements, "new statement"))"
        + ", \(Words.count(report.entities, "new entity", plural: "new entities"))"
    ]
    if report.known > 0 { lines.append("\(report.known) known already") }
    lines += failures.map { "\($0.path): \($0.reason)" } + notes
    // Where nothing could be read, the call failed.
    let isError = !report.failures.isEmpty && report.stored + report.known == 0
    return ToolAnswer(
      text: lines.joined(separator: "\n"), structured: object.text, isError: isError)
  }
}
