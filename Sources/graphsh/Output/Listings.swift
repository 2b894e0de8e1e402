import GQL
import Graph

/// The lists of what is in a graph, the same for commands and dot-commands.
struct Listings {
  let graph: KnowledgeGraph
  let printer: AnswerPrinter

  /// - Parameter word: only those that have it in their name or a form; all for none
  func predicates(matching word: String = "") throws {
    let meant = try graph.predicates(named: word).map { try graph.text(of: $0) }
    let rows = try graph.predicates().filter { predicate in
      word.isEmpty || meant.contains(predicate.name)
        || ([predicate.name] + predicate.forms).contains { Self.contains($0, word) }
    }.sorted { ($1.triples, $0.name) < ($0.triples, $1.name) }
      .map { predicate -> [Term] in
        let forms = predicate.forms.filter { $0 != predicate.name }.map(WrittenName.predicate)
          .sorted()
        return [
          .string(predicate.name), .integer(Int64(predicate.triples)),
          .integer(Int64(predicate.statements)), .string(forms.joined(separator: ", ")),
        ]
      }
    try printer.write(
      columns: ["predicate", "facts", "statements", "forms"], rows: rows, noun: "predicate")
  }

  /// - Parameter word: only relations that it may mean, those that the graph has nothing of as well.
  func relations(wordedBy word: String?) throws {
    let known = RelationDescription.builtIn
    let meant = word.map { word in known.filter { $0.isNamed(by: word) } }
    var signatures: [String: String] = [:]
    for relation in known { signatures[relation.name] = relation.signature }
    let stored = try graph.relations()
    var rows: [[Term]] = []
    for relation in stored where meant?.contains(where: { $0.name == relation.name }) ?? true {
      let wordings = relation.wordings.map {
        "\(WrittenName.predicate($0.predicate)) (\($0.statements))"
      }
      let example = try graph.evidence(of: relation.example).first?.text ?? ""
      rows.append([
        .string(relation.name), .string(signatures[relation.name] ?? ""),
        .integer(Int64(relation.pairs)), .integer(Int64(relation.statements)),
        .string(wordings.joined(separator: ", ")), .string(example),
      ])
    }
    for relation in meant ?? [] where !stored.contains(where: { $0.name == relation.name }) {
      rows.append([
        .string(relation.name), .string(relation.signature), .integer(0), .integer(0),
        .string(relation.wordings.joined(separator: ", ")), .string(""),
      ])
    }
    try printer.write(
      columns: ["relation", "signature", "facts", "statements", "wordings", "example"], rows: rows,
      noun: "relation")
  }

  func types() throws {
    let rows = try graph.types().sorted { ($1.entities, $0.name) < ($0.entities, $1.name) }
      .map { type -> [Term] in [.string(type.name), .integer(Int64(type.entities))] }
    try printer.write(columns: ["type", "entities"], rows: rows, noun: "type")
  }

  /// - Parameter word: only predicates that have it in their name, or go by it; all for none
  func schema(matching word: String = "") throws {
    let meant = try graph.predicates(named: word).map { try graph.text(of: $0) }
    let rows = try graph.predicateSignatures().filter { signature in
      meant.contains(signature.predicate) || Self.contains(signature.predicate, word)
    }.map { signature -> [Term] in
      [
        .string(signature.predicate), .string(signature.subject), .string(signature.object),
        .integer(Int64(signature.triples)),
      ]
    }
    try printer.write(
      columns: ["predicate", "subject", "object", "facts"], rows: rows, noun: "line")
  }

  func entities(ofType type: String?) throws {
    let rows = try graph.entities(ofType: type).map { entity -> [Term] in
      [
        .string(entity.label), .string(entity.types.joined(separator: ", ")),
        .integer(Int64(entity.mentions)),
      ]
    }
    try printer.write(
      columns: ["entity", "types", "mentions"], rows: rows, noun: "entity", plural: "entities")
  }

  /// - Parameter word: only those that have it in their title, source or date; all for none
  func documents(matching word: String = "") throws {
    let rows = try graph.documents().filter { document in
      [document.title ?? "", document.source, document.date.map { "\($0)" } ?? ""]
        .contains { Self.contains($0, word) }
    }.map { document -> [Term] in
      [
        .integer(document.id), document.date.map { .date($0) } ?? .string(""),
        .string(document.title ?? ""), .string(document.source),
        .integer(Int64(document.sentences)), .integer(Int64(document.statements)),
      ]
    }
    try printer.write(
      columns: ["id", "date", "title", "source", "sentences", "statements"], rows: rows,
      noun: "document")
  }

  /// Whether a name has a word in it, whatever the case; every name has the empty one.
  private static func contains(_ name: String, _ word: String) -> Bool {
    word.isEmpty || name.lowercased().contains(word.lowercased())
  }

  func statistics() throws {
    let counts = try graph.statistics()
    let rows: [(String, Int)] = [
      ("documents", counts.documents), ("sentences", counts.sentences),
      ("entities", counts.entities), ("mentions", counts.mentions), ("types", counts.types),
      ("predicates", counts.predicates), ("facts", counts.triples),
      ("statements", counts.statements), ("asserted statements", counts.asserted),
      ("evidence", counts.evidence), ("terms", counts.terms), ("bytes", counts.bytes),
    ]
    try printer.write(
      columns: ["what", "count"], rows: rows.map { [.string($0.0), .integer(Int64($0.1))] },
      noun: "line")
  }
}
