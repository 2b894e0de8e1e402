import Base
import Schema

/// The stored things whose meaning is near a verb's.
public struct NearPredicates: Sendable {
  /// The relation that goes by the verb.
  public var relation: String?
  /// Predicates of verbs that mean the same, or a way of doing it.
  public var predicates: [Value]

  package init(relation: String?, predicates: [Value]) {
    self.relation = relation
    self.predicates = predicates
  }
}

extension KnowledgeGraph {
  /// What the graph has that is near a verb: the relation of its name, and predicates of the verb itself and of near ones,
  /// with or without a preposition behind. Reads the names of all predicates.
  ///
  /// - Parameter wordNet: without it only the verb itself is near.
  public func near(_ verb: String, by wordNet: WordNet?) throws -> NearPredicates {
    let bases = phraseBases(foldedName(verb)).map(\.withUnderscores)
    var verbs = Set(bases)
    for base in bases { verbs.formUnion(wordNet?.verbs(near: base) ?? []) }
    let rows = try connection.statement(
      """
      SELECT term.id, term.text FROM predicate JOIN term ON term.id = predicate.term
      WHERE term.kind = ? ORDER BY term.text
      """)
    try rows.bind(1, StoredTerm.Kind.string.rawValue)
    defer { rows.reset() }
    var found: [Value] = []
    while try rows.step() {
      let name = rows.text(1)
      let words = name.split(separator: "_")
      let isPrepositional =
        words.count > 1 && Self.prepositions.contains(String(words[words.count - 1]))
      if verbs.contains(name)
        || isPrepositional && verbs.contains(words.dropLast().joined(separator: "_"))
      {
        found.append(rows.value(0))
      }
    }
    return NearPredicates(relation: try relation(named: verb), predicates: found)
  }

  private static let prepositions = Set(
    Schema.prepositions.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: "\t", omittingEmptySubsequences: false).first.map(String.init)
    })
}
