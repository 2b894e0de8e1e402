import Foundation
import Graph
import TestSupport
import Testing
import TextAnalysis

/// What documents leave in a graph depends on those that are in it, and on nothing that came and went.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: EnglishPipeline.defaultModelPath()),
    "needs the model"))
struct ForgettingTests {
  /// Texts of each kind, to draw from.
  private static func texts(_ kind: String, seed: UInt64) throws -> [String] {
    let root = Repository.root
    return switch kind {
    case "articles":
      try
        (ArticleGraph.files(
          in: root.appending(path: "Tests/EndToEndTests/Articles"), endings: ["txt"])
        + ArticleGraph.files(in: root.appending(path: "seeds"), endings: ["txt", "md", "html"]))
        .map { try String(contentsOfFile: $0, encoding: .utf8) }
    default: SyntheticTexts.texts(16, seed: seed)
    }
  }

  private func run(_ arguments: [String], _ path: String) throws {
    let result = try GraphshCommand.run(arguments + ["--db", path, "-q"])
    #expect(result.status == 0, "\(arguments): \(result.errors)")
  }

  private func expectGood(_ path: String, _ steps: [String]) throws {
    let result = try GraphshCommand.run(["check", "--db", path])
    #expect(result.output == "\(path): good\n", "after \(steps)")
  }

  @Test(arguments: [("synthetic", 1), ("synthetic", 2), ("synthetic", 3), ("articles", 4)])
  func graphIsThatOfItsDocumentsWhateverCameAndWent(kind: String, seed: UInt64) throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: seed)
    let files = try Self.texts(kind, seed: seed).enumerated().map {
      try folder.write($1, to: "texts/\($0).txt")
    }.shuffled(using: &random)
    let path = folder.path("graph.db")
    var (left, held): ([String], Set<String>) = (files, [])
    var steps: [String] = []
    for _ in 0..<TestLength.count(9, long: 40) {
      let chance = Int.random(in: 0..<100, using: &random)
      if !left.isEmpty, chance < 45 || held.isEmpty {
        let count = Int.random(in: 1...max(1, left.count / 2), using: &random)
        try run(["ingest"] + left.prefix(count), path)
        held.formUnion(left.prefix(count))
        left.removeFirst(count)
        steps.append("ingest \(count)")
      } else if let one = held.sorted().randomElement(using: &random), chance < 80 {
        try run(["forget", one], path)
        held.remove(one)
        if random.chance(40) { left.append(one) }
        steps.append("forget")
      } else {
        let some = Array(held.sorted().shuffled(using: &random).prefix(3))
        if some.isEmpty { continue }
        try run(["ingest", "--replace"] + some, path)
        steps.append("replace \(some.count)")
      }
      try expectGood(path, steps)
    }
    guard !held.isEmpty else { return }
    let fresh = folder.path("fresh.db")
    try run(["ingest"] + held.sorted(), fresh)
    let differences = try GraphMeaning(path: path).differences(from: GraphMeaning(path: fresh))
    #expect(differences.isEmpty, "\(steps): \(differences.prefix(5))")
  }

  @Test func nothingIsLeftOfAllThatWasForgotten() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("graph.db")
    for (number, text) in SyntheticTexts.texts(6, seed: 9).enumerated() {
      try folder.write(text, to: "texts/\(number).txt")
    }
    try run(["ingest", folder.path("texts")], path)
    for number in 0..<6 { try run(["forget", folder.path("texts/\(number).txt")], path) }
    for (table, rows) in try GraphMeaning(path: path).tables where table != "linking" {
      #expect(rows.isEmpty, "\(table)")
    }
  }

  @Test func ordersAndPartsOfRunsGiveOneGraph() throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 21)
    let files = try SyntheticTexts.texts(24, seed: 21).enumerated().map {
      try folder.write($1, to: "texts/\($0).txt")
    }
    let once = folder.path("once.db")
    try run(["ingest", folder.path("texts")], once)
    let expected = try GraphMeaning(path: once)
    for trial in 0..<TestLength.count(3, long: 20) {
      let path = folder.path("parts\(trial).db")
      var left = files.shuffled(using: &random)
      while !left.isEmpty {
        let count = Int.random(in: 1...min(left.count, 9), using: &random)
        try run(["ingest"] + left.prefix(count), path)
        left.removeFirst(count)
      }
      let differences = try GraphMeaning(path: path).differences(from: expected)
      #expect(differences.isEmpty, "trial \(trial): \(differences.prefix(5))")
    }
  }

  @Test func twoIngestsAtOnceGiveTheGraphOfOne() async throws {
    let folder = try TemporaryFolder()
    for (number, text) in SyntheticTexts.texts(40, seed: 33).enumerated() {
      try folder.write(text, to: "\(number % 2 == 0 ? "even" : "odd")/\(number).txt")
    }
    let (path, once) = (folder.path("both.db"), folder.path("once.db"))
    try run(["ingest", folder.path("even"), folder.path("odd")], once)
    let halves = [folder.path("even"), folder.path("odd")]
    try await withThrowingTaskGroup(of: Int32.self) { group in
      for half in halves {
        group.addTask { try GraphshCommand.run(["ingest", half, "--db", path, "-q"]).status }
      }
      for try await status in group { #expect(status == 0) }
    }
    try expectGood(path, ["two at once"])
    let differences = try GraphMeaning(path: path).differences(from: GraphMeaning(path: once))
    #expect(differences.isEmpty, "\(differences.prefix(5))")
  }

  // MARK: What a person did

  @Test func deletedFactStaysDeletedWhateverDocumentsComeAndGo() throws {
    let graph = try ArticleGraph()
    func write(_ text: String, _ name: String) throws -> String {
      try graph.folder.write(text, to: name)
    }
    let first = try write("Ilse Brandt bought Harbor Foods. Ilse Brandt praised Oslo.", "a.txt")
    let other = try write("Tomas Rehn visited Lima. Rehn praised Ilse Brandt.", "b.txt")
    let query = "bought(\"Ilse Brandt\", What)?"
    try graph.ingest([first, other])
    try run(["query", "delete bought(\"Ilse Brandt\", \"Harbor Foods\")."], graph.path)
    #expect(try graph.rows(query).isEmpty)
    let again = try write("On Friday Ilse Brandt bought Harbor Foods.", "c.txt")
    try graph.ingest([again])
    try run(["ingest", "--replace", other], graph.path)
    try run(["forget", other], graph.path)
    #expect(try graph.rows(query).isEmpty)
    #expect(try graph.rows("praised(\"Ilse Brandt\", What)?").count == 1)
    try expectGood(graph.path, ["delete"])
    try run(["ingest", "--replace", first], graph.path)
    #expect(try graph.rows(query).count == 1)
    #expect(try graph.open().documents().count == 2)
    try expectGood(graph.path, ["replace"])
  }

  @Test func insertedFactIsStatedAgainAndOutlastsDocuments() throws {
    let graph = try ArticleGraph()
    let file = try graph.folder.write("Ilse Brandt bought Harbor Foods.", to: "a.txt")
    let query = "bought(\"Ilse Brandt\", What)?"
    try graph.ingest([file])
    try run(["query", "delete bought(\"Ilse Brandt\", \"Harbor Foods\")."], graph.path)
    try run(["query", "insert bought(\"Ilse Brandt\", \"Harbor Foods\")."], graph.path)
    #expect(try graph.rows(query).count == 1)
    try expectGood(graph.path, ["insert"])
    try run(["forget", file], graph.path)
    #expect(try graph.rows(query).count == 1)
    try expectGood(graph.path, ["forget"])
  }

  // MARK: What names a document

  private func page(_ address: String, _ text: String) -> String {
    """
    <html><head><meta property="og:url" content="\(address)"></head>
    <body><p>\(text)</p></body></html>
    """
  }

  @Test(arguments: ["https://paper.example/", "https://paper.example/news/"])
  func pagesOfOneAddressStayDocumentsOfTheirOwn(address: String) throws {
    let graph = try ArticleGraph()
    let files = try [
      "Ilse Brandt met Rosa Vidal.", "Tomas Rehn bought a ship.", "Nadia Holt left Oslo.",
    ]
    .enumerated().map { try graph.folder.write(page(address, $1), to: "p/\($0).html") }
    for _ in 0..<2 { try run(["ingest", "--replace"] + files, graph.path) }
    #expect(try graph.open().documents().map(\.source).sorted() == files)
    for file in files { try run(["ingest", "--replace", file], graph.path) }
    #expect(try graph.open().documents().map(\.source).sorted() == files)
    try expectGood(graph.path, ["replace"])
  }

  @Test func pageThatWasMovedTakesThePlaceOfTheOlder() throws {
    let graph = try ArticleGraph()
    let address = "https://paper.example/news/1"
    let old = try graph.folder.write(page(address, "Ilse Brandt met Rosa Vidal."), to: "old.html")
    try graph.ingest([old])
    #expect(try graph.open().documents().map(\.source) == [address])
    try FileManager.default.removeItem(atPath: old)
    let new = try graph.folder.write(page(address, "Ilse Brandt left Oslo."), to: "new.html")
    try run(["ingest", "--replace", new], graph.path)
    #expect(try graph.open().documents().map(\.source) == [address])
    let predicates = try StoredRows(path: graph.path).rows("SELECT predicate FROM statements")
    #expect(predicates == ["leave"])
  }

  @Test func filesThatExchangedTheirTextsAreBothKept() throws {
    let graph = try ArticleGraph()
    let texts = ["Ilse Brandt met Rosa Vidal.", "Tomas Rehn bought a ship."]
    func write(_ texts: [String]) throws -> [String] {
      try texts.enumerated().map { try graph.folder.write($1, to: "\($0).txt") }
    }
    try graph.ingest(try write(texts))
    try run(["ingest", "--replace"] + (try write(texts.reversed())), graph.path)
    #expect(try graph.open().documents().count == 2)
    #expect(try graph.rows("bought(\"Tomas Rehn\", What)?").count == 1)
    #expect(try graph.rows("met(\"Ilse Brandt\", \"Rosa Vidal\")?").count == 1)
  }

  @Test func ingestThatReadsNothingMakesNoGraph() throws {
    let folder = try TemporaryFolder()
    let empty = try folder.write("", to: "empty.txt")
    let result = try GraphshCommand.run(["ingest", empty, "--db", folder.path("graph.db")])
    #expect(result.status == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path("graph.db")))
  }
}
