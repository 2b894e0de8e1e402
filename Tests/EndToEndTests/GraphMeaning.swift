import Foundation

/// Every table of a graph by what it means: ids are replaced by what they stand for, so that two graphs that say the same
/// are equal, however they came about.
struct GraphMeaning {
  let tables: [String: [String]]

  init(path: String) throws {
    let rows = StoredRows(path: path)
    func value(_ column: String) -> String {
      "ifnull((SELECT kind || ':' || text || '#' || tag FROM term WHERE id = \(column)), \(column))"
    }
    func claim(_ id: String) -> String {
      """
      (SELECT \(value("s.subject")) || '|' || \(value("s.predicate")) || '|'
        || ifnull(\(value("s.object")), '') || '|' || s.negated || '|' || ifnull(s.modality, '') || '|'
        || ifnull(\(value("s.attributed_to")), '') || '|' || ifnull(s.date, '')
        FROM statement AS s WHERE s.id = \(id))
      """
    }
    func document(_ id: String) -> String {
      "(SELECT sha256 FROM document WHERE document.id = \(id))"
    }
    func sentence(_ id: String) -> String {
      """
      (SELECT d.sha256 || '.' || t.number FROM sentence AS t JOIN document AS d ON d.id = t.document
        WHERE t.id = \(id))
      """
    }
    let queries = [
      "term": "SELECT kind, text, tag FROM term",
      "document": "SELECT source, title, date, sha256, path, address FROM document",
      "sentence":
        "SELECT \(document("document")), number, role, start, end, text, digest FROM sentence",
      "entity": "SELECT \(value("term")), folded, mentions, kept FROM entity",
      "entity_type": "SELECT \(value("entity")), \(value("type")), origin FROM entity_type",
      "alias": "SELECT \(value("entity")), name, folded, count, refused, given FROM alias",
      "predicate": "SELECT \(value("term")) FROM predicate",
      "predicate_form": "SELECT \(value("predicate")), form, folded, count FROM predicate_form",
      "triple":
        "SELECT \(value("subject")), \(value("predicate")), \(value("object")), origin FROM triple",
      "mention":
        "SELECT \(value("entity")), \(sentence("sentence")), start, end, surface FROM mention",
      "statement": "SELECT \(claim("statement.id")), given FROM statement",
      "evidence": """
      SELECT \(claim("statement")), \(sentence("sentence")), start, end, confidence, extractor
      FROM evidence
      """,
      "qualifier": """
      SELECT \(claim("evidence.statement")), \(sentence("evidence.sentence")), evidence.start,
        evidence.end, name, \(value("value"))
      FROM circumstance JOIN evidence ON evidence.id = circumstance.evidence
      """,
      "profile": """
      SELECT \(document("document")), number, \(value("entity")), kind, label, names, roles, is_name
      FROM profile
      """,
      "phrase":
        "SELECT \(document("document")), number, \(value("entity")), folded FROM phrase",
      "reading": "SELECT \(document("document")), crc FROM reading",
      "denial": """
      SELECT \(value("subject")), \(value("predicate")), \(value("object")), \(document("document"))
      FROM denial
      """,
      "decision":
        "SELECT first, first_document, second, second_document, is_same FROM decision",
      "linking": "SELECT is_due FROM linking",
      "sentence_text": """
      SELECT \(sentence("sentence_text.rowid")) FROM sentence_text WHERE sentence_text MATCH 'the OR met OR said'
      """,
    ]
    tables = try queries.mapValues { try rows.rows($0).sorted() }
  }

  /// The rows that only one of two graphs has.
  func differences(from other: GraphMeaning) -> [String] {
    tables.keys.sorted().flatMap { table in
      let (own, theirs) = (tables[table] ?? [], other.tables[table] ?? [])
      return own.difference(from: theirs).map { change in
        switch change {
        case .insert(_, let row, _): "\(table): only here: \(row)"
        case .remove(_, let row, _): "\(table): only there: \(row)"
        }
      }
    }
  }
}
