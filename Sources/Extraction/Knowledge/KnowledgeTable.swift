import Base

/// The tables of knowledge, each named by the heading of its first column.
enum KnowledgeTable: String, CaseIterable {
  case countries = "country"
  case titles = "title"
  case relations = "relation"
  case classNouns = "class noun"
  case nominals = "noun"
  case prepositions = "preposition"
  case verbs = "verb"
  case hosts = "clause host"
  case names = "given name"
  case placeNouns = "place noun"
  case typeNouns = "type noun"
  case occupations = "occupation"
  case nicknames = "nickname"
  case firstNames = "first name"
  case personNouns = "person noun"
  case pronounFeatures = "pronoun feature"
  case knownNames = "known name"
  case nameFeatures = "name feature"
  case confidence = "evidence"
}

/// A row of tab-separated text with the line that it came from.
struct KnowledgeRow {
  var line: Int
  private var fields: [String]

  /// Column `index`, empty where the row is shorter.
  subscript(index: Int) -> String { index < fields.count ? fields[index] : "" }

  /// The values of a column that holds several, parted by semicolons.
  func list(_ index: Int) -> [String] {
    self[index].split(separator: ";").map { String($0).trimmingSpaces() }.filter { !$0.isEmpty }
  }

  /// The rows of a text; empty lines and lines that begin with `#` are passed over.
  static func rows(of text: String) -> [KnowledgeRow] {
    var rows: [KnowledgeRow] = []
    // By bytes: there are thousands of rows to be read at each start.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let plain = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      guard let first = plain.first, first != UInt8(ascii: "#") else { continue }
      let fields = plain.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { String(Substring($0)).trimmingSpaces() }
      rows.append(KnowledgeRow(line: index + 1, fields: fields))
    }
    return rows
  }
}
