import Asking
import Graph
import Layout

/// Makes pictures of parts of a graph: names, aliases and values of nodes, facts with dates and sentences.
package struct PictureBuilder {
  private let graph: KnowledgeGraph
  private let facts: FactReader
  private let check: () throws -> Void

  /// The most relations and questions that are named.
  private static let mostRelations = 12

  /// - Parameter check: asked for each node and fact; what it throws ends the making.
  package init(graph: KnowledgeGraph, check: @escaping () throws -> Void = {}) throws {
    self.graph = graph
    self.check = check
    facts = try FactReader(graph: graph, check: check)
  }

  /// A picture with places for its nodes.
  ///
  /// - Parameter overview: What is to be seen first; nil is everything.
  package func picture(of part: Subgraph, title: String, overview: Subgraph? = nil) throws
    -> Picture
  {
    let shown = overview.map { Set($0.nodes.map(\.value)) }
    var picture = try fragment(of: part) { shown?.contains($0) ?? true }
    picture.title = title
    let counts = try graph.statistics()
    picture.counts = Picture.Counts(
      documents: counts.documents, sentences: counts.sentences, entities: counts.entities,
      facts: counts.triples)
    try PicturePlaces.place(&picture, check: check)
    picture.relations = Self.relations(of: picture)
    picture.questions = PictureQuestions(picture).questions
    return picture
  }

  /// Nodes, facts, sentences and documents without places: what is added to a picture that is seen.
  package func fragment(
    of part: Subgraph, isShown: (Value) -> Bool = { _ in true }
  ) throws -> Picture {
    let drawing = GraphDrawing(part)
    var picture = Picture(
      title: "", counts: Picture.Counts(documents: 0, sentences: 0, entities: 0, facts: 0))
    picture.omitted = part.omittedNodes
    if let period = part.period {
      picture.period = period.lowerBound.description...period.upperBound.description
    }
    var degrees = [Int](repeating: 0, count: drawing.graph.nodes.count)
    for edge in drawing.graph.edges {
      degrees[edge.subject] += 1
      degrees[edge.object] += 1
    }
    for (index, node) in drawing.graph.nodes.enumerated() {
      try check()
      picture.nodes.append(
        try self.node(
          node, drawing.properties[index], rank: index, degree: degrees[index],
          isShown: isShown(node.value)))
    }
    var sentences: Set<Int64> = []
    var documents: Set<Int64> = []
    for edge in drawing.graph.edges {
      for fact in try facts(of: edge, drawing.graph.nodes) {
        for telling in fact?.tellings ?? [] {
          if sentences.insert(telling.sentence).inserted {
            picture.sentences.append(
              StoredSentence(
                id: telling.sentence, document: telling.document, number: telling.number,
                text: telling.text))
          }
          if documents.insert(telling.document).inserted {
            picture.documents.append(
              StoredDocument(
                id: telling.document, source: telling.source, title: telling.title,
                date: telling.date))
          }
        }
        picture.edges.append(
          Self.edge(
            fact, edge, ends: (picture.nodes[edge.subject].id, picture.nodes[edge.object].id)))
      }
    }
    return picture
  }

  private func node(
    _ node: Subgraph.Node, _ properties: [GraphDrawing.Property], rank: Int, degree: Int,
    isShown: Bool
  ) throws -> Picture.Node {
    let kind: Picture.Node.Kind =
      switch node.term {
      case .entity: .entity
      case .iri: .iri
      case .blank: .blank
      default: .value
      }
    var result = Picture.Node(
      id: node.value.rawValue, kind: kind, name: node.drawnName, types: node.types,
      role: node.role, mentions: node.mentions, rank: rank,
      radius: Self.radius(degree: degree, mentions: node.mentions), isShown: isShown,
      properties: properties.map { ($0.name, $0.value) })
    if kind == .entity, let description = try graph.entity(node.value) {
      result.aliases = description.aliases.map(\.name).filter { $0 != result.name }
    }
    return result
  }

  /// What is told more often is larger, by area.
  private static func radius(degree: Int, mentions: Int) -> Double {
    min(22, 4 + 1.6 * Double(degree + mentions / 4).squareRoot())
  }

  private func facts(of edge: Subgraph.Edge, _ nodes: [Subgraph.Node]) throws -> [ToldFact?] {
    guard edge.rule == nil, !edge.statements.isEmpty else { return [nil] }
    return try edge.statements.compactMap { try graph.statement($0) }.map { try facts.fact($0) }
  }

  private static func edge(
    _ fact: ToldFact?, _ edge: Subgraph.Edge, ends: (Int32, Int32)
  ) -> Picture.Edge {
    let name = IRIName.short(edge.name)
    var result = Picture.Edge(
      id: fact?.id ?? number(of: edge, ends), subject: ends.0, object: ends.1,
      relation: fact?.relation ?? name,
      wording: fact?.wording ?? (edge.wording.isEmpty ? name : IRIName.short(edge.wording)),
      stance: fact?.stance ?? edge.stance, speaker: fact?.speaker?.text ?? edge.speaker,
      rule: edge.rule)
    guard let fact else { return result }
    if let time = fact.timesOrReport.first {
      result.date = time.kind == .since || time.kind == .until ? time.text : time.date
      result.isReported = time.kind == .reported
    }
    result.circumstances = fact.circumstances
    result.confidence = fact.tellings.map(\.confidence).max()
    result.evidence = fact.tellings.map {
      Picture.Evidence(sentence: $0.sentence, words: $0.words, confidence: $0.confidence)
    }
    return result
  }

  /// A number below 0 that a triple without a statement has in every picture, so that what is added to one knows it again:
  /// 52 bits of FNV-1a over its parts, all of which a number of JavaScript holds.
  private static func number(of edge: Subgraph.Edge, _ ends: (Int32, Int32)) -> Int64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in "\(ends.0) \(ends.1) \(edge.stance.rawValue) \(edge.name)".utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return -1 - Int64(hash >> 12)
  }

  /// What most facts between the nodes that are seen first are.
  private static func relations(of picture: Picture) -> [Picture.Relation] {
    let shown = Set(picture.nodes.filter(\.isShown).map(\.id))
    var found: [String: Picture.Relation] = [:]
    for edge in picture.edges
    where edge.stance == .asserted && shown.contains(edge.subject) && shown.contains(edge.object) {
      found[
        edge.relation,
        default: Picture.Relation(
          name: edge.relation, wording: edge.relation.replacing("_", with: " "), count: 0)
      ].count += 1
    }
    let sorted = found.values.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    return Array(sorted.prefix(mostRelations))
  }
}
