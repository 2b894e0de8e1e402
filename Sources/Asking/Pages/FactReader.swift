import Base
import Extraction
import Graph

/// Makes facts of statements. A few look-ups for each.
package final class FactReader {
  let graph: KnowledgeGraph
  let relations: RelationOrder
  private let check: () throws -> Void
  private var texts: [Value: String] = [:]
  private var wordings: [Value: String] = [:]

  /// - Parameter check: asked for each fact; what it throws ends the reading
  package init(graph: KnowledgeGraph, check: @escaping () throws -> Void) throws {
    self.graph = graph
    self.check = check
    relations = try RelationOrder.builtIn()
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

  package func fact(_ statement: StoredStatement) throws -> ToldFact {
    try check()
    let evidence = try graph.evidence(of: statement.id)
    let qualifiers = try graph.placedQualifiers(of: statement.id)
    var circumstances: [String] = []
    // What each place of a text tells of time.
    var told: [[(name: String, text: String)]] = [[]]
    var place: (sentence: Int64, start: Int)?
    let first = evidence.first
    for qualifier in qualifiers {
      let term = try graph.term(qualifier.value)
      if place.map({ $0 != (qualifier.sentence, qualifier.start) }) ?? false { told.append([]) }
      place = (qualifier.sentence, qualifier.start)
      if let period = Self.period(term), EventTime.circumstances.contains(qualifier.name) {
        told[told.count - 1].append((qualifier.name, period))
      } else if qualifier.sentence == first?.sentence, qualifier.start == first?.span.lowerBound,
        case .entity = term, Self.shown.contains(qualifier.name),
        qualifier.value != statement.subject, qualifier.value != statement.object
      {
        circumstances.append("\(qualifier.name) \(try node(qualifier.value).text)")
      }
    }
    var times: [ToldTime] = []
    for time in told.flatMap({ EventTime.times(date: statement.date, circumstances: $0) })
      .flatMap(ToldTime.all) where !times.contains(time)
    { times.append(time) }
    if times.count > 1 { circumstances = [] }
    let stance = statement.stance
    let name = try node(statement.predicate).text
    // What is still to come is not told as if it had been.
    let isOpen = stance == .planned || stance == .possible
    return ToldFact(
      id: statement.id, subject: try node(statement.subject), predicate: name,
      wording: isOpen
        ? name.withBlanks : try wording(statement.predicate),
      object: try statement.object.map { try node($0) },
      relation: try relation(of: statement), stance: stance,
      speaker: try statement.attributedTo.map { try node($0) }, times: times,
      circumstances: circumstances, tellings: Self.tellings(evidence))
  }

  /// What two facts that say the same have in common: the same relation between the same two, in either order where it
  /// holds both ways, told in the same way.
  func meaning(of fact: ToldFact) -> [String] {
    let ends = [fact.subject.text, fact.object?.text ?? ""]
    let isSymmetric = fact.relation.map { relations.isSymmetric($0) } ?? false
    return [fact.relation ?? fact.predicate] + (isSymmetric ? ends.sorted() : ends) + fact.marks
  }

  /// A triple that no statement stands behind.
  package func fact(subject: Value, predicate: Value, object: Value) throws -> ToldFact {
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

  /// A day, month or year in ISO form; nil for what is none.
  private static func period(_ term: Term) -> String? {
    let text: String
    switch term {
    case .date(let day): text = day.description
    case .string(let string): text = string
    case .integer(let number): text = String(number)
    default: return nil
    }
    return CalendarDate.days(of: text) == nil ? nil : text
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
        sentence: $0.sentence, number: $0.number, text: $0.text, words: $0.words,
        confidence: $0.confidence, document: $0.document, source: $0.source, title: $0.title,
        date: $0.date, page: $0.page)
    }
  }
}
