/// How often a predicate joins a type of subject with a type of object.
public struct PredicateSignature: Sendable, Equatable {
  public let predicate: String
  /// A type of entities, or the kind of a literal (`string`, `date`, `integer`, …).
  public let subject: String
  public let object: String
  /// Triples; one whose entities have several types counts in each of their rows.
  public let triples: Int
}

extension KnowledgeGraph {
  /// Which types each predicate joins, the most frequent first. Reads every triple.
  public func predicateSignatures() throws -> [PredicateSignature] {
    let rows = try connection.statement(
      """
      WITH typed (value, name) AS MATERIALIZED (
        SELECT entity_type.entity, term.text FROM entity_type
          JOIN term ON term.id = entity_type.type
      )
      SELECT predicate.text, \(Self.kind(of: "subject")), \(Self.kind(of: "object")), count(*)
      FROM triple
        JOIN term AS predicate ON predicate.id = triple.predicate
        LEFT JOIN typed AS subject ON subject.value = triple.subject
        LEFT JOIN typed AS object ON object.value = triple.object
      GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3
      """)
    defer { rows.reset() }
    var result: [PredicateSignature] = []
    while try rows.step() {
      result.append(
        PredicateSignature(
          predicate: rows.text(0), subject: rows.text(1), object: rows.text(2),
          triples: Int(rows.integer(3))))
    }
    return result
  }

  /// SQL for the type of a column's value, or the kind of its term.
  private static func kind(of column: String) -> String {
    """
    CASE WHEN \(column).name IS NOT NULL THEN \(column).name
      WHEN triple.\(column) < 0 THEN 'integer'
      ELSE (SELECT term_kind.name FROM term JOIN term_kind ON term_kind.id = term.kind
        WHERE term.id = triple.\(column)) END
    """
  }
}
