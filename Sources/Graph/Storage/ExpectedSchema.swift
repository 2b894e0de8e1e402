import Schema

/// What the migrations up to a version make, as SQLite lists it: every table, index, view and trigger.
struct ExpectedSchema {
  enum Kind: String { case table, index, view, trigger }

  struct Object {
    let kind: Kind
    let table: String
    /// As it was made; nil where a later statement rewrote it.
    var sql: String?
    /// Definitions of columns that were added since.
    var added: [String] = []

    /// Whether SQLite may list it with this text. A column that was added stands somewhere after a comma.
    func agrees(with text: String) -> Bool {
      guard let sql else { return true }
      var text = Array(text.utf8)
      for column in added.reversed() {
        let addition = Array((", " + column).utf8)
        guard
          let start = (0...max(0, text.count - addition.count)).first(where: {
            text[$0...].starts(with: addition)
          })
        else { return false }
        text.removeSubrange(start..<start + addition.count)
      }
      return text.elementsEqual(sql.utf8)
    }
  }

  private(set) var objects: [String: Object] = [:]

  init(version: Int) {
    for migration in Schema.migrations.prefix(version) {
      for statement in SchemaStatements(migration) { apply(statement) }
    }
  }

  private mutating func apply(_ statement: String) {
    let words = statement.utf8.prefix(200).split(maxSplits: 9) { $0 == 32 || $0 == 10 || $0 == 40 }
      .map { String(Substring($0)) }
    switch words.first {
    case "CREATE": create(statement, words)
    case "DROP": drop(words[words.count - 1])
    case "ALTER" where words.count > 5: alter(statement, words)
    default: break
    }
  }

  private mutating func create(_ statement: String, _ words: [String]) {
    // CREATE [UNIQUE | VIRTUAL] kind name … [ON table] …
    guard let place = words.firstIndex(where: { Kind(rawValue: $0.lowercased()) != nil }),
      let kind = Kind(rawValue: words[place].lowercased()), place + 1 < words.count
    else { return }
    let name = words[place + 1]
    let on = words.firstIndex(of: "ON").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
    objects[name] = Object(
      kind: kind, table: kind == .index || kind == .trigger ? on ?? name : name, sql: statement)
  }

  private mutating func drop(_ name: String) {
    objects[name] = nil
    objects = objects.filter { $0.value.table != name }
  }

  private mutating func alter(_ statement: String, _ words: [String]) {
    // ALTER TABLE name ADD COLUMN … | RENAME TO name | …
    guard var table = objects.removeValue(forKey: words[2]) else { return }
    var name = words[2]
    if words[3] == "ADD", words[4] == "COLUMN" {
      let start = words.prefix(5).reduce(5) { $0 + $1.utf8.count }
      table.added.append(String(decoding: statement.utf8.dropFirst(start), as: UTF8.self))
    } else {
      if words[3] == "RENAME", words[4] == "TO" { name = words[5] }
      table = Object(kind: .table, table: name, sql: nil)
    }
    objects[name] = table
  }
}
