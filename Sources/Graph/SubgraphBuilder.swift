extension KnowledgeGraph {
  /// The part of the graph that `selection` describes.
  ///
  /// If there are more nodes than the limit allows, the most telling ones stay: entities with a name before concepts and
  /// literals, those that hang on one edge last, and among equals the most mentioned.
  public func subgraph(_ selection: SubgraphSelection) throws -> Subgraph {
    try snapshot {
      var builder = try SubgraphBuilder(graph: self)
      return try builder.build(selection)
    }
  }

  /// A picture of given edges, such as the answers of a query; stored ones among them get their evidence.
  ///
  /// - Parameters:
  ///   - nodes: nodes that are taken whether or not an edge has them.
  ///   - computed: what values mean that the graph does not hold.
  public func subgraph(
    of edges: [DerivedEdge], nodes: [Value] = [], computed: [Value: Term] = [:],
    limit: Int? = 300
  ) throws -> Subgraph {
    try snapshot {
      var builder = try SubgraphBuilder(graph: self, computed: computed)
      return try builder.build(edges, nodes: nodes, limit: limit)
    }
  }
}

/// Chooses nodes and edges and reads what is shown of them.
private struct SubgraphBuilder {
  struct RawEdge {
    var subject: Value
    var predicate: Value?
    var name: String?
    var object: Value
    var rule: String?
    var stance = ClaimStance.asserted
    var speaker: Value?
    /// The claims of texts that are not asserted; those that are follow from the triple.
    var statements: [Int64] = []
  }

  /// Up to this many nodes an overview shows everything; up to the second number, all but values.
  private static let overviewSize = (values: 30, concepts: 60)

  let graph: KnowledgeGraph
  private let computed: [Value: Term]
  private var mentions: [Value: Int] = [:]
  private var concepts: Set<Value> = []
  private let titles: NodeTitles

  init(graph: KnowledgeGraph, computed: [Value: Term] = [:]) throws {
    self.graph = graph
    titles = try NodeTitles(graph)
    self.computed = computed
  }

  mutating func build(_ selection: SubgraphSelection) throws -> Subgraph {
    try readEntities()
    var raw: [RawEdge] = []
    var hops: [Value: Int] = [:]
    if selection.around.isEmpty {
      raw = try edges(subject: nil, object: nil, selection)
    } else {
      for value in selection.around { hops[value] = 0 }
      var frontier = selection.around
      var seen: Set<[Int32]> = []
      for hop in 1..<(max(0, selection.hops) + 1) {
        var next: [Value] = []
        for value in frontier {
          let near =
            try edges(subject: value, object: nil, selection)
            + edges(subject: nil, object: value, selection)
          for edge in near {
            let key = [edge.subject.rawValue, edge.predicate?.rawValue ?? 0, edge.object.rawValue]
            guard seen.insert(key).inserted else { continue }
            raw.append(edge)
            for end in [edge.subject, edge.object] where hops[end] == nil {
              hops[end] = hop
              next.append(end)
            }
          }
        }
        frontier = next
      }
      // What joins the outermost nodes with one another belongs to the neighbourhood too.
      for value in frontier {
        for edge in try edges(subject: value, object: nil, selection) where hops[edge.object] != nil
        {
          let key = [edge.subject.rawValue, edge.predicate?.rawValue ?? 0, edge.object.rawValue]
          if seen.insert(key).inserted { raw.append(edge) }
        }
      }
    }
    return try assemble(
      raw, focus: Set(selection.around), hops: hops, limit: selection.limit,
      isOverview: selection.isOverview,
      claims: selection.includesClaims ? selection.predicates ?? [] : nil)
  }

  mutating func build(
    _ edges: [DerivedEdge], nodes: [Value], limit: Int?
  ) throws -> Subgraph {
    try readEntities()
    var raw: [RawEdge] = []
    var seen: Set<DerivedEdge> = []
    for edge in edges where seen.insert(edge).inserted {
      let predicate = try graph.predicate(named: edge.name)
      raw.append(
        RawEdge(
          subject: edge.subject, predicate: predicate, name: edge.name, object: edge.object,
          rule: try isStored(edge, predicate) ? nil : edge.rule))
    }
    return try assemble(raw, focus: [], alone: Set(nodes), hops: [:], limit: limit)
  }

  private func isStored(_ edge: DerivedEdge, _ predicate: Value?) throws -> Bool {
    guard let predicate, computed[edge.subject] == nil, computed[edge.object] == nil else {
      return false
    }
    return try !graph.triples(
      subject: edge.subject, predicate: predicate, object: edge.object
    ).subjects.isEmpty
  }

  /// Triples with these ends that the selection allows.
  private func edges(
    subject: Value?, object: Value?, _ selection: SubgraphSelection
  ) throws -> [RawEdge] {
    let rows = try graph.triples(subject: subject, predicate: nil, object: object)
    var allowed: Set<Int32>?
    if let types = selection.types {
      var members = Set(selection.around.map(\.rawValue))
      for type in types { members.formUnion(try graph.entities(ofType: type)) }
      allowed = members
    }
    var result: [RawEdge] = []
    for row in rows.subjects.indices {
      let (from, to) = (rows.subjects[row], rows.objects[row])
      let predicate = Value(rawValue: rows.predicates[row])
      if let wanted = selection.predicates, !wanted.contains(predicate) { continue }
      if let allowed, !allowed.contains(from) || !allowed.contains(to) { continue }
      result.append(
        RawEdge(
          subject: Value(rawValue: from), predicate: predicate, name: nil,
          object: Value(rawValue: to), rule: nil))
    }
    return result
  }

  private mutating func readEntities() throws {
    let rows = try graph.connection.statement("SELECT term, mentions FROM entity")
    while try rows.step() { mentions[rows.value(0)] = try rows.count(1) }
    rows.reset()
    if let concept = try graph.value(of: .string("concept")) {
      concepts = Set(try graph.entities(ofType: concept).map { Value(rawValue: $0) })
    }
  }

  /// Entities of the types that an overview of texts shows, and those of other types only, which it leaves out.
  private func overviewEntities() throws -> (shown: Set<Value>, others: Set<Value>) {
    var (shown, others): (Set<Value>, Set<Value>) = ([], [])
    for type in try graph.types() {
      let entities = try graph.entities(ofType: type.value).map { Value(rawValue: $0) }
      if DotStyle.overviewTypes.contains(type.name) {
        shown.formUnion(entities)
      } else {
        others.formUnion(entities)
      }
    }
    return (shown, others.subtracting(shown))
  }

  /// - Parameter claims: predicates whose claims that are not asserted are taken too; empty is all, nil none.
  private func assemble(
    _ stored: [RawEdge], focus: Set<Value>, alone: Set<Value> = [], hops: [Value: Int],
    limit: Int?, isOverview: Bool = false, claims: Set<Value>? = nil
  ) throws -> Subgraph {
    var raw = stored
    var kinds: [Value: StoredTerm.Kind] = [:]
    for value in Set(raw.flatMap { [$0.subject, $0.object] }) { kinds[value] = try kind(value) }
    let named = Set(
      kinds.filter { value, kind in
        switch kind {
        case .entity: !concepts.contains(value)
        case .iri, .blank: true
        default: false
        }
      }.keys)
    let choice = SubgraphChoice(
      edges: raw.map { ($0.subject, $0.object) }, focus: focus.union(alone), hops: hops,
      named: named, mentions: mentions)
    var chosen = choice.ranked()
    let total = chosen.count
    let unasserted = try claims.map { try unassertedStatements(of: $0) } ?? []
    let (shown, others) = isOverview ? try overviewEntities() : ([], [])
    let telling = Set(chosen).intersection(shown).subtracting(focus)
    if isOverview, telling.count >= (focus.isEmpty ? 2 : 3) {
      chosen.removeAll { value in
        guard !focus.contains(value) else { return false }
        switch kinds[value] {
        case .entity: return others.contains(value)
        case .iri, .blank, nil: return false
        default: return true
        }
      }
      // Whoever is joined to nobody that is left would only take the place of others.
      let left = Set(chosen)
      var joined = focus
      for (statement, object) in unasserted
      where left.contains(statement.subject) && left.contains(object) {
        joined.formUnion([statement.subject, object])
      }
      chosen.removeAll {
        !joined.contains($0) && choice.neighbours[$0]?.isDisjoint(with: left) != false
      }
    } else if isOverview, total > Self.overviewSize.values {
      chosen.removeAll { kinds[$0] == .string && choice.neighbours[$0]?.count == 1 }
      if chosen.count > Self.overviewSize.concepts {
        let telling = choice.overview().union(focus)
        chosen.removeAll { !telling.contains($0) }
      }
    }
    if let limit, chosen.count > limit { chosen.removeSubrange(max(1, limit)...) }
    var kept = Set(chosen)
    raw += Self.edges(of: unasserted, among: kept)
    // A node whose neighbours were all left out says nothing.
    var connected = focus.union(alone)
    for edge in raw where kept.contains(edge.subject) && kept.contains(edge.object) {
      connected.insert(edge.subject)
      connected.insert(edge.object)
    }
    kept.formIntersection(connected)
    chosen.removeAll { !kept.contains($0) }

    var result = Subgraph()
    result.omittedNodes = total - chosen.count
    var places: [Value: Int] = [:]
    for value in chosen {
      places[value] = result.nodes.count
      result.nodes.append(try node(value, isFocus: focus.contains(value)))
    }
    var names: [Value: String] = [:]
    var wordings: [Value: String] = [:]
    var documents: [Int64: CalendarDate?] = [:]
    for edge in raw {
      guard let from = places[edge.subject], let to = places[edge.object] else { continue }
      var statements = edge.statements
      if let predicate = edge.predicate, edge.rule == nil, edge.stance == .asserted {
        statements += try graph.statements(
          subject: edge.subject, predicate: predicate, object: edge.object, assertedOnly: true
        ).map(\.id)
      }
      let evidence = try statements.flatMap { try graph.evidence(of: $0) }
      for one in evidence { documents[one.document] = one.date }
      var name = edge.name
      if name == nil, let predicate = edge.predicate {
        name = try names[predicate] ?? graph.text(of: predicate)
        names[predicate] = name
      }
      var drawn = Subgraph.Edge(
        subject: from, predicate: edge.predicate, name: name ?? "", object: to, rule: edge.rule)
      if let predicate = edge.predicate, edge.rule == nil {
        drawn.wording = try wordings[predicate] ?? graph.usualForm(of: predicate)
        wordings[predicate] = drawn.wording
      }
      drawn.statements = statements
      drawn.stance = edge.stance
      drawn.speaker = try edge.speaker.map { try graph.text(of: $0) }
      drawn.sources = Set(evidence.map(\.document)).count
      drawn.documents = Set(evidence.map(\.source)).sorted()
      let dates = evidence.compactMap(\.date)
      if let first = dates.min(), let last = dates.max() { drawn.period = first...last }
      drawn.sentences = evidence.sorted { $0.confidence > $1.confidence }.prefix(2).map(\.text)
      result.edges.append(drawn)
    }
    result.documents = documents.count
    let dates = documents.values.compactMap { $0 }
    if let first = dates.min(), let last = dates.max() { result.period = first...last }
    return result
  }

  /// The claims of two ends that texts do not assert, of some predicates or, where there are none, of all. Reads all of
  /// the graph's.
  private func unassertedStatements(
    of predicates: Set<Value>
  ) throws -> [(statement: StoredStatement, object: Value)] {
    try graph.unassertedStatements().compactMap { statement in
      guard let object = statement.object,
        predicates.isEmpty || predicates.contains(statement.predicate)
      else { return nil }
      return (statement, object)
    }
  }

  /// Those claims between some nodes, one edge for each way and speaker.
  private static func edges(
    of statements: [(statement: StoredStatement, object: Value)], among nodes: Set<Value>
  ) -> [RawEdge] {
    struct Key: Hashable {
      var ends: [Int32]
      var stance: ClaimStance
      var speaker: Value?
    }
    var places: [Key: Int] = [:]
    var edges: [RawEdge] = []
    for (statement, object) in statements
    where nodes.contains(statement.subject) && nodes.contains(object) {
      let key = Key(
        ends: [statement.subject.rawValue, statement.predicate.rawValue, object.rawValue],
        stance: statement.stance, speaker: statement.attributedTo)
      if let place = places[key] {
        edges[place].statements.append(statement.id)
      } else {
        places[key] = edges.count
        edges.append(
          RawEdge(
            subject: statement.subject, predicate: statement.predicate, object: object,
            stance: statement.stance, speaker: statement.attributedTo,
            statements: [statement.id]))
      }
    }
    return edges
  }

  private func kind(_ value: Value) throws -> StoredTerm.Kind {
    if let term = computed[value] { return StoredTerm(term).kind }
    return StoredTerm(try graph.term(value)).kind
  }

  private func node(_ value: Value, isFocus: Bool) throws -> Subgraph.Node {
    if let term = computed[value] {
      return Subgraph.Node(
        value: value, term: term, label: StoredTerm(term).text, title: nil, types: [], role: nil,
        mentions: 0,
        isFocus: isFocus)
    }
    let term = try graph.term(value)
    return Subgraph.Node(
      value: value, term: term, label: try graph.text(of: value),
      title: try titles.title(of: value, term),
      types: try graph.types(of: value), role: try graph.role(of: value),
      mentions: mentions[value] ?? 0, isFocus: isFocus)
  }
}
