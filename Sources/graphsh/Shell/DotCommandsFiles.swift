import GQL
import Glibc
import Graph

/// Files: programs, texts, graphs.
extension DotCommand {
  static let files: [DotCommand] = [
    .deciding("read", "FILE", "run a program") { session, line in
      try line.requireArgument("a file")
      return try session.runFile(line.words[0], keepGoing: false)
    },
    DotCommand("open", "FILE", "switch to another graph; the rules stay") { session, line in
      try line.requireArgument("a graph file")
      guard line.words.count == 1 else {
        throw CommandError.failed(".open takes one file; put a name with spaces in quotes")
      }
      if session.options.safe { throw CommandError.failed("--safe: no other graph can be opened") }
      try session.open(line.words[0])
      session.greet()
    },
    DotCommand("cd", "[FOLDER]", "change the working folder, or show it") {
      session, line in
      try session.changeFolder(to: line.words.first)
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
        throw CommandError.failed(
          "\(words[0]): unknown ending; it can be \(Words.alternatives(names))")
      }
      var request = ExportRequest(format: format)
      if words.count > 1 { request.choice.around = [words.dropFirst().joined(separator: " ")] }
      try Exporter(session: session).write(request, toFile: words[0])
    },
  ]
}

extension Session {
  /// Goes to another working folder; without one, says which it is.
  fileprivate func changeFolder(to path: String?) throws {
    if options.safe, path != nil {
      throw CommandError.failed("--safe: the working folder cannot be changed")
    }
    if let path {
      keepPlace()
      let home = Environment["HOME"] ?? ""
      let full = path == "~" ? home : path.hasPrefix("~/") ? home + path.dropFirst() : path
      guard chdir(full) == 0 else {
        throw CommandError.failed("\(path): \(systemMessage(errno))")
      }
    }
    guard let folder = getcwd(nil, 0) else { return }
    defer { free(folder) }
    tell(String(cString: folder))
  }
}
