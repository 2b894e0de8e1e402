import Extraction
import Graph

/// What changes the graph, in the way of the commands of the same names: `POST /merge`, `/split`, `/rename`, `/reject` and
/// `/undo`. Each answers `{"done": …}`, a sentence for people.
enum ChangeRoutes {
  /// `{"from": ID, "into": ID}`
  static func merge(_ visit: Visit) throws -> String {
    let body = try visit.body()
    let (from, into) = (
      try visit.value(try body.integer("from")), try visit.value(try body.integer("into"))
    )
    return try change(visit) { graph in
      let (gone, kept) = (try graph.text(of: from), try graph.text(of: into))
      guard from != into else { throw Refusal(.badRequest, "both are \(kept) already") }
      try graph.merge(from, into: into)
      return "\(gone) is \(kept) now"
    }
  }

  /// `{"id": ID, "name": TEXT, "label": TEXT}`, where the label may be missing.
  static func split(_ visit: Visit) throws -> String {
    let body = try visit.body()
    let entity = try visit.value(try body.integer("id"))
    let (name, label) = (try self.name("name", in: body), try body.optionalText("label"))
    return try change(visit) { graph in
      let new = try graph.split(name, from: entity, label: label)
      return "\(try graph.text(of: new)) is an entity of its own now"
    }
  }

  /// `{"id": ID, "name": TEXT}`
  static func rename(_ visit: Visit) throws -> String {
    let body = try visit.body()
    let entity = try visit.value(try body.integer("id"))
    let name = try self.name("name", in: body)
    return try change(visit) { graph in
      let old = try graph.text(of: entity)
      try graph.relabel(entity, as: name)
      return "\(old) is called \(try graph.text(of: entity)) now"
    }
  }

  /// `{"fact": ID, "because": TEXT}`, where the reason may be missing; the fact is the number of an edge.
  static func reject(_ visit: Visit) throws -> String {
    let body = try visit.body()
    let (id, reason) = (try body.integer("fact"), try body.optionalText("because"))
    return try change(visit) { graph in
      guard let statement = try graph.statement(id) else {
        throw Refusal(.notFound, "no fact \(id) in the graph")
      }
      guard statement.isAsserted, let object = statement.object else {
        throw Refusal(.badRequest, "no text tells this as a fact, so there is nothing to reject")
      }
      try graph.reject([(statement.subject, statement.predicate, object)], because: reason)
      return "rejected: " + (try text(statement.subject, statement.predicate, object, in: graph))
    }
  }

  /// Takes back what was done last.
  static func undo(_ visit: Visit) throws -> String {
    try change(visit) { graph in
      let linker = DocumentLinker(graph: graph, knowledge: try Knowledge.builtIn())
      guard let undone = try linker.takeBackLast() else {
        throw Refusal(.badRequest, TakenBack.nothing)
      }
      return try undone.lines(in: graph).joined(separator: "; ")
    }
  }

  private static func name(_ member: String, in body: RequestBody) throws(Refusal) -> String {
    let text = try body.text(member)
    guard text.contains(where: { !$0.isWhitespace }), text.utf8.count <= 1000 else {
      throw Refusal(
        .badRequest, "\"\(member)\" is no name: it is empty, or has more than 1000 bytes")
    }
    return text
  }

  private static func text(
    _ subject: Value, _ predicate: Value, _ object: Value, in graph: KnowledgeGraph
  ) throws -> String {
    "\(try graph.text(of: subject)) \(try graph.usualForm(of: predicate)) \(try graph.text(of: object))"
  }

  /// Does a change by a connection that may write, which other processes need not wait for afterwards.
  private static func change(
    _ visit: Visit, _ body: (KnowledgeGraph) throws -> String
  ) throws -> String {
    let graph = try KnowledgeGraph(path: visit.site.path, access: .readWrite)
    var object = JSONObject()
    object.add("done", try body(graph))
    return object.text
  }
}
