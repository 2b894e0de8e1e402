import GQL
import Graph

/// Files: programs, texts, graphs.
extension DotCommand {
  static let files: [DotCommand] = [
    .deciding("read", "FILE", "run a program") { session, line in
      try line.requireArgument("a file")
      return try session.runFile(line.words[0], keepGoing: false)
    },
    DotCommand("ingest", "PATH...", "read texts into the graph") { session, line in
      try line.requireArgument("files or folders")
      for path in line.words { try session.requireSafe(path) }
      let report = try IngestRun(session: session).run(paths: line.words)
      if report.wasStopped { throw EngineError.cancelled }
      if !session.isInteractive, !report.failures.isEmpty { throw CommandError.reported }
    },
    DotCommand("import", "FILE...", "read facts: N-Triples, Turtle, CSV, ...") { session, line in
      try line.requireArgument("a file")
      for path in line.words { try session.requireSafe(path) }
      let graph = try session.requireGraphForWriting()
      let report = try graph.importFiles(line.words, options: ImportOptions())
      session.tell(
        "\(Words.count(report.statements, "statement")) read, \(report.newTriples) new")
    },
    DotCommand("export", "FILE [ENTITY]", "write all, or what is around an entity") {
      session, line in
      try line.requireArgument("a file, such as .export graph.svg")
      let words = line.words
      guard let format = ExportFormat(path: words[0]) else {
        let names = ExportFormat.all.map { ".\($0.name)" }
        throw CommandError.failed("\(words[0]): the ending is none of \(Words.alternatives(names))")
      }
      try session.requireSafe(words[0])
      var request = ExportRequest(format: format)
      if words.count > 1 { request.around = [words.dropFirst().joined(separator: " ")] }
      try Exporter(session: session).write(request, toFile: words[0])
    },
  ]
}
