import Graph
import TestSupport
import Testing

/// Terms in blocks, and in rows beside them, are found by what they are and by their values, however often, and whoever
/// has written in between.
@Suite struct TermLookUpTests {
  private struct Undone: Error {}

  private static func iri(_ number: Int) -> Term { .iri("http://a.example/item/\(number)") }

  private static func lines(_ range: Range<Int>) -> String {
    range.map {
      "<http://a.example/item/\($0)> <http://a.example/name> \"Item \($0)\"@en .\n"
    }.joined()
  }

  /// A graph in blocks, with thousands of terms in blocks of their own.
  private static func blocks(in file: GraphFile) throws -> KnowledgeGraph {
    let graph = try file.open()
    try graph.insert([(.string("a"), "before", .string("b"))])
    try graph.compact(blocksFrom: 1)
    try graph.importFiles([try file.folder.write(lines(0..<5000), to: "first.nt")])
    return graph
  }

  @Test func termsAreFoundWhileOthersWrite() throws {
    let file = try GraphFile()
    let graph = try Self.blocks(in: file)
    let reader = try file.open(.readOnly)
    var generator = SeededGenerator(seed: 5)
    var known: [Term: Value] = [:]
    for number in stride(from: 0, to: 5000, by: 7) {
      let value: Value = try #require(try graph.value(of: Self.iri(number)))
      known[Self.iri(number)] = value
    }
    for round in 0..<12 {
      let new = Term.string("row \(round)")
      let imported = (5000 + round * 40)..<(5040 + round * 40)
      if round % 2 == 0 {
        try graph.insert([(new, "new", Self.iri(round))])
        let value: Value = try #require(try graph.value(of: new))
        known[new] = value
      } else {
        try graph.importFiles([try file.folder.write(Self.lines(imported), to: "more.nt")])
        for number in imported {
          let value: Value = try #require(try graph.value(of: Self.iri(number)))
          known[Self.iri(number)] = value
        }
      }
      #expect(Set(known.values).count == known.count)
      for graph in [graph, reader] {
        // More look-ups than are made before what is kept of the rows counts.
        for (term, value) in known.shuffled(using: &generator).prefix(80) {
          #expect(try graph.value(of: term) == value)
          #expect(try graph.term(value) == term)
          #expect(try !graph.text(of: value).isEmpty)
        }
        #expect(try graph.value(of: .string("row \(round + 1)")) == nil)
        #expect(try graph.value(of: Self.iri(imported.upperBound + 40)) == nil)
        #expect(try graph.value(of: .string("http://a.example/item/7")) == nil)
      }
    }
    #expect(try graph.check().isEmpty)
  }

  @Test func whatIsRolledBackIsFoundNoMore() throws {
    let file = try GraphFile()
    let graph = try Self.blocks(in: file)
    func lookUpOften() throws {
      for number in 0..<50 { #expect(try graph.value(of: Self.iri(number)) != nil) }
    }
    try lookUpOften()
    try? graph.transaction {
      try graph.insert([(.string("gone"), "new", .string("c"))])
      try lookUpOften()
      #expect(try graph.value(of: .string("gone")) != nil)
      throw Undone()
    }
    try lookUpOften()
    #expect(try graph.value(of: .string("gone")) == nil)
    try? graph.transaction {
      let value = try graph.value(of: .string("a"))
      let predicate = try graph.value(of: .string("before"))
      let object = try graph.value(of: .string("b"))
      guard let value, let predicate, let object else { throw Undone() }
      try graph.delete([(value, predicate, object)])
      try lookUpOften()
      throw Undone()
    }
    try lookUpOften()
    #expect(try graph.value(of: .string("a")) != nil)
    #expect(try graph.triples(subject: nil, predicate: nil, object: nil).subjects.count == 5001)
  }

  @Test func triplesOfNewAndOldTermsAreCountedOnce() throws {
    let file = try GraphFile()
    let graph = try Self.blocks(in: file)
    let path = try file.folder.write(
      Self.lines(4990..<5010) + Self.lines(5005..<5020)
        + "<http://a.example/item/1> <http://a.example/name> \"Item 2\"@en .\n", to: "more.nt")
    #expect(try graph.importFiles([path]).newTriples == 21)
    #expect(try graph.importFiles([path]).newTriples == 0)
    let quads = try file.folder.write(
      "<x:new> <http://a.example/name> \"n\" <x:g> .\n<x:new> <http://a.example/name> \"n\" <x:h> .\n"
        + "<x:new> <http://a.example/name> \"n\" .\n", to: "more.nq")
    #expect(try graph.importFiles([quads]).newTriples == 1)
    #expect(try graph.check().isEmpty)
  }
}
