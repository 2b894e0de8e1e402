import Foundation
import Graph
import TestSupport
import Testing

/// The graph is served while another process writes it.
@Suite struct WrittenMeanwhileTests {
  @Test func whatOthersWriteIsSeenAtOnce() throws {
    let served = try ServedGraph()
    for number in 0..<5 {
      let made = try GraphshCommand.run([
        "query", "insert new(\"x\(number)\", \"y\").", "--db", served.path,
      ])
      #expect(made.status == 0, "\(made.errors)")
      let answer = try served.post("/query", ["text": "?(count(X)) :- new(X, _)."])
      #expect(answer.body.contains("\"number\":\(number + 1)"), "\(answer.body)")
    }
  }

  @Test func readersDoNotFailBesideAWriter() throws {
    let served = try ServedGraph()
    let writer = try KnowledgeGraph(path: served.path, access: .readWrite)
    try writer.transaction {
      try writer.insert([(.string("a"), "next", .string("b"))])
      for _ in 0..<10 {
        #expect(try served.get("/stats").status == 200)
        #expect(try served.post("/query", ["text": "met(X, Y)?"]).status == 200)
      }
    }
  }
}
