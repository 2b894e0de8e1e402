/// Reads facts as JSON lines into a batch: on each line an object with `subject`, `predicate`, `object` and perhaps
/// `graph`; or records, where a member is named that says what a record is about (``JSONRecordWriter``).
///
/// A string is an entity that the graph knows by this label, or else a string; numbers and booleans are such; an
/// object says what it is: `{"entity": …}`, `{"iri": …}`, `{"blank": …}`, `{"string": …}` or
/// `{"value": …, "kind": …}` (``TermKindText``). Other members of a line say more about the fact and are not read.
struct JSONLinesReader {
  let graph: KnowledgeGraph
  /// The member that says what a record is about; nil where the lines are facts.
  let id: String?

  func read(_ source: ByteSource, into batch: inout ImportBatch, _ run: ImportRun) throws {
    var blocks = LineBlocks(source)
    var values = PlainValues(graph)
    while try blocks.next() {
      var start = 0
      while let line = Self.line(from: start, in: blocks) {
        let count = batch.count
        do {
          if line.contains(where: { $0 != 32 && $0 != 9 && $0 != 13 }) {
            try add(line, &values, to: &batch, run)
          }
        } catch let error as SyntaxError {
          batch.shorten(to: count)
          try run.skip(
            blocks.error(SyntaxError(offset: start + error.offset, problem: error.problem)))
        }
        start += line.count + 1
      }
      try run.report(batch.count)
    }
  }

  private static func line(from start: Int, in blocks: LineBlocks) -> [UInt8]? {
    blocks.withBytes { bytes in
      guard start < bytes.count else { return nil }
      var end = start
      while bytes[end] != 10 { end += 1 }
      return bytes.extracting(start..<end).withUnsafeBufferPointer { Array($0) }
    }
  }

  private func add(
    _ line: [UInt8], _ values: inout PlainValues, to batch: inout ImportBatch, _ run: ImportRun
  ) throws {
    let fact = try JSONParser.value(of: line)
    guard case .object(let members) = fact else {
      throw Self.problem("a \(id == nil ? "fact" : "record") is an object")
    }
    if let id {
      return try JSONRecordWriter(id: id).add(members, &values, to: &batch, run)
    }
    if !members.contains(where: { ["subject", "predicate", "object"].contains($0.name) }) {
      throw Self.problem(
        "a fact has \"subject\", \"predicate\" and \"object\"; of records, say with --id which "
          + "member names what each is about")
    }
    try checkAsserted(fact)
    let subject = try term(fact, "subject") { try values.name($0) }
    let predicate = try term(fact, "predicate") { values.predicate($0) }
    let object = try term(fact, "object") { try values.name($0) }
    var graph: Term?
    if let name = fact["graph"], name != .null {
      graph = try term(fact, "graph") { values.predicate($0) }
    }
    batch.append(
      batch.number(subject), batch.number(predicate), batch.number(object),
      graph: graph.map { batch.number($0) } ?? run.defaultGraph)
  }

  /// A claim that a text denies, supposes or only reports is no fact.
  private func checkAsserted(_ fact: JSONValue) throws(SyntaxError) {
    if fact["negated"] == .boolean(true) {
      throw Self.problem("this claim is negated, so it is not a fact")
    }
    for name in ["modality", "attributed_to"] {
      if let value = fact[name], value != .null {
        throw Self.problem("this claim has \"\(name)\", so it is not a fact")
      }
    }
  }

  private func term(
    _ fact: JSONValue, _ name: String, named: (String) throws -> Term
  ) throws -> Term {
    switch fact[name] {
    case .string(let text)?:
      guard !text.isEmpty || name == "object" else { throw Self.problem("\"\(name)\" is empty") }
      return try named(text)
    case .number(let text)? where name != "predicate" && name != "graph":
      return try Self.number(text)
    case .boolean(let truth)? where name != "predicate" && name != "graph": return .boolean(truth)
    case .object(let members)?:
      if let term = Self.term(of: members) { return term }
      throw Self.problem("\"\(name)\" is an object that does not describe a term")
    case nil, .null?: throw Self.problem("a fact has \"\(name)\"")
    default: throw Self.problem("\"\(name)\" cannot be this")
    }
  }

  static func number(_ text: String) throws(SyntaxError) -> Term {
    if let integer = Int64(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else {
      throw problem("\(text) is too large for a number")
    }
    return .float(number)
  }

  /// The term that an object describes, if it does.
  static func term(of members: [JSONMember]) -> Term? {
    let value = JSONValue.object(members)
    switch (members.count, members.first?.name) {
    case (1, "iri"): return value["iri"]?.string.flatMap { TermKindText.join($0, kind: "iri") }
    case (1, "string"): return value["string"]?.string.map(Term.string)
    case (1, "blank"):
      return value["blank"]?.string.flatMap { $0.isEmpty ? nil : Term.blank($0) }
    case (1, "entity"):
      return value["entity"]?.string.map { Term.entity($0, disambiguator: "") }
    default:
      guard members.count == 2, let text = value["value"]?.string,
        let kind = value["kind"]?.string
      else { return nil }
      return TermKindText.join(text, kind: kind)
    }
  }

  static func problem(_ what: String) -> SyntaxError {
    SyntaxError(offset: 0, problem: .other(what))
  }
}
