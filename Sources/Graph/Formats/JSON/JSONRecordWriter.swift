/// Makes triples of records in JSON: one member names what a record is about, each other one is a property.
///
/// The values of a list are so many facts. An object in a record is a node with properties of its own: the one that it
/// names by the same member, or a blank one; unless it describes a term (`{"iri": …}`). Null and an empty text are no
/// value. A string is a date if it looks like one, else a name.
struct JSONRecordWriter {
  let id: String

  func add(
    _ members: [JSONMember], _ values: inout PlainValues, to batch: inout ImportBatch,
    _ run: ImportRun
  ) throws {
    guard let subject = try subject(members, &values, &batch) else {
      throw JSONLinesReader.problem("a record has \"\(id)\", a text or a number")
    }
    try addProperties(members, of: subject, &values, to: &batch, run)
  }

  /// Objects nest no deeper than ``JSONParser`` reads.
  private func addProperties(
    _ members: [JSONMember], of subject: UInt32, _ values: inout PlainValues,
    to batch: inout ImportBatch, _ run: ImportRun
  ) throws {
    for member in members where member.name != id && !member.name.isEmpty {
      try add(member.value, as: member.name, of: subject, &values, to: &batch, run)
    }
  }

  private func add(
    _ value: JSONValue, as name: String, of subject: UInt32, _ values: inout PlainValues,
    to batch: inout ImportBatch, _ run: ImportRun
  ) throws {
    let object: UInt32
    switch value {
    case .null: return
    case .string(let text):
      guard !text.isEmpty else { return }
      object = batch.number(try values.dateOrName(text))
    case .number(let text): object = batch.number(try JSONLinesReader.number(text))
    case .boolean(let truth): object = batch.number(.boolean(truth))
    case .array(let items):
      for item in items { try add(item, as: name, of: subject, &values, to: &batch, run) }
      return
    case .object(let members):
      if let term = JSONLinesReader.term(of: members) {
        object = batch.number(term)
      } else {
        object = try self.subject(members, &values, &batch) ?? batch.freshBlankNumber()
        try addProperties(members, of: object, &values, to: &batch, run)
      }
    }
    batch.append(
      subject, batch.number(values.predicate(name)), object, graph: run.defaultGraph)
  }

  private func subject(
    _ members: [JSONMember], _ values: inout PlainValues, _ batch: inout ImportBatch
  ) throws -> UInt32? {
    switch JSONValue.object(members)[id] {
    case .string(let text)?: text.isEmpty ? nil : batch.number(try values.dateOrName(text))
    case .number(let text)?: batch.number(try JSONLinesReader.number(text))
    default: nil
    }
  }
}
