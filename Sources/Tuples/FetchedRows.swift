/// Rows of a relation that lies elsewhere, fetched as their keys are asked for, each key once: what a join needs that
/// meets few of its keys.
///
/// The rows of a key must be appended at once, so that the runs of keys that were met before stay where they are while
/// others are fetched.
public final class FetchedRows {
  /// The rows that were fetched.
  public let relation: Relation
  /// The index that finds them.
  public let index: RowIndex
  /// The columns that they are found by.
  public let keyColumns: [Int]
  private var asked = WordNumbers()

  /// - Parameter keyColumns: one column or two.
  public init(arity: Int, keyColumns: [Int]) {
    precondition((1...2).contains(keyColumns.count))
    relation = Relation(arity: arity)
    self.keyColumns = keyColumns
    index = relation.growingIndex(on: keyColumns, fixed: [], isStable: true)
  }

  /// Keys that were asked for.
  public var keys: Int { asked.count }

  /// Bytes of rows, index and keys.
  public var bytes: Int { relation.bytes + asked.bytes }

  /// The keys of a block's rows that were not asked for before, ascending; the second value is that of a second column.
  public func newKeys(of block: Block, _ key: [Operand]) -> [(first: Int32, second: Int32)] {
    precondition(key.count == keyColumns.count)
    var fresh: [UInt64] = []
    for row in 0..<block.count {
      let second = key.count > 1 ? block.value(key[1], row) : 0
      let word = Self.word(block.value(key[0], row), second)
      let known = asked.count
      if asked.insert(word) == known { fresh.append(word) }
    }
    fresh.sort()
    return fresh.map { word in
      (Self.value(word >> 32), Self.value(word))
    }
  }

  /// Takes in all rows of keys that were new.
  public func append(_ columns: [[Int32]]) {
    relation.appendUnchecked(columns)
    index.extend(over: relation, to: relation.count)
  }

  /// A word that sorts as the values do.
  private static func word(_ first: Int32, _ second: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: first) ^ 1 << 31) << 32 | UInt64(UInt32(bitPattern: second) ^ 1 << 31)
  }

  private static func value(_ half: UInt64) -> Int32 {
    Int32(bitPattern: UInt32(truncatingIfNeeded: half) ^ 1 << 31)
  }
}
