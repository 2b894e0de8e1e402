import Base
import Parquet

extension KnowledgeGraph {
  /// Writes all tables of the graph as Parquet into a new folder, a folder a table (`term/part-00000.parquet`, …), from which
  /// ``importFiles(_:options:progress:)`` makes the same graph again. One state of the graph, whatever others write meanwhile.
  ///
  /// Linear in the rows; holds some 64 MB, however large the graph is.
  ///
  /// - Parameters:
  ///   - rowsPerFile: where a table has more, it is several files
  ///   - isStopped: asked now and then; true ends it and removes what was written
  /// - Throws: ``StoreError``; ``StoreError/alreadyExists(path:)`` rather than writing into a folder that is there
  public func exportTables(
    to path: String, access: FileAccess = .everywhere, rowsPerFile: Int = 1 << 22,
    isStopped: @escaping () -> Bool = { false }
  ) throws {
    try snapshot {
      let tables = try StoredTables(connection).tables
      let folder = try TableFolder(path, access)
      do {
        for table in tables {
          var export = try TableExport(table, folder, rowsPerFile: rowsPerFile, isStopped)
          switch table.name {
          case StoredTables.terms: try writeTerms(to: &export)
          case StoredTables.triples: try writeTriples(to: &export)
          default: try writeRows(of: table, to: &export)
          }
          try export.finish()
        }
      } catch {
        folder.remove()
        throw error
      }
    }
  }

  private func writeRows(of table: StoredTables.Table, to export: inout TableExport) throws {
    let order = table.key.map { "\"\($0)\"" }.joined(separator: ", ")
    let rows = try Statement(
      connection,
      "SELECT \(table.list) FROM main.\"\(table.name)\" ORDER BY \(order.isEmpty ? "1" : order)")
    while try rows.step() { try export.append(rows) }
  }

  /// Terms of rows and blocks by id; a row goes before a term of the same id in a block.
  private func writeTerms(to export: inout TableExport) throws {
    let rows = try Statement(
      connection, "SELECT id, kind, text, tag FROM main.term ORDER BY id")
    var isRow = try rows.step()
    func put(
      _ id: Int64, _ term: StoredTerm, _ export: inout TableExport
    ) throws {
      try export.appendTerm(id: id, kind: term.kind.rawValue, text: term.text, tag: term.tag)
    }
    func putRows(before end: Int64, _ export: inout TableExport) throws {
      while isRow, rows.integer(0) < end {
        try export.append(rows)
        isRow = try rows.step()
      }
    }
    try termBlocks.forEachRange { ids, _ in
      for id in ids {
        try putRows(before: Int64(id), &export)
        if isRow, rows.integer(0) == Int64(id) { continue }
        guard let term = try termBlocks.term(id) else {
          throw connection.damage("a block of terms does not hold its terms")
        }
        try put(Int64(id), term, &export)
      }
    }
    try putRows(before: .max, &export)
  }

  private func writeTriples(to export: inout TableExport) throws {
    guard try hasBlocks else {
      let rows = try Statement(
        connection,
        "SELECT predicate, subject, object, origin FROM main.triple ORDER BY 1, 2, 3")
      while try rows.step() { try export.append(rows) }
      return
    }
    try blocks.forEachRun(.predicateSubject) { run in
      for row in 0..<run.count {
        try export.appendIntegers(
          Int64(run.first[row]), Int64(run.second[row]), Int64(run.third[row]),
          Int64(run.origins[row]))
      }
    }
  }
}

/// The files of one table that is being written.
struct TableExport {
  private let table: StoredTables.Table
  private let folder: TableFolder
  private let rowsPerFile: Int
  private let isStopped: () -> Bool
  private var file: TableFile
  private var writer: ParquetWriter
  private var fileCount = 1

  init(
    _ table: StoredTables.Table, _ folder: TableFolder, rowsPerFile: Int,
    _ isStopped: @escaping () -> Bool
  ) throws {
    (self.table, self.folder, self.rowsPerFile) = (table, folder, max(rowsPerFile, 1))
    self.isStopped = isStopped
    try folder.makeFolder(folder.path + "/" + table.name)
    (file, writer) = try Self.begin(table, folder, number: 0)
  }

  private static func begin(
    _ table: StoredTables.Table, _ folder: TableFolder, number: Int
  ) throws -> (TableFile, ParquetWriter) {
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    let file = try folder.makeFile("\(table.name)/part-\(padded).parquet")
    let writer = try ParquetWriter(
      table.columns.map(\.written),
      properties: [(StoredTables.formatProperty, String(Migration.currentVersion))]
    ) { try file.write($0) }
    return (file, writer)
  }

  /// Appends the row of a statement that gives the columns of the table.
  mutating func append(_ rows: Statement) throws {
    for (place, column) in table.columns.enumerated() {
      let cell = Int32(place)
      if rows.isNull(cell) {
        guard column.isOptional else {
          throw StoreError.corrupt(
            path: folder.path, detail: "the table \(table.name) has a row without \(column.name)")
        }
        writer.appendNull(place)
        continue
      }
      switch column.kind {
      case .integer: writer.append(place, rows.integer(cell))
      case .real: writer.append(place, rows.double(cell))
      case .text: writer.append(place, rows.text(cell))
      case .blob: writer.append(place, rows.blob(cell))
      case .any: writer.append(place, MixedValue(rows, cell)?.spelling ?? "")
      }
    }
    try endRow()
  }

  mutating func appendTerm(id: Int64, kind: Int64, text: String, tag: String) throws {
    for (place, column) in table.columns.enumerated() {
      switch column.name {
      case "id": writer.append(place, id)
      case "kind": writer.append(place, kind)
      case "text": writer.append(place, text)
      default: writer.append(place, tag)
      }
    }
    try endRow()
  }

  mutating func appendIntegers(_ values: Int64...) throws {
    for (place, value) in values.enumerated() { writer.append(place, value) }
    try endRow()
  }

  private mutating func endRow() throws {
    try writer.endRow()
    if writer.rowCount & 0xFFF == 0, isStopped() { throw ExportStopped() }
    guard writer.rowCount >= Int64(rowsPerFile) else { return }
    try finish()
    (file, writer) = try Self.begin(table, folder, number: fileCount)
    fileCount += 1
  }

  mutating func finish() throws {
    try writer.finish()
    try file.close()
  }
}

/// An export of tables was ended as its caller asked.
package struct ExportStopped: Error {
  package init() {}
}
