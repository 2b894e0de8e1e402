import Extraction
import Graph

/// Makes facts of statements. A few look-ups for each.
final class FactReader {
  let graph: KnowledgeGraph
  let relations: RelationOrder
  private let check: () throws -> Void
  private var texts: [Value: String] = [:]
  private var wordings: [Value: String] = [:]

  /// - Parameter check: asked for each fact; what it throws ends the reading
  init(graph: KnowledgeGraph, check: @escaping () throws -> Void) throws {
    self.graph = graph
    self.check = check
    relations = RelationOrder(try Knowledge.builtIn())
  }

  func node(_ value: Value) throws -> ToldFact.Node {
    if let known = texts[value] { return ToldFact.Node(value: value, text: known) }
    let text = try graph.text(of: value)
    texts[value] = text
    return ToldFact.Node(value: value, text: text)
  }

  private func wording(_ predicate: Value) throws -> String {
    if let known = wordings[predicate] { return known }
    let form = try graph.usualForm(of: predicate)
    wordings[predicate] = form
    return form
  }

  func fact(_ statement: StoredStatement) throws -> ToldFact {
    try check()
    let evidence = try graph.evidence(of: statement.id)
    let qualifiers = try graph.placedQualifiers(of: statement.id)
    var times: [EventTime] = statement.date.map { [EventTime(.at, $0)] } ?? []
    var circumstances: [String] = []
    let first = evidence.first
    for qualifier in qualifiers {
      let term = try graph.term(qualifier.value)
      if let time = EventTime(qualifier: qualifier.name, term) {
        // A claim's own date is that of its qualifiers, made exact.
        if time.kind != .at || statement.date == nil, !times.contains(time) { times.append(time) }
      } else if qualifier.sentence == first?.sentence, qualifier.start == first?.span.lowerBound,
        case .entity = term, Self.shown.contains(qualifier.name),
        qualifier.value != statement.subject, qualifier.value != statement.object
      {
        circumstances.append("\(qualifier.name) \(try node(qualifier.value).text)")
      }
    }
    if times.count > 1 { circumstances = [] }
    let stance = statement.stance
    let name = try node(statement.predicate).text
    // What is still to come is not told as if it had been.
    let isOpen = stance == .planned || stance == .possible
    return ToldFact(
      id: statement.id, subject: try node(statement.subject), predicate: name,
      wording: isOpen
        ? String(name.map { $0 == "_" ? " " : $0 }) : try wording(statement.predicate),
      object: try statement.object.map { try node($0) },
      relation: try relation(of: statement), stance: stance,
      speaker: try statement.attributedTo.map { try node($0) }, times: times,
      circumstances: circumstances, tellings: Self.tellings(evidence))
  }

  /// A triple that no statement stands behind.
  func fact(subject: Value, predicate: Value, object: Value) throws -> ToldFact {
    ToldFact(
      id: nil, subject: try node(subject), predicate: try node(predicate).text,
      wording: try wording(predicate), object: try node(object), relation: nil, stance: .asserted,
      speaker: nil, times: [], circumstances: [], tellings: [])
  }

  /// Every fact that joins two values: asserted statements, or the triple where there is none.
  func facts(subject: Value, predicate: Value, object: Value) throws -> [ToldFact] {
    let told = try graph.statements(
      subject: subject, predicate: predicate, object: object, assertedOnly: true)
    if told.isEmpty {
      return [try fact(subject: subject, predicate: predicate, object: object)]
    }
    return try told.map { try fact($0) }
  }

  /// Qualifiers that say where, with whom or what for.
  private static let shown: Set<String> = [
    "in", "at", "on", "to", "from", "with", "for", "against", "about", "near",
  ]

  /// The most specific relation between the statement's own subject and object.
  private func relation(of statement: StoredStatement) throws -> String? {
    let own = try graph.relations(of: statement.id).filter {
      $0.subject == statement.subject && $0.object == statement.object
    }
    return relations.mostSpecific(own.map(\.name)).first
  }

  /// One for each sentence.
  private static func tellings(_ evidence: [StoredEvidence]) -> [Telling] {
    var seen: Set<Int64> = []
    return evidence.filter { seen.insert($0.sentence).inserted }.map {
      Telling(
        sentence: $0.sentence, text: $0.text, source: $0.source, title: $0.title, date: $0.date,
        page: $0.page)
    }
  }
}
