import Graph
import Tuples

/// Stored rows that a join looks up by the values it meets, instead of reading all of them first.
final class StoredLookUp {
  let rows: FetchedRows
  private let reader: StoreReader
  private let source: LogicalPredicate.Source
  /// So many keys are few enough.
  private let mostKeys: Int

  /// What one look-up costs, in rows of a predicate that is read whole and put in an index.
  static let cost = 128.0
  /// Of fewer rows, all are soon read.
  static let fewRows = 4096

  init(
    reader: StoreReader, source: LogicalPredicate.Source, arity: Int, keyColumns: [Int],
    size: RelationStatistics
  ) {
    self.reader = reader
    self.source = source
    rows = FetchedRows(arity: arity, keyColumns: keyColumns)
    mostKeys = max(Int(Double(size.rows) * 2 / Self.cost), 1)
  }

  /// Reads what the rows of a block will be joined with.
  ///
  /// - Throws: ``WideLookUps`` where reading all would have been less work: all has been read then.
  func prepare(for block: Block, _ key: [Operand], _ progress: () throws -> Void) throws {
    let keys = rows.newKeys(of: block, key)
    guard !keys.isEmpty else { return }
    if rows.keys > mostKeys {
      _ = try reader.relation(source)
      throw WideLookUps()
    }
    rows.append(
      try reader.columns(
        source, arity: rows.relation.arity, keyedBy: rows.keyColumns, keys, progress))
  }
}

/// So much was looked up that the whole predicate was read instead: what was to be joined with it is to be planned anew.
struct WideLookUps: Error {}
