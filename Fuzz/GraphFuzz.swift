// Feeds graph files with anything in them to the store. Compiled against the modules of the library.

import CSQLite
import Glibc
import Graph

private let folder = "/dev/shm/graphsh-fuzz-graph-\(getpid())"
private let path = folder + "/graph.db"

/// Sound graphs, as bytes: in rows, with triples in blocks, and with terms in blocks as well.
private let originals: [[UInt8]] = {
  do {
    mkdir(folder, 0o700)
    return try [0, 1, 2].map(original)
  } catch {
    preconditionFailure("\(error)")
  }
}()

private func original(_ form: Int) throws -> [UInt8] {
  removeFiles()
  do {
    let graph = try KnowledgeGraph(path: path, access: .readWrite)
    try graph.add(record("a"))
    if form > 0 {
      try graph.insert(
        (0..<400).map { (.string("s\($0 % 40)"), "p\($0 % 3)", .integer(Int64($0))) })
      try graph.compact(blocksFrom: 1)
    }
    if form > 1 {
      let lines = (0..<5000).map { "<a:s\($0)> <a:p> \($0 % 9 == 0 ? "_:b" : "\"o\($0)\"") .\n" }
      write(Array(lines.joined().utf8), to: folder + "/lines.nt")
      try graph.importFiles([folder + "/lines.nt"])
      try graph.compact(blocksFrom: 1)
    }
    try graph.insert([(.string("x"), "p1", .string("y"))])
    _ = try graph.vacuum()
  }
  guard let bytes = read(path) else { preconditionFailure("no graph was made") }
  return bytes
}

private func record(_ hash: String) -> DocumentRecord {
  var record = DocumentRecord(
    source: hash + ".txt", title: "T", date: CalendarDate("2026-01-05"), contentHash: hash)
  record.sentences = [SentenceRecord(start: 0, end: 9, text: "A met B in C.", role: .body)]
  record.entities = ["A", "B", "C"].map {
    EntityRecord(label: $0, types: ["person"], aliases: [$0: 1])
  }
  record.mentions = [MentionRecord(entity: 0, sentence: 0, start: 0, end: 1, surface: "A")]
  var met = StatementRecord(
    subject: .entity(0), predicate: "meet", surface: "met", object: .entity(1), sentence: 0,
    start: 0, end: 7, confidence: 0.9, extractor: "svo")
  met.qualifiers = [("in", .entity(2))]
  record.statements = [met]
  return record
}

private func removeFiles() {
  for ending in ["", "-wal", "-shm", "-journal"] { unlink(path + ending) }
}

private func write(_ bytes: [UInt8], to path: String) {
  guard let stream = fopen(path, "w") else { preconditionFailure("cannot write \(path)") }
  fwrite(bytes, 1, bytes.count, stream)
  fclose(stream)
}

private func read(_ path: String) -> [UInt8]? {
  guard let stream = fopen(path, "r") else { return nil }
  defer { fclose(stream) }
  var status = stat()
  stat(path, &status)
  var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
  return fread(&bytes, 1, bytes.count, stream) == bytes.count ? bytes : nil
}

/// Columns of numbers, which are given impossible ones.
private let columns = [
  ("triple_block", "id"), ("triple_block", "ordering"), ("triple_block", "first"),
  ("triple_block", "count"), ("term_block", "first_id"), ("term_block", "count"),
  ("term_block", "segment"), ("term_block", "kind"), ("block_statistic", "triples"),
  ("block_statistic", "subjects"), ("block_statistic", "predicate"), ("block_state", "generation"),
  ("block_state", "triples"), ("term", "id"), ("term", "kind"), ("triple", "subject"),
  ("triple", "object"), ("triple", "predicate"), ("triple", "origin"), ("statement", "object"),
  ("statement", "id"), ("statement", "attributed_to"), ("sentence", "number"),
  ("sentence", "start"), ("evidence", "end"), ("alias", "count"), ("entity", "mentions"),
  ("entity", "term"), ("entity_type", "type"), ("qualifier", "value"), ("mention", "start"),
  ("profile", "number"), ("predicate_form", "count"), ("document", "id"), ("predicate", "term"),
]
private let numbers = [
  "9223372036854775807", "-9223372036854775808", "2147483647", "-2147483648", "4294967295",
  "1073741823", "1073741824", "1099511627776", "-1", "0", "1", "''", "NULL", "1e300", "x'ff'",
]

private func craft(_ bytes: ArraySlice<UInt8>) {
  var handle: OpaquePointer?
  defer { sqlite3_close(handle) }
  guard sqlite3_open(path, &handle) == SQLITE_OK else { return }
  sqlite3_exec(
    handle, "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF", nil, nil, nil)
  var place = bytes.startIndex
  while place + 2 < bytes.endIndex {
    let (table, column) = columns[Int(bytes[place]) % columns.count]
    let number = numbers[Int(bytes[place + 1]) % numbers.count]
    // With the table's order of any sort, one row or all.
    let row = Int(bytes[place + 2])
    let filter =
      row == 255
      ? ""
      : " WHERE \(column) = (SELECT \(column) FROM \(table) LIMIT 1 OFFSET \(row) % max(1, (SELECT count(*) FROM \(table))))"
    sqlite3_exec(
      handle, "UPDATE OR REPLACE \(table) SET \(column) = \(number)\(filter)", nil, nil, nil)
    place += 3
  }
}

/// Does something that may find the file damaged, and nothing else.
private func attempt(_ body: () throws -> Void) {
  do { try body() } catch let error as StoreError {
    precondition(!error.description.isEmpty)
  } catch {
    preconditionFailure("\(error)")
  }
}

private func ask(_ graph: KnowledgeGraph) {
  for mask in 0..<8 {
    attempt {
      func value(_ bit: Int) -> Value? { mask & bit == 0 ? nil : Value(term: 5) }
      let rows = try graph.triples(subject: value(1), predicate: value(2), object: value(4))
      for row in rows.subjects.indices.suffix(5) {
        _ = try graph.term(Value(rawValue: rows.subjects[row]))
        _ = try graph.text(of: Value(rawValue: rows.objects[row]))
      }
    }
  }
  attempt { _ = try graph.value(of: .iri("a:s7")) }
  attempt { _ = try graph.value(of: .blank("b4100")) }
  attempt { _ = try graph.statistics() }
  attempt { _ = try graph.tripleStatistics(of: Value(term: 5)) }
  attempt { _ = try graph.predicates() }
  attempt { _ = try graph.documents() }
  attempt { for entity in try graph.entities() { _ = try graph.entity(entity.value) } }
  attempt { _ = try graph.entities(named: "A") }
  attempt {
    for statement in try graph.statements(
      subject: nil, predicate: nil, object: nil, assertedOnly: false)
    {
      _ = try graph.evidence(of: statement.id)
      _ = try graph.qualifiers(of: statement.id)
    }
  }
  for relation in StoreRelation.allCases {
    attempt { _ = try graph.scan(relation, bound: []) { _ in Value(term: 0) } }
  }
  attempt { _ = try graph.search("met", limit: nil) }
  attempt { try graph.export(.nQuads) { _ in } }
}

private func change(_ graph: KnowledgeGraph) {
  attempt { _ = try graph.insert([(.string("new"), "p", .string("newer"))]) }
  attempt { _ = try graph.add(record("b")) }
  attempt { _ = try graph.forget(document: 1) }
  attempt { _ = try graph.vacuum() }
  attempt { _ = try graph.compact(blocksFrom: 1) }
  attempt { _ = try graph.compact(blocksFrom: .max) }
}

/// The first byte says which graph is damaged, and how: by impossible numbers, three bytes each, or by other bytes
/// anywhere, four bytes each.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzGraph(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 3 else { return 0 }
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  var bytes = originals[Int(input[0] & 0x0F) % originals.count]
  if input[0] & 0x10 != 0 {
    var place = 1
    while place + 3 < count {
      let number = Int(input[place]) << 16 | Int(input[place + 1]) << 8 | Int(input[place + 2])
      // Pages begin with what is told of them; the first tells of the file.
      let offset = number & 1 == 0 ? number : number & ~0xFFF | number & 0xFF
      bytes[offset % bytes.count] = input[place + 3]
      place += 4
    }
  }
  removeFiles()
  write(bytes, to: path)
  if input[0] & 0x10 == 0 { craft(input[1...]) }
  attempt {
    let graph = try KnowledgeGraph(path: path, access: .readOnly, busyTimeout: 0)
    attempt { _ = try graph.check() }
    ask(graph)
  }
  attempt {
    let graph = try KnowledgeGraph(path: path, access: .readWrite, busyTimeout: 0)
    if input[0] & 0x20 != 0 { ask(graph) }
    change(graph)
    ask(graph)
    attempt { _ = try graph.check() }
  }
  return 0
}
