import Documents
import Graph

extension DocumentRecord {
  /// Takes over what a document says of itself beside title, date and address, and how much of it was read.
  mutating func describe(_ source: SourceDocument) {
    let details = source.details
    func add(_ name: DocumentProperty.Name, _ value: String?) {
      if let value, !value.isEmpty { properties.append(.init(name: name, value: value)) }
    }
    let report = source.report
    add(.kind, report.kind.rawValue)
    add(.language, report.language)
    for author in details.authors { add(.author, author) }
    for recipient in details.recipients { add(.recipient, recipient) }
    add(.modified, details.modified?.description)
    add(.section, details.section)
    add(.publication, details.publication)
    add(.address, source.address)
    characters = TextRole.allCases.compactMap { role in
      let (taken, leftOut) = (report.taken[role] ?? 0, report.leftOut[role] ?? 0)
      return taken + leftOut == 0
        ? nil : .init(role: role.rawValue, taken: taken, leftOut: leftOut)
    }
  }
}
