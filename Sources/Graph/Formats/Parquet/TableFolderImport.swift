import Base
import Glibc
import Parquet

/// Puts the tables that ``KnowledgeGraph/exportTables(to:access:rowsPerFile:isStopped:)`` wrote into an empty graph.
struct TableFolderImport {
  let graph: KnowledgeGraph
  let folder: String
  let run: ImportRun
  private var connection: Connection { graph.connection }
  private var access: FileAccess { run.options.access }

  init(_ graph: KnowledgeGraph, _ folder: String, _ run: ImportRun) {
    (self.graph, self.run) = (graph, run)
    self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
  }

  /// Whether a path is a folder of such tables, whole or not.
  static func isFolder(_ path: String, _ access: FileAccess) -> Bool {
    guard path != "-" else { return false }
    return [StoredTables.terms, StoredTables.triples].contains { name in
      guard let status = try? access.status(of: path + "/" + name) else { return false }
      return status.st_mode & S_IFMT == S_IFDIR
    }
  }

  /// Reads all tables in one transaction, and compares what they say twice, as `check` does: what does not fit is an error and
  /// leaves the graph empty. Linear in the rows; triples take 16 bytes each in memory where they become blocks.
  ///
  /// - Returns: the number of triples
  func read() throws -> Int {
    guard try isEmpty() else { throw FormatError.graphNotEmpty(folder: folder) }
    return try graph.transaction {
      try run.watching(connection) {
        try connection.execute("PRAGMA defer_foreign_keys = ON")
        let tables = try StoredTables(connection).tables
        for table in tables where table.name != StoredTables.kinds {
          try read(table)
        }
        try connection.execute("INSERT INTO sentence_text (sentence_text) VALUES ('rebuild')")
        let compaction = try graph.compact()
        if let problem = try graph.check().first(where: { $0.severity == .error }) {
          throw FormatError.damagedTable(file: folder, detail: problem.finding)
        }
        try run.close()
        return compaction.triples
      }
    }
  }

  private func isEmpty() throws -> Bool {
    let used = try connection.integer(
      """
      SELECT EXISTS (SELECT 1 FROM main.term) OR EXISTS (SELECT 1 FROM main.document)
        OR EXISTS (SELECT 1 FROM main.term_block) OR EXISTS (SELECT 1 FROM main.triple)
      """)
    return used == 0
  }

  private func read(_ table: StoredTables.Table) throws {
    try connection.execute("DELETE FROM main.\"\(table.name)\"")
    let places = (1...table.columns.count).map { "?\($0)" }.joined(separator: ", ")
    let insert = try Statement(
      connection, "INSERT INTO main.\"\(table.name)\" (\(table.list)) VALUES (\(places))")
    for path in try files(of: table) {
      do {
        try read(path, table, insert)
      } catch let error as ParquetError {
        throw FormatError.badParquet(file: path, problem: "\(error)")
      } catch StoreError.sqlite(let error) {
        // Constraints of the tables, which no row of a graph breaks.
        throw FormatError.damagedTable(file: path, detail: error.message)
      }
    }
  }

  private func files(of table: StoredTables.Table) throws -> [String] {
    let path = folder + "/" + table.name
    do throws(FileProblem) {
      let names = try access.entries(ofFolder: path).map(\.name)
        .filter { $0.hasSuffix(".parquet") && !$0.hasPrefix(".") && !$0.hasPrefix("_") }
      if !names.isEmpty { return names.map { path + "/" + $0 } }
    } catch {
      guard error == .missing else {
        throw FormatError.cannotRead(file: path, reason: error.systemReason.lowercased())
      }
    }
    throw FormatError.missingTable(folder: folder, name: table.name)
  }

  private func read(_ path: String, _ table: StoredTables.Table, _ insert: Statement) throws {
    let file = try ParquetFile.open(path, access)
    if let version = file.properties[StoredTables.formatProperty],
      version != String(Migration.currentVersion)
    {
      throw FormatError.otherTableFormat(
        file: path, version: version, expected: String(Migration.currentVersion))
    }
    let chosen = try table.columns.map { column in
      guard let place = file.columns.firstIndex(where: { $0.name == column.name }) else {
        throw FormatError.noColumn(
          file: path, name: column.name, columns: file.columns.map(\.name))
      }
      return place
    }
    var rows = 0
    try file.forEachRow(of: chosen) { cells in
      for (place, cell) in cells.enumerated() {
        try bind(cell, table.columns[place], insert, Int32(place + 1), path)
      }
      try insert.run()
      rows += 1
      if rows & 0xFFF == 0 { try run.report(rows) }
    }
  }

  private func bind(
    _ cell: ParquetCell, _ column: StoredTables.Column, _ insert: Statement, _ place: Int32,
    _ path: String
  ) throws {
    switch (column.kind, cell) {
    case (_, .null): break
    case (.integer, .integer(let value)): try insert.bind(place, value)
    case (.integer, .boolean(let value)): try insert.bind(place, Int64(value ? 1 : 0))
    case (.real, .double(let value)): try insert.bind(place, value)
    case (.text, .text(let value)): try insert.bind(place, value)
    case (.blob, .bytes(let value)): try insert.bind(place, value)
    case (.any, .text(let value)):
      guard let value = MixedValue(spelling: value) else {
        throw FormatError.damagedTable(
          file: path, detail: "the column \(column.name) has a value that spells nothing")
      }
      try insert.bind(place, value)
    default:
      throw FormatError.damagedTable(
        file: path, detail: "the column \(column.name) has a value of another type")
    }
  }
}

extension ParquetFile {
  /// Opens a file that a user named.
  static func open(_ path: String, _ access: FileAccess) throws -> ParquetFile {
    let input: InputFile
    do throws(FileProblem) { input = try access.input(path) } catch {
      throw error == .stopped
        ? FormatError.stopped(file: path)
        : FormatError.cannotRead(file: path, reason: error.systemReason.lowercased())
    }
    do throws(ParquetError) { return try ParquetFile(input) } catch {
      throw FormatError.badParquet(file: path, problem: "\(error)")
    }
  }
}
