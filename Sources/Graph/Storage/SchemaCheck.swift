/// Compares what a file says its tables are with what graphsh makes, so that a file from a stranger brings nothing that
/// runs: no trigger, and no view where a table is to be.
struct SchemaCheck {
  private let connection: Connection
  private let expected: ExpectedSchema

  /// - Parameter version: of the file's format.
  init(_ connection: Connection, version: Int) {
    self.connection = connection
    expected = ExpectedSchema(version: version)
  }

  /// Throws if the file holds a trigger that is not ours, or lacks a table. Reads little, for every opening.
  func requireTables() throws(StoreError) {
    var missing = Set(expected.objects.filter { $0.value.kind == .table }.keys)
    let rows = try Statement(connection, "SELECT type, name, sql FROM sqlite_schema")
    while try rows.step() {
      let (type, name) = (rows.text(0), rows.text(1))
      if type == "trigger", expected.objects[name]?.sql != rows.text(2) {
        throw connection.damage("the trigger \(name) in it does not belong to a graph")
      }
      if type == "table" { missing.remove(name) }
    }
    if let table = missing.min() {
      throw connection.damage("it has no table \(table)")
    }
  }

  /// All that is not as graphsh makes it.
  func findings() throws(StoreError) -> [String] {
    var findings: [String] = []
    var missing = expected.objects
    let rows = try Statement(connection, "SELECT type, name, sql FROM sqlite_schema ORDER BY name")
    while try rows.step() {
      let (type, name) = (rows.text(0), rows.text(1))
      // SQLite's own tables and indexes, and those that hold the full-text index.
      if name.hasPrefix("sqlite_") || type == "table" && Self.fullText.contains(name) { continue }
      guard let object = missing.removeValue(forKey: name), object.kind.rawValue == type else {
        findings.append("the \(type) \(name) does not belong to a graph")
        continue
      }
      if !object.agrees(with: rows.text(2)) {
        findings.append("the \(type) \(name) is not as graphsh makes it")
      }
    }
    for (name, object) in missing.sorted(by: { $0.key < $1.key }) {
      findings.append("the \(object.kind.rawValue) \(name) is missing")
    }
    return findings
  }

  private static let fullText = Set(
    ["data", "idx", "content", "docsize", "config"].map { "sentence_text_" + $0 })
}
