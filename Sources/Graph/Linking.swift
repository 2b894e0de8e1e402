/// Names of several documents that are one entity.
public struct EntityCluster: Sendable {
  /// Indexes of profiles.
  public var profiles: [Int]
  /// What the entity is to be called.
  public var label: String
  /// Names of its types.
  public var types: [String]

  package init(profiles: [Int], label: String, types: [String]) {
    self.profiles = profiles
    self.label = label
    self.types = types
  }
}

extension KnowledgeGraph {
  /// Tells anew which names of all documents are one entity, in one transaction: what documents say goes with their
  /// names, and labels, aliases and types follow. The outcome depends on the documents only, and on what a person
  /// merged, split or renamed; not on when they were read, nor on what the graph held before.
  ///
  /// - Parameter cluster: the entities, for the profiles given: each profile of an entity that is not kept in one
  ///   of them. Entities of one label get their disambiguators in this order.
  public func link(_ cluster: ([StoredProfile]) throws -> [EntityCluster]) throws {
    try connection.transaction {
      let profiles = try profiles()
      var linking = Linking(
        graph: self, profiles: profiles, clusters: try cluster(profiles))
      try linking.run()
      try setLinkingDue(false)
    }
  }
}

/// One run of linking. Lives for one transaction.
private struct Linking {
  let graph: KnowledgeGraph
  let profiles: [StoredProfile]
  let clusters: [EntityCluster]
  private var connection: Connection { graph.connection }
  /// The entity of each cluster.
  private var entities: [Value] = []
  /// Whom entities of documents are from now on, where that is another than before: by document and number.
  private var moves: [Int64: [Int: Referent]] = [:]
  /// Labels that entities came to or left.
  private var labels: Set<String> = []

  init(graph: KnowledgeGraph, profiles: [StoredProfile], clusters: [EntityCluster]) {
    self.graph = graph
    self.profiles = profiles
    self.clusters = clusters
  }

  mutating func run() throws {
    try chooseEntities()
    for (index, cluster) in clusters.enumerated() {
      try moveProfiles(of: cluster, to: entities[index])
      try describe(entities[index], as: cluster)
    }
    try movePhrases()
    var settlement = Settlement(graph: graph)
    for (document, moved) in moves.sorted(by: { $0.key < $1.key }) {
      var claims = try DocumentClaims(graph: graph, document: document)
      try claims.move(moved, &settlement)
    }
    try settlement.settle()
    try labelConcepts()
    try number()
  }

  /// A cluster goes on as the entity that most of its profiles are of.
  private mutating func chooseEntities() throws {
    var votes: [(cluster: Int, entity: Value, count: Int)] = []
    for (index, cluster) in clusters.enumerated() {
      var counts: [Value: Int] = [:]
      for profile in cluster.profiles { counts[profiles[profile].entity, default: 0] += 1 }
      votes += counts.map { (index, $0.key, $0.value) }
    }
    votes.sort {
      ($1.count, $0.cluster, $0.entity.rawValue) < ($0.count, $1.cluster, $1.entity.rawValue)
    }
    var chosen = [Value?](repeating: nil, count: clusters.count)
    var taken: Set<Value> = []
    for vote in votes where chosen[vote.cluster] == nil && !taken.contains(vote.entity) {
      chosen[vote.cluster] = vote.entity
      taken.insert(vote.entity)
    }
    for (index, cluster) in clusters.enumerated() {
      entities.append(
        try chosen[index] ?? graph.insertEntity(labeled: cluster.label, isKept: false))
    }
  }

  private mutating func moveProfiles(of cluster: EntityCluster, to entity: Value) throws {
    let isOffice = cluster.profiles.allSatisfy { profiles[$0].kind == "office" }
    for index in cluster.profiles {
      let profile = profiles[index]
      // Who holds an office today may not tomorrow: it is no name.
      let isName = isOffice || profile.kind != "office"
      guard profile.entity != entity || profile.isName != isName else { continue }
      moves[profile.document, default: [:]][profile.number] = Referent(
        entity: entity, isName: isName)
    }
  }

  // MARK: Describing

  private mutating func describe(_ entity: Value, as cluster: EntityCluster) throws {
    let old = try graph.text(of: entity)
    if old != cluster.label {
      try graph.rename(entity, to: cluster.label)
      labels.insert(old)
    }
    let rows = try connection.statement(
      """
      SELECT term.text FROM entity_type JOIN term ON term.id = entity_type.type
      WHERE entity_type.entity = ? AND entity_type.origin & 1 ORDER BY term.text
      """)
    try rows.bind(1, entity)
    var types: [String] = []
    while try rows.step() { types.append(rows.text(0)) }
    rows.reset()
    guard types != cluster.types.sorted() else { return }
    try connection.execute("DELETE FROM entity_type WHERE entity = ? AND origin = 1", entity)
    try connection.execute(
      "UPDATE entity_type SET origin = origin & ~1 WHERE entity = ? AND origin & 1", entity)
    for type in cluster.types { try graph.addType(type, to: entity, origin: .text) }
    for type in types where !cluster.types.contains(type) { try removeUnusedType(type) }
  }

  /// Removes the term of a type that nothing has any more.
  private func removeUnusedType(_ name: String) throws {
    guard let type = try graph.value(of: .string(name)) else { return }
    var settlement = Settlement(graph: graph)
    settlement.values = [type]
    try settlement.settle()
  }

  // MARK: Noun phrases

  /// A noun phrase is the concept that is called so: what a name names that no document tells to be anything else
  /// ("Grain Deal"), where there is one, and else a concept of its own.
  private mutating func movePhrases() throws {
    var concepts: [String: Value] = [:]
    for (index, cluster) in clusters.enumerated() where cluster.types == ["concept"] {
      let folded = foldedName(cluster.label)
      if concepts[folded] == nil { concepts[folded] = entities[index] }
    }
    let isCluster = Set(entities)
    var others: [String: Value] = [:]
    func concept(_ folded: String) throws -> Value? {
      if let known = concepts[folded] ?? others[folded] { return known }
      let rows = try connection.statement(
        """
        SELECT term FROM entity WHERE folded = ?1 AND NOT kept
          AND EXISTS (SELECT 1 FROM phrase WHERE entity = entity.term AND phrase.folded = ?1)
        ORDER BY term
        """)
      try rows.bind(1, folded)
      defer { rows.reset() }
      while try rows.step() {
        if !isCluster.contains(rows.value(0)) {
          others[folded] = rows.value(0)
          return rows.value(0)
        }
      }
      return nil
    }
    for phrase in try phrases() {
      var target = try concept(phrase.folded)
      if target == nil {
        let label = try label(of: phrase)
        let new = try graph.insertEntity(labeled: label, isKept: false)
        try graph.addType("concept", to: new, origin: .text)
        others[phrase.folded] = new
        labels.insert(label)
        target = new
      }
      if let target, target != phrase.entity {
        moves[phrase.document, default: [:]][phrase.number] = Referent(entity: target)
      }
    }
  }

  private struct Phrase {
    var document: Int64
    var number: Int
    var entity: Value
    var folded: String
  }

  /// Noun phrases that may be of another concept than they are: those of entities with another name or of another
  /// sort, and those of one name that are several entities.
  private func phrases() throws -> [Phrase] {
    let rows = try connection.statement(
      """
      WITH crowded (folded) AS (
        SELECT folded FROM entity WHERE NOT kept GROUP BY folded HAVING count(*) > 1
      ), doubtful (entity) AS (
        SELECT term FROM entity WHERE NOT kept AND folded IN crowded
        UNION SELECT entity FROM profile
      )
      SELECT phrase.document, phrase.number, phrase.entity, phrase.folded
      FROM doubtful CROSS JOIN entity ON entity.term = doubtful.entity
      CROSS JOIN phrase ON phrase.entity = entity.term
      WHERE NOT entity.kept ORDER BY phrase.document, phrase.number
      """)
    defer { rows.reset() }
    var result: [Phrase] = []
    while try rows.step() {
      result.append(
        Phrase(
          document: rows.integer(0), number: try rows.count(1), entity: rows.value(2),
          folded: rows.text(3)))
    }
    return result
  }

  private func label(of phrase: Phrase) throws -> String {
    let claims = try DocumentClaims(graph: graph, document: phrase.document)
    guard claims.reading.entities.indices.contains(phrase.number) else { return phrase.folded }
    return claims.reading.entities[phrase.number].label
  }

  /// Of the spellings of a noun phrase, the most frequent is its label.
  private mutating func labelConcepts() throws {
    let rows = try connection.statement(
      """
      SELECT alias.entity, alias.name, term.text FROM alias
      JOIN entity ON entity.term = alias.entity JOIN term ON term.id = entity.term
      WHERE NOT entity.kept AND NOT alias.refused AND alias.folded = entity.folded
        AND NOT EXISTS (SELECT 1 FROM profile WHERE profile.entity = alias.entity)
      ORDER BY alias.entity, alias.count DESC, alias.name
      """)
    var renamed: [(entity: Value, old: String, new: String)] = []
    var last: Value?
    while try rows.step() {
      guard last != rows.value(0) else { continue }
      last = rows.value(0)
      if rows.text(1) != rows.text(2) {
        renamed.append((rows.value(0), rows.text(2), rows.text(1)))
      }
    }
    rows.reset()
    for (entity, old, new) in renamed {
      try graph.rename(entity, to: new)
      labels.formUnion([old, new])
    }
  }

  /// Gives entities of one label their disambiguators in the order of the clusters.
  private func number() throws {
    var named: [String: [Value]] = [:]
    for label in labels { named[label] = [] }
    for (index, cluster) in clusters.enumerated() {
      named[cluster.label, default: []].append(entities[index])
    }
    for (label, entities) in named { try graph.number(entities, labeled: label) }
  }
}
