import Graph
import TestSupport
import Testing

/// What becomes of a fact that was deleted and rejected as well.
@Suite struct RejectedFactTests {
  private let graph: KnowledgeGraph

  init() throws {
    graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    try graph.add(meetingRecord())
  }

  /// That Mina Park met Oskar Lund; its values may be others once the document was read anew.
  private var fact: (subject: Value, predicate: Value, object: Value) {
    get throws {
      let meet = try #require(try graph.predicate(named: "meet"))
      return (try graph.only("Mina Park"), meet, try graph.only("Oskar Lund"))
    }
  }

  private func holds() throws -> Bool {
    let fact = try fact
    return try !graph.triples(
      subject: fact.subject, predicate: fact.predicate, object: fact.object
    ).subjects.isEmpty
  }

  /// Reads the document anew, as it was. Of the entities that the graph has still it means these.
  private func readAnew() throws {
    _ = try graph.replace(
      path: "meeting.txt", address: nil, contentHash: "hash-1", isKept: { _ in true },
      with: {
        var record = meetingRecord()
        for index in record.entities.indices {
          record.entities[index].existing =
            try graph.value(of: .entity(record.entities[index].label, disambiguator: ""))
        }
        return record
      })
  }

  @Test func aDeletedFactStaysAwayWhenItsRejectionIsTakenBack() throws {
    try graph.delete([try fact])
    try graph.reject([try fact], because: nil)
    #expect(try graph.takeBackLastRejection()?.facts.count == 1)
    #expect(try !holds())
    // As after any deletion, the document may say it again.
    try readAnew()
    #expect(try holds())
  }

  @Test func aDocumentReadAnewMeanwhileSaysItAgain() throws {
    try graph.delete([try fact])
    try graph.reject([try fact], because: nil)
    try readAnew()
    #expect(try !holds())
    _ = try graph.takeBackLastRejection()
    #expect(try holds())
  }

  @Test func rejectionsAreTakenBackTheLastFirstEachWithItsFacts() throws {
    let fact = try fact
    let likes = try ["tea", "ink", "figs"].map { thing in
      let like = (Term.entity("Mina Park", disambiguator: ""), "like", Term.string(thing))
      try graph.insert([like])
      let predicate = try #require(try graph.predicate(named: "like"))
      let object = try #require(try graph.value(of: like.2))
      return (subject: fact.subject, predicate: predicate, object: object)
    }
    try graph.reject([fact], because: "first")
    try graph.reject(likes, because: "second")
    #expect(try graph.rejections().map(\.facts.count) == [1, 3])
    let last = try #require(try graph.takeBackLastRejection())
    #expect(last.facts.count == 3 && last.reason == "second")
    #expect(try graph.takeBackLastRejection()?.reason == "first")
    #expect(try graph.takeBackLastRejection() == nil)
    #expect(try holds())
  }
}
