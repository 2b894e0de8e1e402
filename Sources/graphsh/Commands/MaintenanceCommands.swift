import ArgumentParser
import Base
import Extraction
import Graph

struct CheckCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the integrity of the file and of what it says.",
    discussion: """
      Exit status 1 if anything is wrong.
      Example: graphsh check --db news.db
      """)

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let location = global.location()
    try location.requireFile()
    let canWrite = !global.readOnly && location.isWritable
    let graph = try KnowledgeGraph(path: location.path, access: canWrite ? .readWrite : .readOnly)
    let output = OutputStream(descriptor: 1)
    let problems = try graph.check()
    for problem in problems { try output.writeLine("\(location.path): \(problem)") }
    if problems.isEmpty { try output.writeLine("\(location.path): good") }
    try output.flush()
    if problems.contains(where: { $0.severity == .error }) { throw CommandError.reported }
  }
}

struct BackupCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the graph to a new file, even while it is in use.",
    discussion: "Example: graphsh backup news-monday.db --db news.db")

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The new file.", completion: .file())
  var file: String

  func validate() throws {
    if file.isEmpty { throw ValidationError("the name of the new file is empty") }
  }

  func run() throws {
    var target = file
    if global.safe {
      do {
        target = try global.files().place(ofNew: file).path ?? file
      } catch let problem as FileProblem {
        throw CommandError.failed("\(file): \(problem.systemReason)")
      }
    }
    try global.location().openForReading().backup(to: target)
  }
}

struct VacuumCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "vacuum", abstract: "Reclaim the space of what was deleted.",
    discussion: "Example: graphsh vacuum --db news.db")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let location = global.location()
    try location.requireFile()
    let size = try location.openForWriting(global).vacuum()
    if !global.quiet {
      Messages.write(
        "\(location.path): \(Words.grouped(size.before)) bytes before, "
          + "\(Words.grouped(size.after)) after")
    }
  }
}

struct CompactCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact", abstract: "Merge changes into the sorted blocks of a large graph.",
    discussion: """
      A graph of a million triples or more is kept in sorted, checksummed blocks, with rows for later changes; \
      a smaller one is kept in plain rows. Readers see the same graph before, during and after.
      Example: graphsh compact --db world.db
      """)

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let location = global.location()
    try location.requireFile()
    let compaction = try location.openForWriting(global).compact()
    guard !global.quiet else { return }
    let form = compaction.hasBlocks ? "in blocks" : "in rows"
    Messages.write(
      "\(location.path): \(Words.count(compaction.triples, "triple")) \(form), "
        + "\(Words.count(compaction.merged, "change")) merged")
  }
}

struct ForgetCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Remove a document and what only it said.",
    discussion: "Example: graphsh forget articles/retracted.txt --db news.db")

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The document: its number or its source, as 'graphsh documents' lists them.")
  var document: String

  func run() throws {
    let location = global.location()
    try location.requireFile()
    let graph = try location.openForWriting(global)
    let found = try DocumentArgument.resolve(document, in: graph)
    let linker = DocumentLinker(graph: graph, knowledge: try Knowledge.builtIn())
    guard let gone = try linker.forget(document: found.id) else {
      throw CommandError.failed("no document \(document) any more")
    }
    if !global.quiet {
      Messages.write(
        "forgot \(gone.source): \(Words.count(gone.triples, "fact")), "
          + "\(Words.count(gone.statements, "statement")) and "
          + "\(Words.count(gone.entities, "entity", plural: "entities")) gone with it")
    }
  }
}
