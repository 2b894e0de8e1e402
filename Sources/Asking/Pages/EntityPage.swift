import Graph

/// A page on an entity: names and types, offices, what it did and what was done to it, what is denied, planned and
/// said of it, who is named with it, and the sentences that say most.
///
/// Reads what the graph holds of this entity, by indexes; the cost is linear in that.
public struct EntityPage {
  private let reader: FactReader
  private var graph: KnowledgeGraph { reader.graph }
  private let entity: Value
  private let limit: Int

  /// - Parameters:
  ///   - limit: the most entries of a section
  ///   - check: asked now and then; what it throws ends the work
  public init(
    on entity: Value, in graph: KnowledgeGraph, limit: Int, check: @escaping () throws -> Void
  ) throws {
    reader = try FactReader(graph: graph, check: check)
    self.entity = entity
    self.limit = limit
  }

  private static let shownNames = 12
  private static let shownCompanions = 10
  private static let shownSentences = 3

  /// The page on the entity.
  ///
  /// - Throws: `StoreError`
  public func page() throws -> Page {
    let name = try graph.text(of: entity)
    let facts = try allFacts()
    var page = try header()
    func add(_ heading: String, byGroup: Bool = false, _ chosen: [ToldFact]) {
      let entries = entries(of: chosen, byGroup: byGroup)
      if !entries.isEmpty { page.sections.append(PageSection(heading, entries, limit: limit)) }
    }
    let asserted = facts.filter { $0.stance == .asserted }
    let others = facts.filter { $0.stance != .asserted && $0.speaker?.value != entity }
    add("What it is", asserted.filter(isRole))
    let deeds = asserted.filter { !isRole($0) }
    add("What it did", byGroup: true, deeds.filter { $0.subject.value == entity })
    add("What was done to it", byGroup: true, deeds.filter { $0.subject.value != entity })
    add("Denied", others.filter { $0.stance == .denied })
    add("Planned", others.filter { $0.stance == .planned })
    add("Possible", others.filter { $0.stance == .possible })
    add("Said by others", others.filter { $0.stance == .said })
    add("Its own word", facts.filter { $0.stance != .asserted && $0.speaker?.value == entity })
    let companions = try graph.companions(of: entity, limit: Self.shownCompanions)
    if !companions.isEmpty {
      let entries = try companions.map { companion in
        PageEntry(text: try graph.text(of: companion.entity), sentences: companion.sentences)
      }
      page.sections.append(PageSection("Named with it", entries))
    }
    let sentences = sentencesThatSayMost(asserted)
    if !sentences.isEmpty {
      page.sections.append(
        PageSection(
          "Sentences that say most", sentences.map { PageEntry(text: "", quotes: [$0]) }))
    }
    page.title = name
    return page
  }

  private func header() throws -> Page {
    var page = Page(title: "")
    guard let description = try graph.entity(entity) else { return page }
    if !description.types.isEmpty { page.notes.append(description.types.joined(separator: ", ")) }
    let names = description.aliases.map(\.name).filter { $0 != description.label }
    if !names.isEmpty {
      let more = names.count > Self.shownNames ? ", …" : ""
      page.notes.append(
        "also: " + names.prefix(Self.shownNames).joined(separator: ", ") + more)
    }
    func count(_ number: Int, _ noun: String) -> String {
      "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    var mentions =
      count(description.mentions, "mention") + " in " + count(description.documents, "document")
    if let dates = try graph.documentDates(mentioning: entity) {
      mentions +=
        dates.lowerBound == dates.upperBound
        ? " of \(dates.lowerBound)" : " of \(dates.lowerBound) to \(dates.upperBound)"
    }
    page.notes.append(mentions)
    return page
  }

  // MARK: Facts

  /// The claims, and the triples that no claim stands behind.
  private func allFacts() throws -> [ToldFact] {
    struct Triple: Hashable { let subject: Value, predicate: Value, object: Value }
    let statements = try graph.statements(about: entity)
    var facts = try statements.map { try reader.fact($0) }
    let claimed = Set(
      statements.filter(\.isAsserted).compactMap { claim in
        claim.object.map {
          Triple(subject: claim.subject, predicate: claim.predicate, object: $0)
        }
      })
    for (subject, object) in [(entity, nil), (nil, entity)] as [(Value?, Value?)] {
      let found = try graph.triples(subject: subject, predicate: nil, object: object)
      for place in found.subjects.indices {
        let triple = Triple(
          subject: Value(rawValue: found.subjects[place]),
          predicate: Value(rawValue: found.predicates[place]),
          object: Value(rawValue: found.objects[place]))
        if claimed.contains(triple) || (subject == nil && triple.subject == entity) { continue }
        facts.append(
          try reader.fact(
            subject: triple.subject, predicate: triple.predicate, object: triple.object))
      }
    }
    return facts
  }

  /// Whether a fact tells what the entity is: an office, a post, a membership.
  private func isRole(_ fact: ToldFact) -> Bool {
    guard fact.subject.value == entity, let relation = fact.relation else { return false }
    return Self.roles.contains { reader.relations.isKind(relation, of: $0) }
  }

  private static let roles = [
    "is_a", "serves_as", "holds_office_in", "leads", "works_for", "member_of",
  ]

  /// An entry for each thing told, however many statements tell it: the most told first, those of a group together.
  private func entries(of facts: [ToldFact], byGroup: Bool) -> [PageEntry] {
    var places: [[String]: Int] = [:]
    var entries: [PageEntry] = []
    for fact in facts {
      let isSubject = fact.subject.value == entity
      let group = fact.relation ?? fact.predicate
      let other = isSubject ? fact.object?.text ?? "" : fact.subject.text
      let marks = fact.marks
      let key = [group, isSubject ? "" : "^", other] + marks
      if let place = places[key] {
        entries[place].facts.append(fact)
      } else {
        places[key] = entries.count
        entries.append(
          PageEntry(
            group: byGroup ? group : nil,
            text: "", marks: marks, facts: [fact]))
      }
    }
    for place in entries.indices {
      let told = entries[place].facts
      entries[place].text = text(of: told)
      entries[place].sentences = Set(told.flatMap { $0.tellings.map(\.sentence) }).count
      entries[place].times = Self.times(of: told)
    }
    var weights: [String: Int] = [:]
    for entry in entries { weights[entry.group ?? "", default: 0] += max(1, entry.sentences) }
    func order(_ entry: PageEntry) -> (Int, String, Int, String, String) {
      let group = entry.group ?? ""
      return (
        -(weights[group] ?? 0), group, -entry.sentences, entry.times.first?.date ?? "~", entry.text
      )
    }
    return entries.sorted { order($0) < order($1) }
  }

  /// What several facts of one thing say, with the circumstances only where they have the same.
  private func text(of facts: [ToldFact]) -> String {
    guard let fact = facts.first else { return "" }
    let isDeed = fact.subject.value == entity && fact.stance == .asserted
    let text = isDeed ? fact.textWithoutSubject : "\(fact.subject.text) \(fact.textWithoutSubject)"
    let isShared = facts.allSatisfy { $0.circumstances == fact.circumstances }
    return ([text] + (isShared ? fact.circumstances : [])).joined(separator: " ")
  }

  /// Every time told, the earliest first; where none is, the first report.
  private static func times(of facts: [ToldFact]) -> [ToldTime] {
    let told = Set(facts.flatMap(\.times)).sorted { $0.date < $1.date }
    if !told.isEmpty { return told }
    let reports = facts.flatMap(\.timesOrReport)
    return reports.min { $0.date < $1.date }.map { [$0] } ?? []
  }

  /// Sentences that together make the most claims of the entity: each time the one that adds most, and of those the
  /// shortest.
  private func sentencesThatSayMost(_ facts: [ToldFact]) -> [Telling] {
    var claims: [Int64: Set<String>] = [:]
    var tellings: [Int64: Telling] = [:]
    for fact in facts {
      for telling in fact.tellings {
        claims[telling.sentence, default: []].insert(
          "\(fact.subject.text) \(fact.relation ?? fact.predicate) \(fact.object?.text ?? "")")
        tellings[telling.sentence] = telling
      }
    }
    var chosen: [Telling] = []
    var said: Set<String> = []
    while chosen.count < Self.shownSentences {
      let best = tellings.values.max { left, right in
        func order(_ telling: Telling) -> (Int, Int, Int64) {
          let news = claims[telling.sentence, default: []].subtracting(said).count
          return (news, -telling.text.utf8.count, -telling.sentence)
        }
        return order(left) < order(right)
      }
      guard let best, !claims[best.sentence, default: []].isSubset(of: said) else { break }
      chosen.append(best)
      said.formUnion(claims[best.sentence, default: []])
      tellings[best.sentence] = nil
    }
    return chosen
  }
}
