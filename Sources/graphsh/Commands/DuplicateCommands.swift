import ArgumentParser
import Extraction
import GQL
import Graph

struct DuplicatesCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract: "List entities that may be the same, and decide about them.",
    discussion: """
      Each pair has a number, a score from 0 to 1, and the evidence for and against it. --accept merges the two, --refuse takes \
      them off the list; both hold for later texts too, and 'graphsh undo' reverses the last decision.
      Example: graphsh duplicates --accept 1 --refuse 3 --db news.db
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Merge the two entities of the pair with this number.")
  var accept: [Int] = []

  @Option(help: "Keep the two entities of the pair with this number apart.")
  var refuse: [Int] = []

  @Option(help: "List no more than this many (default: 100).")
  var limit = 100

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit: the number must not be negative") }
    if let both = Set(accept).intersection(refuse).min() {
      throw ValidationError("--accept, --refuse: number \(both) cannot be both")
    }
  }

  func run() throws {
    let location = global.location()
    if accept.isEmpty, refuse.isEmpty { return try list(try location.openForReading()) }
    try location.requireFile()
    try decide(try location.openForWriting(global))
  }

  private func list(_ graph: KnowledgeGraph) throws {
    let found = try DocumentLinker(graph: graph, knowledge: try Knowledge.builtIn()).duplicates()
    let rows = try found.prefix(limit).enumerated().map { place, duplicate -> [Term] in
      [
        .integer(Int64(place + 1)), .float((duplicate.score * 100).rounded() / 100),
        .string(try graph.text(of: duplicate.first)),
        .string(try graph.types(of: duplicate.first).joined(separator: ", ")),
        .string(try graph.text(of: duplicate.second)),
        .string(try graph.types(of: duplicate.second).joined(separator: ", ")),
        .string(duplicate.reasons.joined(separator: "; ")),
      ]
    }
    let settings = output.settings
    try AnswerPrinter(settings: settings).write(
      columns: ["number", "score", "first", "types", "second", "second types", "reasons"],
      rows: rows, noun: "pair")
    try settings.output.flush()
  }

  private func decide(_ graph: KnowledgeGraph) throws {
    let linker = DocumentLinker(graph: graph, knowledge: try Knowledge.builtIn())
    let found = try linker.duplicates()
    for number in accept + refuse where !found.indices.contains(number - 1) {
      throw CommandError.failed(
        "no pair has the number \(number): 'graphsh duplicates' lists \(found.count)")
    }
    let decisions = accept.map { (found[$0 - 1], true) } + refuse.map { (found[$0 - 1], false) }
    // By names of before: entities go.
    let messages = try decisions.map { pair, isSame in
      let (first, second) = (try graph.text(of: pair.first), try graph.text(of: pair.second))
      return isSame ? "\(second) is \(first) now" : "\(second) and \(first) stay separate"
    }
    try graph.transaction {
      for (pair, isSame) in decisions { try linker.decide(pair, isSame: isSame) }
    }
    if !global.quiet { for message in messages { Messages.write(message) } }
  }
}

struct UndoCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Undo the last merge, split, alias, rejection or decision on duplicates.",
    discussion: """
      What was merged, split or renamed on the page of 'graphsh serve --edit' is undone too. The last 100 changes of entities
      can be undone, one after the other.
      Example: graphsh undo --db news.db
      """)

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let location = global.location()
    try location.requireFile()
    let graph = try location.openForWriting(global)
    let linker = DocumentLinker(graph: graph, knowledge: try Knowledge.builtIn())
    guard let undone = try linker.takeBackLast() else {
      throw CommandError.failed(TakenBack.nothing)
    }
    guard !global.quiet else { return }
    for line in try undone.lines(in: graph) { Messages.write(line) }
  }
}
