/// A table of the file whose rows a change may touch: all but those of blocks, of indexes of words, and of changes
/// themselves.
///
/// What happens to its rows is kept by triggers of the connection, since a deleted row may take others with it. SQLite runs
/// those although triggers of the file stay off; only what `REPLACE` deletes they do not see.
struct RecordedTable {
  let name: String
  /// Those that are stored, in their order.
  let columns: [String]

  static func all(of connection: Connection) throws -> [RecordedTable] {
    let names = try connection.statement(
      """
      SELECT name FROM pragma_table_list
      WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND name NOT LIKE '%block%' AND name NOT IN ('change', 'changed_row', 'changed_value')
      ORDER BY name
      """)
    defer { names.reset() }
    var tables: [RecordedTable] = []
    while try names.step() {
      tables.append(try RecordedTable(named: names.text(0), in: connection))
    }
    return tables
  }

  init(named name: String, in connection: Connection) throws {
    self.name = name
    let rows = try connection.statement(
      "SELECT name FROM pragma_table_info(?, 'main') ORDER BY cid")
    try rows.bind(1, name)
    defer { rows.reset() }
    var columns: [String] = []
    while try rows.step() { columns.append(rows.text(0)) }
    self.columns = columns
  }

  /// Triggers that keep what happens to the rows.
  func recorders(of change: Int64) -> String {
    [("insert", "NULL", "new"), ("update", "old", "new"), ("delete", "old", "NULL")]
      .map { operation, old, new in
        let values = columns.enumerated().map { place, column in
          func value(_ row: String) -> String { row == "NULL" ? row : "\(row).\"\(column)\"" }
          return "(last_insert_rowid(), \(place), \(value(old)), \(value(new)))"
        }
        return """
          CREATE TEMP TRIGGER "\(trigger(operation))" AFTER \(operation) ON main."\(name)" BEGIN
            INSERT INTO changed_row (change, home, operation)
            VALUES (\(change), '\(name)', '\(operation)');
            INSERT INTO changed_value (row, place, old, new) VALUES \(values.joined(separator: ", "));
          END;
          """
      }
      .joined(separator: "\n")
  }

  var recorderRemoval: String {
    ["insert", "update", "delete"].map { "DROP TRIGGER IF EXISTS temp.\"\(trigger($0))\";" }
      .joined(separator: "\n")
  }

  private func trigger(_ operation: String) -> String { "recorded \(operation) of \(name)" }

  /// A statement that takes back what happened to the row whose number among the changed ones it is given; it changes one row
  /// where the table is as the change left it.
  func reversal(of operation: String) -> String {
    func kept(_ side: String, _ place: Int) -> String {
      "(SELECT \(side) FROM changed_value WHERE row = ?1 AND place = \(place))"
    }
    func each(_ separator: String, _ form: (Int, String) -> String) -> String {
      columns.enumerated().map { form($0, "\"\($1)\"") }.joined(separator: separator)
    }
    let isAsLeft = each(" AND ") { "\($1) IS \(kept("new", $0))" }
    switch operation {
    case "insert": return "DELETE FROM main.\"\(name)\" WHERE \(isAsLeft)"
    case "update":
      return
        "UPDATE main.\"\(name)\" SET \(each(", ") { "\($1) = \(kept("old", $0))" }) WHERE \(isAsLeft)"
    default:
      return """
        INSERT OR IGNORE INTO main."\(name)" (\(each(", ") { $1 })) VALUES (\(each(", ") { place, _ in kept("old", place) }))
        """
    }
  }
}
