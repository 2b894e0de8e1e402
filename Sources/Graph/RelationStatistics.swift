/// How many rows a relation has, and how many different values each column: about, for planning, and known without
/// reading them.
public struct RelationStatistics: Sendable, Equatable {
  /// Rows, about.
  public var rows: Int
  /// One number a column.
  public var different: [Int]
  /// Columns by which rows are found through an index.
  public var keys: Set<Int>
  /// Columns in which one value is that of many rows.
  public var broad: Set<Int> = []

  package init(rows: Int, different: [Int], keys: Set<Int>, broad: Set<Int> = []) {
    self.rows = rows
    self.different = different
    self.keys = keys
    self.broad = broad
  }
}

extension KnowledgeGraph {
  /// What is known of a relation of claims, their places or sentences: by the largest row ids, so that nothing is counted.
  /// Nil for the other relations.
  public func statistics(of relation: StoreRelation) throws -> RelationStatistics? {
    func last(_ table: String) throws -> Int {
      Int(clamping: try connection.integer("SELECT max(id) FROM \(table)") ?? 0)
    }
    /// Different values of a column of names and the like.
    let few = 16
    switch relation {
    case .fact, .statement:
      let rows = try last("statement")
      return RelationStatistics(
        rows: rows, different: [rows, rows / 4, rows / 8, rows / 2], keys: [0, 1, 2, 3])
    case .negated, .modality, .stance, .date:
      let rows = try last("statement")
      return RelationStatistics(
        rows: rows, different: relation == .negated ? [rows] : [rows, few], keys: [0], broad: [1])
    case .said:
      let rows = try last("statement")
      return RelationStatistics(rows: rows, different: [rows / 16, rows], keys: [0, 1])
    case .evidence:
      let rows = try last("evidence")
      return RelationStatistics(
        rows: rows, different: [try last("statement"), try last("document"), rows / 2, few],
        keys: [0, 1, 2])
    case .occurrence:
      let rows = try last("evidence")
      return RelationStatistics(
        rows: rows, different: [rows, try last("statement"), rows / 2, few], keys: [0, 1, 2])
    case .circumstance, .qualifier:
      let rows = try last("evidence")
      return RelationStatistics(
        rows: rows, different: [rows, few, rows / 4], keys: [0, 2], broad: [1])
    case .time:
      let rows = try last("evidence")
      return RelationStatistics(
        rows: rows, different: [rows, few * few, few * few, 4], keys: [0], broad: [3])
    case .reported:
      let rows = try last("evidence")
      return RelationStatistics(
        rows: rows, different: [try last("statement"), try last("document")], keys: [0])
    case .sentence:
      let rows = try last("sentence")
      return RelationStatistics(
        rows: rows, different: [rows, try last("document"), 64, rows], keys: [0, 1])
    case .mention:
      let rows = try last("sentence")
      return RelationStatistics(rows: rows, different: [rows / 4, rows, rows / 2], keys: [0, 1])
    case .related:
      let rows = try last("statement_relation")
      return RelationStatistics(
        rows: rows, different: [try last("statement"), few * few, rows / 4, rows / 4], keys: [0])
    case .triple, .relation, .wording, .document, .documentProperty, .documentCharacters,
      .sentencePage, .alias, .label,
      .type:
      return nil
    }
  }
}
