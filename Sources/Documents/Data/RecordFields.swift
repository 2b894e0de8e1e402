/// The fields of records, of JSON or of a table, that hold a document's text, title and date, where they are not found by
/// the names that they commonly have.
///
/// A field of an object within the record is named with dots: `article.body`.
public struct RecordFields: Sendable, Equatable {
  /// The field with the text.
  public var text: String?
  /// The field with the title.
  public var title: String?
  /// The field with the day of publication.
  public var date: String?

  /// Names of fields; nil leaves it to what records usually call them.
  public init(text: String? = nil, title: String? = nil, date: String? = nil) {
    self.text = text
    self.title = title
    self.date = date
  }
}

/// A record without the field that was named for its text.
struct MissingField: Error {
  let name: String
  let fields: [String]

  var problem: String {
    let list =
      fields.isEmpty ? "it has no fields" : "its fields are \(fields.joined(separator: ", "))"
    return "there is no field \"\(name)\"; \(list)"
  }
}

/// Looks out for the fields that were named for titles and dates: one that no record has was written wrongly.
struct FieldWatch {
  private var unseen: [String]
  /// The fields of the first record.
  private var fields: [String]?

  init(_ fields: RecordFields) { unseen = [fields.title, fields.date].compactMap { $0 } }

  mutating func look(at record: JSONValue) {
    if fields == nil { fields = record.keys }
    unseen.removeAll { record.value(at: $0) != nil }
  }

  /// What is wrong with the names, at the end of the records.
  var problems: [String] {
    guard let fields else { return [] }
    return unseen.map {
      "no record has the field \"\($0)\"; the fields of the first are \(fields.joined(separator: ", "))"
    }
  }
}
