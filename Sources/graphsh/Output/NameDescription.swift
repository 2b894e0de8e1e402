import Base
import GQL
import Graph

/// What a name is, in the program or the graph, with examples: for `.describe`.
struct NameDescription {
  let session: Session
  private static let examples = 3
  private static let listed = 8

  /// The lines on all that a name is; nil where it is nothing.
  func lines(of name: String) throws -> [String]? {
    var parts = [rules(of: name), storeRelation(name)].filter { !$0.isEmpty }
    if let graph = session.graph {
      parts += [
        try relation(name, graph), try predicates(name, graph), try type(name, graph),
        try document(name, graph), try entities(name, graph),
      ].filter { !$0.isEmpty }
    }
    guard !parts.isEmpty else { return nil }
    return Array(parts.joined(separator: [""]))
  }

  // MARK: The program

  private func rules(of name: String) -> [String] {
    let numbers = session.definitions.numbers(of: name)
    guard Int(name) == nil, !numbers.isEmpty else { return [] }
    let texts = numbers.prefix(Self.listed).map {
      "  \($0)  \(session.definitions.entries[$0 - 1].text)"
    }
    let more = numbers.count - texts.count
    return ["\(name): of this session's rules and facts"] + texts
      + (more > 0 ? ["  … and \(more) more: .rules \(name)"] : [])
  }

  private func storeRelation(_ name: String) -> [String] {
    guard let relation = StoreRelation(rawValue: name) else { return [] }
    let variables = relation.columns.map {
      $0.prefix(1).uppercased() + $0.dropFirst()
    }.joined(separator: ", ")
    return [
      "\(name)(\(relation.columns.joined(separator: ", "))): a relation of every graph",
      "  such as  \(name)(\(variables)) limit 5?",
    ]
  }

  // MARK: The graph

  private func relation(_ name: String, _ graph: KnowledgeGraph) throws -> [String] {
    guard let own = try graph.relation(named: name),
      let summary = try graph.relations().first(where: { $0.name == own })
    else { return [] }
    let known = RelationDescription.builtIn.first { $0.name == own }
    let wordings = summary.wordings.prefix(Self.listed).map {
      "\(WrittenName.predicate($0.predicate)) (\($0.statements))"
    }
    var lines = [
      "\(known?.signature ?? own): a relation",
      "  \(Words.count(summary.pairs, "fact")), by \(Words.count(summary.statements, "statement"))",
      "  worded  \(wordings.joined(separator: ", "))",
    ]
    lines += arguments(try graph.qualifierNames(ofRelation: own))
    let pairs = try graph.pairs(of: own)
    for (subject, object) in zip(pairs.subjects, pairs.objects).prefix(Self.examples) {
      lines.append("  \(try fact(own, subject, object, graph))")
    }
    if let sentence = try graph.evidence(of: summary.example).first?.text {
      lines.append("  “\(sentence)”")
    }
    return lines
  }

  private func predicates(_ name: String, _ graph: KnowledgeGraph) throws -> [String] {
    var lines: [String] = []
    for value in try graph.predicates(named: name) {
      let own = try graph.text(of: value)
      let written = Self.written(try graph.term(value))
      let count = try graph.tripleCount(of: value)
      let forms = try graph.predicates().first { $0.value == value }?.forms ?? []
      lines.append("\(written)(subject, object): a predicate, with \(Words.count(count, "fact"))")
      let others = forms.filter { $0 != own }.prefix(Self.listed).map(WrittenName.predicate)
      if !others.isEmpty { lines.append("  also  \(others.joined(separator: ", "))") }
      lines += arguments(try graph.qualifierNames(of: [value]))
      let found = try graph.triples(subject: nil, predicate: value, object: nil)
      for (subject, object) in zip(found.subjects, found.objects).prefix(Self.examples) {
        lines.append("  \(try fact(written, subject, object, graph))")
      }
      lines.append("  such as  \(written)(X, Y) limit 5?")
    }
    return lines
  }

  private func arguments(_ qualifiers: [String]) -> [String] {
    let names = qualifiers.map(\.withUnderscores).prefix(Self.listed)
    return names.isEmpty ? [] : ["  takes  \(names.map { $0 + ":" }.joined(separator: ", "))"]
  }

  private func type(_ name: String, _ graph: KnowledgeGraph) throws -> [String] {
    guard let value = try graph.type(named: name) else { return [] }
    let own = try graph.text(of: value)
    let count = try graph.entities(ofType: value).count
    let most = try graph.mostMentioned(ofType: own, limit: Self.listed).map {
      "\($0.label) (\($0.mentions))"
    }
    let written = WrittenName.predicate(own)
    return [
      "\(written)(entity): a type, of \(Words.count(count, "entity", plural: "entities"))",
      "  most mentioned  \(most.joined(separator: ", "))",
      "  such as  \(written)(X), triple(X, P, Y) limit 5?",
    ]
  }

  private func document(_ name: String, _ graph: KnowledgeGraph) throws -> [String] {
    let documents = try graph.documents()
    let found = documents.filter {
      String($0.id) == name || $0.source == name || $0.title == name
        || $0.source.split(separator: "/").last.map(String.init) == name
    }
    return found.prefix(Self.examples).flatMap { document in
      [
        "document \(document.id): \(document.title ?? document.source)",
        "  \(document.source)" + (document.date.map { ", \($0)" } ?? ""),
        "  \(Words.count(document.sentences, "sentence")), \(Words.count(document.statements, "statement"))",
        "  such as  evidence(F, \(document.id), _, _), fact(F, S, P, O)?",
      ]
    }
  }

  private func entities(_ name: String, _ graph: KnowledgeGraph) throws -> [String] {
    var lines: [String] = []
    for match in try graph.entities(named: name, atMost: Self.listed) {
      guard let entity = try graph.entity(match.value) else { continue }
      let types = entity.types.isEmpty ? "an entity" : entity.types.joined(separator: ", ")
      lines.append("\(entity.label): \(types)")
      let names = entity.aliases.map(\.name).filter { $0 != entity.label }.prefix(Self.listed)
      if !names.isEmpty { lines.append("  also  \(names.joined(separator: ", "))") }
      lines.append(
        "  \(Words.count(entity.mentions, "mention")) in \(Words.count(entity.documents, "document"))"
      )
      let found = try graph.triples(subject: match.value, predicate: nil, object: nil)
      var counts: [Int32: Int] = [:]
      for predicate in found.predicates { counts[predicate, default: 0] += 1 }
      let most = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.listed)
      if let first = most.first {
        let shown = try most.map { "\(try graph.text(of: Value(rawValue: $0.key))) (\($0.value))" }
        lines.append("  \(shown.joined(separator: ", "))")
        let predicate = Self.written(try graph.term(Value(rawValue: first.key)))
        lines.append("  such as  \(predicate)(\(WrittenName.string(entity.label)), X)?")
      }
      lines.append("  more by  .about \(entity.label)  or  .around \(entity.label)")
    }
    return lines
  }

  private func fact(
    _ predicate: String, _ subject: Int32, _ object: Int32, _ graph: KnowledgeGraph
  ) throws -> String {
    let ends = try [subject, object].map {
      WrittenName.value(try graph.term(Value(rawValue: $0)))
    }
    return "\(predicate)(\(ends.joined(separator: ", ")))"
  }

  /// A predicate as a program writes it.
  static func written(_ term: Term) -> String {
    if case .string(let name) = term {
      WrittenName.predicate(name)
    } else {
      WrittenName.value(term)
    }
  }
}
