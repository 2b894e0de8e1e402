import Graph
import Tuples

/// The last answer as a relation, for a shell.
extension Engine {
  /// The name by which programs ask the last answer that was kept: `_(X, Y)?`.
  public static let lastAnswer = "_"
}

extension Answers {
  /// The rows in the words of a dictionary, each once, with the types of the columns.
  ///
  /// - Parameter progress: called now and then with the bytes in use; what it throws ends the work
  func relation(
    of dictionary: SessionDictionary, progress: (_ bytes: Int) throws -> Void
  ) throws -> (rows: Relation, types: [ColumnType]) {
    var (values, types): ([[Int32]], [ColumnType]) = ([], [])
    for column in columns.indices {
      let known = words(column: column, of: dictionary)
      var words = known ?? []
      var isOfEntities = rowCount > 0
      for row in 0..<rowCount where known == nil || isOfEntities {
        if row & 0xFFF == 0 { try progress((values.count + 1) * rowCount * 4) }
        let term = try term(row: row, column: column)
        if case .entity = term {} else { isOfEntities = false }
        if known == nil { words.append(try dictionary.intern(term)) }
      }
      values.append(words)
      types.append(isOfEntities ? .entity : .any)
    }
    let rows = Relation(arity: columns.count)
    rows.appendUnchecked(values)
    try rows.makeDistinct { try progress(values.count * rowCount * 8) }
    return (rows, types)
  }
}
