import GQL
import Graph
import Tuples

/// A page on a whole graph: how much there is, who is central, which groups hang together, the relations, what contradicts
/// itself, what is missing, and questions that the graph can answer.
///
/// Reads all triples and claims a few times; linear in them, but for the conflicts (see ``ConflictPage``).
public struct ReportPage {
  private let reader: FactReader
  private let conflicts: ConflictPage
  private var graph: KnowledgeGraph { reader.graph }
  private let limit: Int
  private let check: () throws -> Void

  /// - Parameters:
  ///   - limit: the most entries of a section
  ///   - check: asked now and then; what it throws ends the work
  public init(graph: KnowledgeGraph, limit: Int, check: @escaping () throws -> Void) throws {
    reader = try FactReader(graph: graph, check: check)
    conflicts = try ConflictPage(graph: graph, limit: limit, check: check)
    self.limit = limit
    self.check = check
  }

  private static let shownMembers = 6
  private static let leastMembers = 3
  private static let questions = 10

  /// The report.
  ///
  /// - Throws: `StoreError`
  public func page() throws -> Page {
    var page = Page(title: "The graph")
    page.notes = try counts()
    func add(_ heading: String, _ entries: [PageEntry]) {
      if !entries.isEmpty { page.sections.append(PageSection(heading, entries, limit: limit)) }
    }
    let network = try NameNetwork(graph, check: check)
    let ranked = try network.ranked()
    add("Central names", try ranked.prefix(limit).map { try entry(of: $0.node, $0.score) })
    add("Groups", try groups(network, ranked.map(\.node)))
    let relations = distinct(try graph.relations())
    if !relations.isEmpty {
      var section = PageSection("Relations", try relations.prefix(limit).map { try entry(of: $0) })
      section.omitted = relations.count - section.entries.count
      page.sections.append(section)
    }
    add(
      "Conflicts",
      try conflicts.conflicts().filter { !$0.conflicts.isEmpty }.map { kind in
        PageEntry(
          text: kind.heading, marks: ["\(kind.conflicts.count)"],
          facts: kind.conflicts.first?.facts ?? [])
      })
    add("Gaps", try gaps(ranked.map(\.node)))
    add("Questions that it can answer", try questions(relations, ranked.map(\.node)))
    return page
  }

  private func counts() throws -> [String] {
    let all = try graph.statistics()
    func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
      "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
    }
    var notes: [String] = []
    if all.documents > 0 {
      let dates = try graph.documents().compactMap(\.date)
      var line = "\(count(all.documents, "document")), \(count(all.sentences, "sentence"))"
      if let first = dates.min(), let last = dates.max() {
        line += first == last ? ", of \(first)" : ", of \(first) to \(last)"
      }
      notes.append(line)
    }
    notes.append(
      "\(count(all.triples, "fact")) under \(count(all.predicates, "predicate")), "
        + count(all.entities, "entity", "entities"))
    let others = all.statements - all.asserted
    if others > 0 {
      notes.append("\(count(others, "claim")) denied, planned, possible or said by others")
    }
    return notes
  }

  // MARK: Names

  private func entry(of node: Value, _ score: Double) throws -> PageEntry {
    let description = try graph.entity(node)
    var marks = description?.types ?? []
    marks.append("score \((score * 1000).rounded() / 1000)")
    let mentions = description?.mentions ?? 0
    if mentions > 0 { marks.append("\(mentions) mention\(mentions == 1 ? "" : "s")") }
    return PageEntry(text: try reader.node(node).text, marks: marks)
  }

  /// The groups that are joined among themselves, the largest first, each with its most central names.
  private func groups(_ network: NameNetwork, _ ranked: [Value]) throws -> [PageEntry] {
    let groupOf = try network.groups()
    let members = Dictionary(grouping: ranked) { groupOf[$0] ?? 0 }
    return try members.sorted { $0.key < $1.key }.map(\.value)
      .filter { $0.count >= Self.leastMembers }.map { names in
        let shown = try names.prefix(Self.shownMembers).map { try reader.node($0).text }
        return PageEntry(
          text: shown.joined(separator: ", ") + (names.count > shown.count ? ", …" : ""),
          marks: ["\(names.count) names"])
      }
  }

  /// Relations by their pairs. Of those that hold between as many by the same words, as a broader one or an inverse does, only
  /// the most specific.
  private func distinct(_ all: [RelationSummary]) -> [RelationSummary] {
    let alike = Dictionary(grouping: all) { relation in
      ["\(relation.pairs)"] + relation.wordings.map(\.predicate).sorted()
    }
    return alike.values.compactMap { group in
      let names = reader.relations.mostSpecific(group.map(\.name).sorted())
      // A relation that has the name of its words says more than its inverse.
      let worded = Set(group.flatMap { $0.wordings.map(\.predicate) })
      let kept = names.first(where: worded.contains) ?? names.first
      return group.first { $0.name == kept } ?? group.first
    }.sorted { ($1.pairs, $0.name) < ($0.pairs, $1.name) }
  }

  private func entry(of relation: RelationSummary) throws -> PageEntry {
    let wordings = relation.wordings.prefix(3).map(\.predicate).joined(separator: ", ")
    let example = try graph.statement(relation.example).map { [try reader.fact($0)] } ?? []
    return PageEntry(
      text: relation.name,
      marks: ["\(relation.pairs) pair\(relation.pairs == 1 ? "" : "s")", "as \(wordings)"],
      quotes: example.flatMap { $0.tellings.prefix(1) })
  }

  // MARK: Gaps

  /// Names that are told of often and of which nothing is known, documents without a claim, and claims without a relation or
  /// a date.
  private func gaps(_ joined: [Value]) throws -> [PageEntry] {
    var entries: [PageEntry] = []
    let known = Set(joined)
    let bare = try graph.entities().prefix { $0.mentions > 2 }.filter { entity in
      !known.contains(entity.value) && entity.types != ["concept"]
    }
    if !bare.isEmpty {
      let names = bare.prefix(Self.shownMembers).map { "\($0.label) (\($0.mentions) mentions)" }
      entries.append(
        PageEntry(
          text: "named often, but linked to no other name: " + names.joined(separator: ", ")
            + (bare.count > names.count ? ", …" : ""), marks: ["\(bare.count)"]))
    }
    let silent = try graph.documents().filter { $0.statements == 0 }
    if !silent.isEmpty {
      let shown = silent.prefix(Self.shownMembers).map(\.source)
      entries.append(
        PageEntry(
          text: "documents from which no claim was read: " + shown.joined(separator: ", ")
            + (silent.count > shown.count ? ", …" : ""), marks: ["\(silent.count)"]))
    }
    let (all, unrelated, undated) = try graph.claimGaps()
    for (count, text) in [
      (unrelated, "asserted facts that are instances of no relation"),
      (undated, "asserted facts without a time of their own"),
    ] where count > 0 {
      entries.append(PageEntry(text: text, marks: ["\(count) of \(all)"]))
    }
    return entries
  }

  // MARK: Questions

  /// Queries that have answers, each of another relation, on the most central name that has one.
  private func questions(
    _ relations: [RelationSummary], _ ranked: [Value]
  ) throws -> [PageEntry] {
    var rank: [Value: Int] = [:]
    for (place, node) in ranked.enumerated() { rank[node] = place }
    var entries: [PageEntry] = []
    for relation in relations where entries.count < Self.questions {
      try check()
      let pairs = try graph.pairs(of: relation.name)
      func best(_ column: [Int32]) throws -> (node: Value, answers: Int)? {
        let counts = Dictionary(grouping: column) { $0 }.mapValues(\.count)
        let nodes = counts.keys.map { Value(rawValue: $0) }.filter { rank[$0] != nil }
          .sorted { (rank[$0] ?? 0, $0.rawValue) < (rank[$1] ?? 0, $1.rawValue) }
        let node = try nodes.first { try isOnlyName($0) }
        return node.map { ($0, counts[$0.rawValue] ?? 0) }
      }
      let subject = try best(pairs.subjects)
      let object = try best(pairs.objects)
      let predicate = WrittenName.predicate(relation.name)
      if let subject, rank[subject.node] ?? 0 <= object.flatMap({ rank[$0.node] }) ?? .max {
        entries.append(
          question("\(predicate)(\(try quoted(subject.node)), Whom)?", subject.answers))
      } else if let object {
        entries.append(
          question("\(predicate)(Who, \(try quoted(object.node)))?", object.answers))
      }
    }
    return entries
  }

  private func question(_ text: String, _ answers: Int) -> PageEntry {
    PageEntry(text: text, marks: ["\(answers) answer\(answers == 1 ? "" : "s")"])
  }

  /// Whether nothing else has a node's label.
  private func isOnlyName(_ node: Value) throws -> Bool {
    let name = try reader.node(node).text
    return try graph.entities(named: name, atMost: 2).filter(\.isLabel).count == 1
  }

  private func quoted(_ node: Value) throws -> String {
    WrittenName.string(try reader.node(node).text)
  }
}
