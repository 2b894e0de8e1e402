import Graph
import TestSupport

/// A small document of two sentences about three people and a city.
func meetingRecord(hash: String = "hash-1", source: String = "meeting.txt") -> DocumentRecord {
  var record = DocumentRecord(
    source: source, title: "Two neighbours meet", date: CalendarDate("2026-01-05"),
    contentHash: hash)
  record.sentences = [
    SentenceRecord(
      start: 0, end: 38, text: "Mina Park met Oskar Lund in Porto today.", role: .body),
    SentenceRecord(
      start: 39, end: 80, text: "Park did not visit Oslo, Lund said.", role: .body),
  ]
  record.entities = [
    EntityRecord(label: "Mina Park", types: ["person"], aliases: ["Mina Park": 1, "Park": 1]),
    EntityRecord(label: "Oskar Lund", types: ["person"], aliases: ["Oskar Lund": 1, "Lund": 1]),
    EntityRecord(label: "Porto", types: ["city", "place"], aliases: ["Porto": 1]),
    EntityRecord(label: "Oslo", types: ["city", "place"], aliases: ["Oslo": 1]),
  ]
  record.mentions = [
    MentionRecord(entity: 0, sentence: 0, start: 0, end: 9, surface: "Mina Park"),
    MentionRecord(entity: 1, sentence: 0, start: 14, end: 24, surface: "Oskar Lund"),
    MentionRecord(entity: 2, sentence: 0, start: 28, end: 33, surface: "Porto"),
    MentionRecord(entity: 0, sentence: 1, start: 39, end: 43, surface: "Park"),
  ]
  var met = StatementRecord(
    subject: .entity(0), predicate: "meet", surface: "met", object: .entity(1), sentence: 0,
    start: 0, end: 24, confidence: 0.9, extractor: "svo")
  met.qualifiers = [("in", .entity(2)), ("on", .literal(.date(CalendarDate("2026-01-05")!)))]
  var visit = StatementRecord(
    subject: .entity(0), predicate: "visit", surface: "visit", object: .entity(3), sentence: 1,
    start: 39, end: 62, confidence: 0.7, extractor: "svo")
  visit.isNegated = true
  visit.attributedTo = .entity(1)
  record.statements = [met, visit]
  return record
}

/// A new graph file in a folder of its own.
struct GraphFile {
  let folder: TemporaryFolder
  var path: String { folder.path("graph.db") }

  init() throws { folder = try TemporaryFolder() }

  func open(_ access: KnowledgeGraph.Access = .readWrite) throws -> KnowledgeGraph {
    try KnowledgeGraph(path: path, access: access)
  }
}

extension KnowledgeGraph {
  /// The one entity of this name.
  func only(_ name: String) throws -> Value {
    let matches = try entities(named: name)
    guard matches.count == 1 else { throw Missing(name: name) }
    return matches[0].value
  }

  struct Missing: Error { var name: String }
}
