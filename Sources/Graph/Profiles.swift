/// What one document tells of a name, as the graph keeps it.
public struct StoredProfile: Sendable {
  /// Row id of the document.
  public let document: Int64
  /// SHA-256 of the document: an order that does not depend on when it was read.
  public let contentHash: String
  /// When the document was published, where it says so.
  public let date: CalendarDate?
  /// The entity's place in the document's record.
  public let number: Int
  /// The entity that it is of at present.
  public let entity: Value
  /// Whether a person or an import made or mended that entity.
  public let isKept: Bool
  /// What the document takes it for: `person`, `organisation`, ….
  public let kind: String
  /// The fullest name in the document.
  public let label: String
  /// Names in the document, with how often.
  public let names: [(name: String, count: Int)]
  /// What the document says that it is ("president of Korea").
  public let roles: [String]
  /// Whether its names are names of the entity.
  let isName: Bool
}

extension KnowledgeGraph {
  /// What documents tell of names, in an order that does not depend on when they were read.
  public func profiles() throws -> [StoredProfile] {
    try profiles(where: "1")
  }

  /// Those of one document, by number.
  func profiles(of document: Int64) throws -> [StoredProfile] {
    try profiles(where: "profile.document = \(document)")
  }

  private func profiles(where condition: String) throws -> [StoredProfile] {
    let rows = try connection.statement(
      """
      SELECT profile.document, document.sha256, document.date, profile.number, profile.entity,
        entity.kept, profile.kind, profile.label, profile.names, profile.roles,
        profile.is_name
      FROM profile JOIN document ON document.id = profile.document
      JOIN entity ON entity.term = profile.entity WHERE \(condition)
      ORDER BY document.sha256, profile.number
      """)
    defer { rows.reset() }
    var result: [StoredProfile] = []
    while try rows.step() {
      result.append(
        StoredProfile(
          document: rows.integer(0), contentHash: rows.text(1),
          date: rows.optionalText(2).flatMap { CalendarDate($0) }, number: try rows.count(3),
          entity: rows.value(4), isKept: rows.integer(5) != 0, kind: rows.text(6),
          label: rows.text(7), names: Self.names(rows.text(8)),
          roles: rows.text(9).split(separator: "\n").map(String.init),
          isName: rows.integer(10) != 0))
    }
    return result
  }

  /// Lines of "count name".
  private static func names(_ text: String) -> [(name: String, count: Int)] {
    text.split(separator: "\n").compactMap { line in
      guard let space = line.firstIndex(of: " "), let count = Int(line[..<space]),
        (0...Int(Statement.mostCounted)).contains(count)
      else { return nil }
      return (String(line[line.index(after: space)...]), count)
    }
  }

  /// Whether documents came or went since names were last told apart (``link(_:)``).
  public func isLinkingDue() throws -> Bool {
    try connection.integer("SELECT is_due FROM linking WHERE is_due") != nil
  }

  func setLinkingDue(_ isDue: Bool) throws {
    try connection.execute("UPDATE linking SET is_due = ?1 WHERE is_due <> ?1", isDue ? 1 : 0)
  }
}
