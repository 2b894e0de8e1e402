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
  /// - Parameter computed: what values mean that the graph does not hold.
  public func subgraph(
    of edges: [DerivedEdge], computed: [Value: Term] = [:], limit: Int? = 300
  ) throws -> Subgraph {
    try snapshot {
      var builder = try SubgraphBuilder(graph: self, computed: computed)
      return try builder.build(edges, limit: limit)
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
      isOverview: selection.isOverview)
  }

  mutating func build(_ edges: [DerivedEdge], limit: Int?) throws -> Subgraph {
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
    return try assemble(raw, focus: [], hops: [:], limit: limit)
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

  private func assemble(
    _ raw: [RawEdge], focus: Set<Value>, hops: [Value: Int], limit: Int?,
    isOverview: Bool = false
  ) throws -> Subgraph {
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
      edges: raw.map { ($0.subject, $0.object) }, focus: focus, hops: hops, named: named,
      mentions: mentions)
    var chosen = choice.ranked()
    let total = chosen.count
    if isOverview, total > Self.overviewSize.values {
      chosen.removeAll { kinds[$0] == .string && choice.neighbours[$0]?.count == 1 }
      if chosen.count > Self.overviewSize.concepts {
        let telling = choice.overview().union(focus)
        chosen.removeAll { !telling.contains($0) }
      }
    }
    if let limit, chosen.count > limit { chosen.removeSubrange(max(1, limit)...) }
    var kept = Set(chosen)
    // A node whose neighbours were all left out says nothing.
    var connected = focus
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
    var documents: [Int64: CalendarDate?] = [:]
    for edge in raw {
      guard let from = places[edge.subject], let to = places[edge.object] else { continue }
      var evidence: [StoredEvidence] = []
      if let predicate = edge.predicate, edge.rule == nil {
        let statements = try graph.statements(
          subject: edge.subject, predicate: predicate, object: edge.object, assertedOnly: true)
        for statement in statements { evidence += try graph.evidence(of: statement.id) }
      }
      for one in evidence { documents[one.document] = one.date }
      var name = edge.name
      if name == nil, let predicate = edge.predicate {
        name = try names[predicate] ?? graph.text(of: predicate)
        names[predicate] = name
      }
      result.edges.append(
        Subgraph.Edge(
          subject: from, predicate: edge.predicate, name: name ?? "", object: to,
          sources: Set(evidence.map(\.document)).count,
          sentences: evidence.sorted { $0.confidence > $1.confidence }.prefix(2).map(\.text),
          rule: edge.rule))
    }
    result.documents = documents.count
    let dates = documents.values.compactMap { $0 }
    if let first = dates.min(), let last = dates.max() { result.period = first...last }
    return result
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
