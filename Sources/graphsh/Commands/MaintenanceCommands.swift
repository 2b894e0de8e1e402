import ArgumentParser
import Base
import Extraction
import Graph

struct CheckCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the integrity of the file and of its meaning.",
    discussion: "Exit status 1 if anything is wrong.")

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
    commandName: "backup", abstract: "Copy the graph to a new file, also while it is in use.")

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The new file.")
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
    commandName: "vacuum", abstract: "Give back the space of what was deleted.")

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
    commandName: "compact", abstract: "Merge what changed into the sorted blocks of a large graph.",
    discussion: """
      A graph of a million triples or more is kept in sorted, checksummed blocks, with rows for what changed since; \
      a smaller one is plain rows. Readers see the same graph before, meanwhile and afterwards.
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
    commandName: "forget", abstract: "Remove a document and what only it said.")

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The document: its number or its source, as 'graphsh documents' lists them.")
  var document: String

  func run() throws {
    let location = global.location()
    try location.requireFile()
    let graph = try location.openForWriting(global)
    let documents = try graph.documents()
    let found =
      documents.first { $0.source == document }
      ?? documents.first { String($0.id) == document }
    let linker = DocumentLinker(graph: graph, knowledge: try Knowledge.builtIn())
    guard let found, let gone = try linker.forget(document: found.id) else {
      let nearest = Spelling.nearest(to: document, among: documents.map(\.source))
      let hint = nearest.map { ": did you mean \($0)?" } ?? "; 'graphsh documents' lists them"
      throw CommandError.failed("no document \(document)\(hint)")
    }
    if !global.quiet {
      Messages.write(
        "forgot \(gone.source): \(Words.count(gone.triples, "fact")), "
          + "\(Words.count(gone.statements, "statement")) and "
          + "\(Words.count(gone.entities, "entity", plural: "entities")) gone with it")
    }
  }
}
