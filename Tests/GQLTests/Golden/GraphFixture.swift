import Foundation
import Graph

/// A small graph from a few lines of text:
/// - `document Title | 2026-01-05` begins a document; without one there is a document `Test`
/// - `entity Lee Jae Myung | person, politician | Lee, President Lee` with types and aliases
/// - `fact Lee Jae Myung | meet | Xi Jinping | form=met | in=Beijing | sentence=Lee met Xi.` with the predicate's
///   lemma; an object that is no entity is a literal. `negated`, `modality=planned`, `said=Yonhap`, `date=2026-01-05`
///   say more; `relation=met` makes it an instance of a relation, `relation=^met` with subject and object exchanged;
///   any other `name=value` is a qualifier
/// - `triple Lee Jae Myung | like | "tea"` stores without a text
struct GraphFixture {
  private var documents: [DocumentRecord] = []
  private var entities: [String: EntityRecord] = [:]
  private var triples: [(subject: Term, predicate: String, object: Term)] = []

  struct Malformed: Error { var line: String }

  init(_ text: String) throws {
    for line in text.split(separator: "\n") where !line.hasPrefix("%") {
      let words = line.split(separator: " ", maxSplits: 1)
      let fields = words.count < 2 ? [] : words[1].components(separatedBy: " | ")
      switch (words[0], fields.count) {
      case ("document", 1...): begin(fields[0], date: fields.count > 1 ? fields[1] : nil)
      case ("entity", 1...): define(fields)
      case ("fact", 3...): try add(fact: fields)
      case ("triple", 3): triples.append((term(fields[0]), fields[1], term(fields[2])))
      default: throw Malformed(line: String(line))
      }
    }
  }

  /// The graph, in memory.
  func graph() throws -> KnowledgeGraph {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    // Entities that no fact names are there all the same.
    var documents = documents
    if documents.isEmpty, !entities.isEmpty {
      documents.append(DocumentRecord(source: "t", title: nil, date: nil, contentHash: "t"))
    }
    for (name, entity) in entities.sorted(by: { $0.key < $1.key })
    where !documents.contains(where: { $0.entities.contains { $0.label == name } }) {
      documents[documents.count - 1].entities.append(entity)
    }
    for document in documents { try graph.add(resolved(document, in: graph)) }
    _ = try graph.insert(triples)
    return graph
  }

  /// Entities that an earlier document brought are the same ones here.
  private func resolved(
    _ document: DocumentRecord, in graph: KnowledgeGraph
  ) throws -> DocumentRecord {
    var document = document
    for index in document.entities.indices {
      document.entities[index].existing =
        try graph.value(of: .entity(document.entities[index].label, disambiguator: ""))
    }
    return document
  }

  private mutating func begin(_ title: String, date: String?) {
    documents.append(
      DocumentRecord(
        source: title.lowercased() + ".txt", title: title, date: date.flatMap { CalendarDate($0) },
        contentHash: "document-\(documents.count)"))
  }

  private mutating func define(_ fields: [String]) {
    func list(_ index: Int) -> [String] {
      fields.count > index ? fields[index].components(separatedBy: ", ") : []
    }
    var aliases = [fields[0]: 1]
    for alias in list(2) { aliases[alias] = 1 }
    entities[fields[0]] = EntityRecord(label: fields[0], types: list(1), aliases: aliases)
  }

  private mutating func add(fact fields: [String]) throws {
    if documents.isEmpty { begin("Test", date: nil) }
    let last = documents.count - 1
    var statement = StatementRecord(
      subject: argument(fields[0]), predicate: fields[1], surface: fields[1],
      object: fields[2] == "-" ? nil : argument(fields[2]),
      sentence: documents[last].sentences.count, start: 0, end: 1, confidence: 0.9,
      extractor: "fixture")
    var sentence = "\(fields[0]) \(fields[1]) \(fields[2])."
    for field in fields.dropFirst(3) {
      let parts = field.split(separator: "=", maxSplits: 1).map(String.init)
      switch (parts[0], parts.count) {
      case ("negated", 1): statement.isNegated = true
      case ("form", 2): statement.surface = parts[1]
      case ("modality", 2): statement.modality = parts[1]
      case ("said", 2): statement.attributedTo = argument(parts[1])
      case ("date", 2): statement.date = CalendarDate(parts[1])
      case ("sentence", 2): sentence = parts[1]
      case ("relation", 2): statement.relations.append(relation(parts[1], of: statement))
      case (_, 2): statement.qualifiers.append((parts[0], argument(parts[1])))
      default: throw Malformed(line: field)
      }
    }
    documents[last].sentences.append(
      SentenceRecord(start: 0, end: sentence.unicodeScalars.count, text: sentence, role: .body))
    documents[last].statements.append(statement)
    for (index, entity) in documents[last].entities.enumerated()
    where sentence.contains(entity.label)
      && !documents[last].mentions.contains(where: {
        $0.entity == index && $0.sentence == documents[last].sentences.count - 1
      })
    {
      documents[last].mentions.append(
        MentionRecord(
          entity: index, sentence: documents[last].sentences.count - 1, start: 0, end: 1,
          surface: entity.label))
    }
  }

  private func relation(_ name: String, of statement: StatementRecord) -> RelationRecord {
    name.hasPrefix("^")
      ? RelationRecord(
        name: String(name.dropFirst()), subject: statement.object, object: statement.subject)
      : RelationRecord(name: name, subject: statement.subject, object: statement.object)
  }

  private mutating func argument(_ text: String) -> Argument {
    guard let entity = entities[text] else { return .literal(term(text)) }
    let last = documents.count - 1
    if let index = documents[last].entities.firstIndex(where: { $0.label == text }) {
      return .entity(index)
    }
    documents[last].entities.append(entity)
    return .entity(documents[last].entities.count - 1)
  }

  private func term(_ text: String) -> Term {
    if entities[text] != nil { return .entity(text, disambiguator: "") }
    if text.hasPrefix("\"") { return .string(String(text.dropFirst().dropLast())) }
    if let integer = Int64(text) { return .integer(integer) }
    if let number = Double(text) { return .float(number) }
    if let date = CalendarDate(text) { return .date(date) }
    return .entity(text, disambiguator: "")
  }
}
