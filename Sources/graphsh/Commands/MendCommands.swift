import ArgumentParser
import Asking
import Graph

/// A command that mends the entities of a graph.
private protocol MendCommand: GlobalCommand {}

extension MendCommand {
  /// Runs `body` on the graph, which must be there, and says what it gives.
  fileprivate func mend(_ body: (KnowledgeGraph) throws -> String) throws {
    let location = global.location()
    try location.requireFile()
    let message = try body(try location.openForWriting(global))
    if !global.quiet { Messages.write(message) }
  }
}

struct MergeCommand: MendCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Merge two entities.",
    discussion: """
      What is said of the first is then said of the second, and its names mean the second in later texts too.
      Example: graphsh merge "Lee Jae-myung" "Lee Jae Myung" --db news.db
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The entity to merge into the other.")
  var entity: String

  @Argument(help: "The entity that remains.")
  var survivor: String

  func run() throws {
    try mend { graph in
      let entity = try NodeLookUp.entity(entity, in: graph)
      let survivor = try NodeLookUp.entity(survivor, in: graph)
      let (gone, kept) = (try graph.text(of: entity), try graph.text(of: survivor))
      if entity == survivor {
        throw CommandError.failed("both names already mean \(kept)")
      }
      try graph.merge(entity, into: survivor)
      return "\(gone) is \(kept) now"
    }
  }
}

struct SplitCommand: MendCommand {
  static let configuration = CommandConfiguration(
    commandName: "split", abstract: "Split a name off as an entity of its own.",
    discussion: "Example: graphsh split \"Lee Jae Myung\" \"Lee Jay Walker\" --db news.db")

  @OptionGroup var global: GlobalOptions

  @Option(help: "The label of the new entity (default: the name).")
  var label: String?

  @Argument(help: "The entity that has the name now.")
  var entity: String

  @Argument(help: "The name that belongs to another.")
  var name: String

  func run() throws {
    try mend { graph in
      let entity = try NodeLookUp.entity(entity, in: graph)
      let new = try graph.split(name, from: entity, label: label)
      return "\(try graph.text(of: new)) is now an entity of its own"
    }
  }
}

struct AliasCommand: MendCommand {
  static let configuration = CommandConfiguration(
    commandName: "alias", abstract: "Give an entity another name, which later texts may use too.",
    discussion: "Example: graphsh alias \"South Korea\" ROK --db news.db")

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The entity.")
  var entity: String

  @Argument(help: "The name.")
  var name: String

  func run() throws {
    try mend { graph in
      let entity = try NodeLookUp.entity(entity, in: graph)
      try graph.addAlias(name, to: entity)
      return "\(name) now means \(try graph.text(of: entity))"
    }
  }
}
