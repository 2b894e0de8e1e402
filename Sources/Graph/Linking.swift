/// Names of several documents that are one entity.
public struct EntityCluster: Sendable {
  /// Indexes of profiles.
  public var profiles: [Int]
  public var label: String
  public var types: [String]
  /// The entity that a person or an import made, where it is one; it keeps its label.
  public var kept: Value?

  public init(profiles: [Int], label: String, types: [String], kept: Value? = nil) {
    self.profiles = profiles
    self.label = label
    self.types = types
    self.kept = kept
  }
}

extension KnowledgeGraph {
  /// Makes the entities of the documents those that `clusters` tell, in one transaction: what documents say moves with
  /// their names, and labels, aliases and types follow.
  ///
  /// - Parameters:
  ///   - clusters: each of `profiles` in one of them; entities of one label get their disambiguators in this order.
  ///   - profiles: those of ``profiles()``, unchanged since.
  public func link(_ clusters: [EntityCluster], of profiles: [StoredProfile]) throws {
    try connection.transaction {
      var linking = Linking(graph: self, profiles: profiles, clusters: clusters)
      try linking.run()
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
  /// Entities that names are of, when all have moved that can.
  private var named: Set<Value> = []
  /// Entities that a name was taken from, or that none came to.
  private var left: Set<Value> = []

  init(graph: KnowledgeGraph, profiles: [StoredProfile], clusters: [EntityCluster]) {
    self.graph = graph
    self.profiles = profiles
    self.clusters = clusters
  }

  mutating func run() throws {
    try chooseEntities()
    try move()
    for (index, cluster) in clusters.enumerated() where cluster.kept == nil {
      guard named.contains(entities[index]) else {
        left.insert(entities[index])
        continue
      }
      try describe(entities[index], as: cluster)
    }
    try labelConcepts()
    try number()
    try graph.removeUnusedEntities(among: left.sorted { $0.rawValue < $1.rawValue })
  }

  /// A cluster goes on as the entity that most of its profiles are of.
  private mutating func chooseEntities() throws {
    var votes: [(cluster: Int, entity: Value, count: Int)] = []
    for (index, cluster) in clusters.enumerated() where cluster.kept == nil {
      var counts: [Value: Int] = [:]
      for profile in cluster.profiles where !profiles[profile].isKept {
        counts[profiles[profile].entity, default: 0] += 1
      }
      votes += counts.map { (index, $0.key, $0.value) }
    }
    votes.sort {
      ($1.count, $0.cluster, $0.entity.rawValue) < ($0.count, $1.cluster, $1.entity.rawValue)
    }
    var chosen = clusters.map(\.kept)
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

  // MARK: Moving

  private mutating func move() throws {
    var targets = [Value?](repeating: nil, count: profiles.count)
    for (index, cluster) in clusters.enumerated() {
      for profile in cluster.profiles { targets[profile] = entities[index] }
    }
    let leaving = profiles.indices.filter {
      targets[$0] != nil && targets[$0] != profiles[$0].entity
    }
    named = Set(
      profiles.indices.filter { targets[$0] == profiles[$0].entity }.map {
        profiles[$0].entity
      })
    guard !leaving.isEmpty else { return }
    var of: [Value: [Int]] = [:]
    for index in profiles.indices { of[profiles[index].entity, default: []].append(index) }
    var absorbed: [Value: Value] = [:]
    for index in leaving {
      let (old, new) = (profiles[index].entity, targets[index]!)
      guard absorbed[old] == nil else { continue }
      // What goes by a name that may be a mere noun elsewhere stays there.
      let isWhole =
        !profiles[index].isKept
        && of[old]!.allSatisfy { targets[$0] == new && profiles[$0].kind != "thing" }
      if isWhole {
        try graph.absorb(old, into: new, with: statements(of: old, in: of[old]!))
        absorbed[old] = new
        named.insert(new)
        continue
      }
      let staying = of[old]!.filter {
        $0 != index && profiles[$0].document == profiles[index].document && targets[$0] != new
      }
      if try move(profiles[index], from: old, to: new, beside: staying.map { profiles[$0] }) {
        try graph.assign(profiles[index], to: new)
        left.insert(old)
        named.insert(new)
      }
    }
    try moveSpeakers(absorbed)
  }

  /// What entities that are no more have said elsewhere: there is no index of speakers, so all claims are looked at once.
  private func moveSpeakers(_ absorbed: [Value: Value]) throws {
    guard !absorbed.isEmpty else { return }
    let rows = try connection.statement(
      "SELECT id, attributed_to FROM statement WHERE attributed_to IS NOT NULL")
    var left: [(statement: Int64, speaker: Value)] = []
    while try rows.step() {
      if absorbed[rows.value(1)] != nil { left.append((rows.integer(0), rows.value(1))) }
    }
    rows.reset()
    for (statement, speaker) in left {
      var survivor = speaker
      while let next = absorbed[survivor] { survivor = next }
      try graph.replace(speaker, by: survivor, in: statement)
    }
  }

  /// Moves what a document says of an entity; false if it cannot be told from what it says of another name
  /// of the same entity.
  private func move(
    _ profile: StoredProfile, from old: Value, to new: Value, beside others: [StoredProfile]
  ) throws -> Bool {
    let names = Set(profile.names.map(\.name))
    let staying = Set(others.flatMap { $0.names.map(\.name) })
    if !others.isEmpty, names.isEmpty || !names.isDisjoint(with: staying) { return false }
    let rows = try connection.statement(
      """
      SELECT sentence.id, mention.start, mention.end, mention.surface FROM sentence
      CROSS JOIN mention ON mention.entity = ?1 AND mention.sentence = sentence.id
      WHERE sentence.document = ?2
      """)
    try rows.bind(1, old)
    try rows.bind(2, profile.document)
    var going: [(sentence: Int64, start: Int64, end: Int64)] = []
    var held: Set<Int64> = []
    while try rows.step() {
      if others.isEmpty || names.contains(rows.text(3)) {
        going.append((rows.integer(0), rows.integer(1), rows.integer(2)))
      } else {
        held.insert(rows.integer(0))
      }
    }
    rows.reset()
    for mention in going {
      try connection.execute(
        """
        UPDATE OR IGNORE mention SET entity = ?
        WHERE entity = ? AND sentence = ? AND start = ? AND end = ?
        """, new, old, mention.sentence, mention.start, mention.end)
    }
    let sentences =
      others.isEmpty
      ? try self.sentences(of: profile.document)
      : Set(going.map(\.sentence)).subtracting(held)
    for statement in try statements(of: old, in: profile.document) {
      try graph.moveEvidence(of: statement, in: sentences, from: old, to: new)
    }
    if others.isEmpty {
      try connection.execute(
        """
        UPDATE OR IGNORE qualifier SET value = ?1 WHERE value = ?2 AND EXISTS (
          SELECT 1 FROM evidence JOIN sentence ON sentence.id = evidence.sentence
          WHERE evidence.statement = qualifier.statement AND sentence.document = ?3)
        """, new, old, profile.document)
    }
    try graph.recountMentions(of: old)
    try graph.recountMentions(of: new)
    return true
  }

  /// All claims with an entity of these profiles in a slot: by its indexes, and by those of the documents, as there is
  /// none of who said it.
  private func statements(of entity: Value, in own: [Int]) throws -> [Int64] {
    var found = Set(try graph.statementIDs("subject = ?1", entity))
    found.formUnion(try graph.statementIDs("object = ?1", entity))
    for document in Set(own.map { profiles[$0].document }) {
      found.formUnion(try statements(of: entity, in: document))
    }
    return found.sorted()
  }

  /// The claims of a document with an entity in a slot.
  private func statements(of entity: Value, in document: Int64) throws -> [Int64] {
    let rows = try connection.statement(
      """
      SELECT DISTINCT statement.id FROM sentence CROSS JOIN evidence ON evidence.sentence = sentence.id
      CROSS JOIN statement ON statement.id = evidence.statement
      WHERE sentence.document = ?2
        AND (statement.subject = ?1 OR statement.object = ?1 OR statement.attributed_to = ?1)
      ORDER BY statement.id
      """)
    try rows.bind(1, entity)
    try rows.bind(2, document)
    defer { rows.reset() }
    var result: [Int64] = []
    while try rows.step() { result.append(rows.integer(0)) }
    return result
  }

  private func sentences(of document: Int64) throws -> Set<Int64> {
    let rows = try connection.statement("SELECT id FROM sentence WHERE document = ?")
    try rows.bind(1, document)
    defer { rows.reset() }
    var result: Set<Int64> = []
    while try rows.step() { result.insert(rows.integer(0)) }
    return result
  }

  // MARK: Labels, aliases, types

  private func describe(_ entity: Value, as cluster: EntityCluster) throws {
    var names: [String: Int] = [:]
    let isOffice = cluster.profiles.allSatisfy { profiles[$0].kind == "office" }
    // Who holds an office today may not tomorrow: it is no name.
    for profile in cluster.profiles where isOffice || profiles[profile].kind != "office" {
      for (name, count) in profiles[profile].names { names[name, default: 0] += count }
    }
    if try graph.text(of: entity) != cluster.label { try graph.rename(entity, to: cluster.label) }
    // A noun phrase of that name is of the same entity, and brought names of its own.
    let isShared = cluster.types == ["concept"]
    var known: [String: Int] = [:]
    let rows = try connection.statement(
      "SELECT name, count FROM alias WHERE entity = ? AND NOT refused")
    try rows.bind(1, entity)
    while try rows.step() { known[rows.text(0)] = try rows.count(1) }
    rows.reset()
    for name in known.keys where names[name] == nil && !isShared {
      try connection.execute("DELETE FROM alias WHERE entity = ? AND name = ?", entity, name)
    }
    for (name, count) in names where known[name] != count && !(isShared && known[name] != nil) {
      try graph.addAlias(name, of: entity, count: count - (known[name] ?? 0))
    }
    let types = try graph.types(of: entity)
    guard types != cluster.types.sorted() else { return }
    try connection.execute("DELETE FROM entity_type WHERE entity = ?", entity)
    for type in cluster.types { try graph.addType(type, to: entity) }
    for type in types where !cluster.types.contains(type) { try removeUnusedType(type) }
  }

  /// Removes the term of a type that nothing has any more.
  private func removeUnusedType(_ name: String) throws {
    guard let type = try graph.value(of: .string(name)) else { return }
    try connection.execute(
      """
      DELETE FROM term WHERE id = ?1
        AND NOT EXISTS (SELECT 1 FROM entity_type WHERE type = ?1)
        AND NOT EXISTS (SELECT 1 FROM predicate WHERE term = ?1)
        AND NOT EXISTS (SELECT 1 FROM statement WHERE object = ?1)
        AND NOT EXISTS (SELECT 1 FROM qualifier WHERE value = ?1)
        AND NOT EXISTS (SELECT 1 FROM predicate CROSS JOIN triple
          ON triple.predicate = predicate.term AND triple.object = ?1)
      """, type)
  }

  /// Of the spellings of a noun phrase, the most frequent is its label.
  private func labelConcepts() throws {
    let rows = try connection.statement(
      """
      SELECT alias.entity, alias.name FROM alias JOIN entity ON entity.term = alias.entity
      WHERE NOT entity.kept AND NOT alias.refused
        AND NOT EXISTS (SELECT 1 FROM profile WHERE profile.entity = alias.entity)
        AND alias.entity IN (SELECT entity FROM alias GROUP BY entity HAVING count(*) > 1)
      ORDER BY alias.entity, alias.count DESC, alias.name
      """)
    var labels: [(Value, String)] = []
    while try rows.step() {
      if labels.last?.0 != rows.value(0) { labels.append((rows.value(0), rows.text(1))) }
    }
    rows.reset()
    for (entity, label) in labels { try graph.rename(entity, to: label) }
  }

  /// Gives entities of one label their disambiguators in the order of the clusters.
  private func number() throws {
    var numbers: [String: [Value]] = [:]
    for (index, cluster) in clusters.enumerated()
    where cluster.kept == nil && named.contains(entities[index]) {
      numbers[cluster.label, default: []].append(entities[index])
    }
    for (label, own) in numbers {
      let rows = try connection.statement(
        "SELECT id, tag FROM term WHERE text = ? AND kind = 0 ORDER BY length(tag), tag")
      try rows.bind(1, label)
      var holders: [(entity: Value, tag: String)] = []
      while try rows.step() { holders.append((rows.value(0), rows.text(1))) }
      rows.reset()
      let others = holders.map(\.entity).filter { !own.contains($0) }
      // Those that no document named come first, as they are.
      let wanted = others + own
      let tags = (1...max(1, wanted.count)).map { $0 == 1 ? "" : String($0) }
      let isSettled = zip(wanted, tags).allSatisfy { entity, tag in
        holders.contains { $0.entity == entity && $0.tag == tag }
      }
      if isSettled { continue }
      for (entity, tag) in zip(wanted, tags) {
        try connection.execute("UPDATE term SET tag = ? WHERE id = ?", "\u{1}" + tag, entity)
      }
      for (entity, tag) in zip(wanted, tags) {
        try connection.execute("UPDATE term SET tag = ? WHERE id = ?", tag, entity)
      }
    }
  }
}
