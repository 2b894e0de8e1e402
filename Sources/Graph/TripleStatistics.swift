/// How many triples there are and how many different values stand in each place, about: for planning, and known without
/// reading them.
public struct TripleStatistics: Sendable, Equatable {
  /// Triples in all.
  public var triples: Int
  /// Different subjects.
  public var subjects: Int
  /// Different predicates.
  public var predicates: Int
  /// Different objects.
  public var objects: Int

  /// Those of no triples.
  package static let none = TripleStatistics(triples: 0, subjects: 0, predicates: 0, objects: 0)
}

extension KnowledgeGraph {
  /// What is known of a predicate's triples, or of all.
  ///
  /// Of triples in blocks it was counted when they were written. Of rows, up to 65,536 are counted; how many different
  /// values they have is judged by the first 2,048 in either order.
  public func tripleStatistics(of predicate: Value?) throws -> TripleStatistics {
    var statistics = TripleStatistics(triples: 0, subjects: 0, predicates: 1, objects: 0)
    if try hasBlocks {
      statistics = try blockStatistics(of: predicate)
      // Most of the rows beside blocks are new triples.
      let changed = try rowCount(of: predicate)
      guard statistics.triples < 16 * changed else { return statistics }
    }
    let rows = try rowCount(of: predicate)
    let subjects = try different("subject", of: predicate)
    let objects = try predicate.map { try different("object", of: $0) } ?? subjects
    return TripleStatistics(
      triples: statistics.triples + rows,
      subjects: max(statistics.subjects, Int(Double(rows) * subjects)),
      predicates: predicate == nil ? max(try predicateCount(), 1) : 1,
      objects: max(statistics.objects, Int(Double(rows) * objects)))
  }

  private func blockStatistics(of predicate: Value?) throws -> TripleStatistics {
    let filter = predicate == nil ? "" : " WHERE predicate = ?"
    let rows = try connection.statement(
      """
      SELECT ifnull(sum(triples), 0), ifnull(max(subjects), 0), count(*), ifnull(max(objects), 0)
      FROM block_statistic\(filter)
      """)
    if let predicate { try rows.bind(1, predicate) }
    defer { rows.reset() }
    guard try rows.step() else {
      return TripleStatistics(triples: 0, subjects: 0, predicates: 1, objects: 0)
    }
    return TripleStatistics(
      triples: try rows.count(0), subjects: try rows.count(1),
      predicates: max(try rows.count(2), 1), objects: try rows.count(3))
  }

  /// Rows of the table `triple`, at most 65,536 of them.
  private func rowCount(of predicate: Value?) throws -> Int {
    let filter = predicate == nil ? "" : "WHERE predicate = ?"
    let rows = try connection.statement(
      "SELECT count(*) FROM (SELECT 1 FROM main.triple \(filter) LIMIT 65536)")
    if let predicate { try rows.bind(1, predicate) }
    defer { rows.reset() }
    return try rows.step() ? try rows.count(0) : 0
  }

  /// Different values of a column for each row, by the first rows in its order.
  private func different(_ column: String, of predicate: Value?) throws -> Double {
    let filter = predicate == nil ? "" : "WHERE predicate = ?"
    let rows = try connection.statement(
      """
      SELECT count(DISTINCT \(column)), count(*) FROM (
        SELECT \(column) FROM main.triple \(filter) ORDER BY \(column) LIMIT 2048)
      """)
    if let predicate { try rows.bind(1, predicate) }
    defer { rows.reset() }
    guard try rows.step(), rows.integer(1) > 0 else { return 1 }
    return Double(rows.integer(0)) / Double(rows.integer(1))
  }

  private func predicateCount() throws -> Int {
    Int(try connection.integer("SELECT count(*) FROM predicate") ?? 0)
  }
}
