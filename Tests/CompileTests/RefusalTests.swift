import Compile
import GQL
import Graph
import TestSupport
import Testing

@Suite struct RefusalTests {
  @Test(arguments: [
    ("p(1). p(a).\np(X)?", "1:7: error: this cannot be compiled: column 1 of p is an integer"),
    ("p(1). q(a).\nr(X) :- p(X).\nr(X) :- q(X).\nr(X)?", "3:1: error: this cannot be compiled"),
    ("p(a, 1).\n?(list(X)) :- p(X, _).", "2:1: error: this cannot be compiled: list"),
    ("p(a, b).\npagerank(p, X, S)?", "measures"),
    ("p(1).\n?(format(\"{}\", X)) :- p(X).", "no function format"),
    ("p(1.5).\n?(str(X)) :- p(X).", "different texts"),
    ("p(1).\n?- p(X), X < \"a\".", "does not fit an integer and a string"),
    ("p(\"chat\"@fr).\np(X)?", "no column of a table holds"),
    ("p(1).", "it asks nothing"),
    ("@import p \"rows.csv\".\np(X, Y)?", "rows.csv"),
    (
      "d(a, 0, 1).\nd(Y, min(N), max(M)) :- d(X, N, M), e(X, Y).\ne(a, b).\nd(X, N, M)?",
      "best values"
    ),
  ]) func saysWhereAndWhatCannotBeCompiled(program: String, message: String) throws {
    for target in CompilationTarget.allCases {
      do {
        _ = try Compilation(target: target).text(of: program, name: "x.gql")
        Issue.record("\(program) was compiled for \(target)")
      } catch let error as DiagnosticsError {
        #expect(error.rendered().contains(message), "\(error.rendered())")
      }
    }
  }

  @Test func storedPredicatesNeedTheTablesOfTheirGraph() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    try graph.insert([(.string("a"), "next", .string("b"))])
    #expect(throws: DiagnosticsError.self) {
      try Compilation(target: .duckDB, graph: graph).text(of: "next(X, Y)?", name: "x.gql")
    }
    #expect(throws: DiagnosticsError.self) {
      try Compilation(target: .duckDB, graph: graph, graphFolder: "t")
        .text(of: "insert next(b, c).", name: "x.gql")
    }
  }
}
