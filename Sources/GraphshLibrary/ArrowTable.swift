import CGraphsh
import GQL
import Graph

/// A whole answer in the layout of Apache Arrow, handed over by its C data interface
/// (https://arrow.apache.org/docs/format/CDataInterface.html).
///
/// Linear in the cells. Buffers belong to whoever holds the array, which frees them by `release`.
struct ArrowTable {
  private let answers: Answers
  private let names: [String]
  private let rows: Int
  private let check: () throws -> Void

  /// - Parameter check: asked now and then; what it throws ends the work
  init(_ answers: Answers, check: @escaping () throws -> Void) {
    self.answers = answers
    names = answers.truth == nil ? answers.columns : ["answer"]
    rows = answers.truth == nil ? answers.rowCount : 1
    self.check = check
  }

  /// Fills both structures, of which nothing is read.
  func export(
    schema: UnsafeMutablePointer<ArrowSchema>, array: UnsafeMutablePointer<ArrowArray>
  ) throws {
    let columns = try names.indices.map { column in
      try ArrowColumn(answers, column: column, rows: rows, check: check)
    }
    // From here on nothing fails, so that all or nothing is handed over.
    ArrowMemory.fill(
      schema, format: "+s", name: "",
      children: zip(columns, names).map { ($0.kind.rawValue, $1, $0.nulls > 0) })
    let root = ArrowMemory()
    root.addEmptyBuffer()
    root.fill(
      array, length: rows,
      children: columns.map { column in
        { column.memory.fill($0, length: rows, nulls: column.nulls, children: []) }
      })
  }
}
