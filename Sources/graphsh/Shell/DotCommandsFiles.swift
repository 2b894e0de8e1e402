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
      let report = try IngestRun(session: session, files: session.files).run(paths: line.words)
      if !session.isInteractive, !report.failures.isEmpty { throw CommandError.reported }
    },
    DotCommand("import", "FILE...", "read facts: N-Triples, Turtle, CSV, ...") { session, line in
      try line.requireArgument("a file")
      var options = ImportOptions()
      options.access = session.files
      try ImportRun(
        graph: try session.requireGraphForWriting(), work: session.boundedWork(),
        isQuiet: session.options.quiet
      ).run(line.words, options)
    },
    DotCommand("export", "FILE [ENTITY]", "write all, or what is around an entity") {
      session, line in
      try line.requireArgument("a file, such as .export graph.svg")
      let words = line.words
      guard let format = ExportFormat(path: words[0]) else {
        let names = ExportFormat.all.map { ".\($0.name)" }
        throw CommandError.failed("\(words[0]): the ending is none of \(Words.alternatives(names))")
      }
      var request = ExportRequest(format: format)
      if words.count > 1 { request.around = [words.dropFirst().joined(separator: " ")] }
      try Exporter(session: session).write(request, toFile: words[0])
    },
  ]
}
