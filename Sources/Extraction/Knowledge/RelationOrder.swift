import Schema

/// How relations stand to one another: which holds wherever another one does, which hold both ways, and of which there
/// is but one subject at a time.
public struct RelationOrder: Sendable {
  private let table: RelationTable

  private init(_ table: RelationTable) { self.table = table }

  /// That of the relations that come with the program. Their table alone is read, at the first call.
  public static func builtIn() throws(KnowledgeError) -> RelationOrder { try known.get() }

  private static let known = Result { () throws(KnowledgeError) in
    var table = RelationTable()
    for row in KnowledgeRow.rows(of: Schema.relations).dropFirst() {
      if let problem = table.add(row) {
        throw .malformedRow(path: "relations.tsv", line: row.line, problem: problem)
      }
    }
    return RelationOrder(table)
  }

  /// Whether `relation` is `other` or one that is narrower.
  public func isKind(_ relation: String, of other: String) -> Bool {
    var open = [relation]
    var seen: Set<String> = []
    while let next = open.popLast() {
      if next == other { return true }
      guard seen.insert(next).inserted, let row = table[next] else { continue }
      open += row.broader
    }
    return false
  }

  /// Whether it holds with subject and object exchanged wherever it holds.
  public func isSymmetric(_ relation: String) -> Bool { table[relation]?.isSymmetric ?? false }

  /// Those that no other one of the list is narrower than, in their order.
  public func mostSpecific(_ relations: [String]) -> [String] {
    relations.filter { relation in
      !relations.contains { $0 != relation && isKind($0, of: relation) }
    }
  }

  /// Whether no two have it to the same thing at a time, as an office that one person holds.
  public func hasOneSubject(_ relation: String) -> Bool { table[relation]?.hasOneSubject ?? false }
}
