import Extraction
import Foundation
import Graph
import TestSupport
import Testing

/// Who is who across documents: the same whatever the order and the number of runs.
@Suite struct LinkingTests {
  /// A graph of texts, read in the given order, all at once or one run for each.
  private struct Read {
    let graph: KnowledgeGraph

    init(_ texts: [String], order: [Int]? = nil, apart: Bool = false) throws {
      let (pipeline, knowledge) = try #require(
        Installed.pipeline.flatMap { pipeline in Installed.knowledge.map { (pipeline, $0) } })
      let folder = try TemporaryFolder()
      graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
      let paths = try texts.enumerated().map { try folder.write($1, to: "\($0).txt") }
      let ordered = (order ?? Array(texts.indices)).map { paths[$0] }
      let ingestor = Ingestor(graph: graph, pipeline: pipeline, knowledge: knowledge)
      for run in apart ? ordered.map({ [$0] }) : [ordered] {
        _ = try ingestor.ingest(paths: run) { _ in }
      }
      #expect(try graph.check().isEmpty)
    }

    func labels(_ type: String) throws -> [String] {
      try graph.entities().filter { $0.types.contains(type) }.map(\.label).sorted()
    }

    private func text(_ value: Value) throws -> String {
      "\(try graph.term(value))"
    }

    /// Subject, predicate and object of all claims.
    func claims() throws -> [String] {
      try graph.statements(subject: nil, predicate: nil, object: nil, assertedOnly: false)
        .map { statement in
          let parts =
            [statement.subject, statement.predicate] + (statement.object.map { [$0] } ?? [])
          let qualifiers = try graph.qualifiers(of: statement.id).map {
            "\($0.name) \(try text($0.value))"
          }
          return try parts.map(text).joined(separator: " | ")
            + " \(statement.isNegated) \(statement.modality ?? "") \(qualifiers.sorted())"
        }.sorted()
    }

    /// Everything that the graph says of its entities and in its claims.
    func contents() throws -> [String] {
      let entities = try graph.entities().map { match in
        let entity = try #require(try graph.entity(match.value))
        let names = entity.aliases.map { "\($0.name) \($0.count)" }
        return "\(try text(match.value)) \(entity.types) \(names) \(entity.mentions)"
      }
      return entities.sorted() + (try claims())
    }

    func states(_ subject: String, _ predicate: String, _ object: String) throws -> Bool {
      for subject in try graph.entities(named: subject) {
        for statement in try graph.statements(
          subject: subject.value, predicate: nil, object: nil, assertedOnly: true)
        where try graph.text(of: statement.predicate) == predicate {
          if try statement.object.map(graph.text) == object { return true }
        }
      }
      return false
    }
  }

  static let permutations = [
    [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0],
  ]
  static let stories = [
    """
    Ukrainian President Volodymyr Zelensky met Karol Nawrocki, the president of Poland, in Warsaw.
    Zelensky thanked Poland. Warsaw promised help.
    """,
    """
    The leaders of Poland and Ukraine talked about grain on Monday. The Polish president thanked Zelenskyy.
    Orvelo builds trucks in Oslo. Oslo praised the grain deal.
    """,
    """
    Volodymyr Zelenskyy visited Oslo. The truck maker Orvelo Industries hired Anna Brandt.
    Norway and Poland signed the Grain Deal. Brandt praised the deal.
    """,
  ]

  @Test func everyOrderAndNumberOfRunsGivesTheSameGraph() throws {
    let expected = try Read(Self.stories).contents()
    for order in Self.permutations {
      for apart in [false, true] {
        let contents = try Read(Self.stories, order: order, apart: apart).contents()
        #expect(contents == expected, "order \(order), apart \(apart)")
      }
    }
  }

  @Test func whoHoldsAnOfficeIsMeantByItInOtherDocuments() throws {
    let read = try Read(Self.stories)
    #expect(try read.states("Karol Nawrocki", "thank", "Volodymyr Zelensky"))
    #expect(try read.states("Karol Nawrocki", "talk_about", "grain"))
    #expect(try read.states("Volodymyr Zelensky", "talk_about", "grain"))
    #expect(try !read.graph.entities().contains { $0.label.hasSuffix("leader") })
  }

  @Test func anOfficeOfWhichNobodyKnowsTheHolderIsNoPerson() throws {
    let read = try Read([
      "Olaf Lindqvist met the Chilean president in Oslo. He thanked the leaders of Chile and Peru."
    ])
    #expect(try read.labels("person") == ["Olaf Lindqvist"])
    #expect(try read.states("Olaf Lindqvist", "meet", "Chilean president"))
    #expect(try read.states("Olaf Lindqvist", "thank", "Peruvian leader"))
  }

  @Test func theHolderIsThatOfTheDocumentsTime() throws {
    let texts = [
      "Published: 3 May 2019\n\nMaria Costa, the president of Brazil, opened a school.",
      "Published: 3 May 2024\n\nPaulo Lima, the president of Brazil, closed a school.",
      "Published: 20 May 2019\n\nOlaf Lindqvist met the Brazilian president in Oslo.",
      "Published: 20 May 2024\n\nAnna Brandt met the Brazilian president in Bonn.",
      "Erik Holm met the Brazilian president in Paris.",
    ]
    let read = try Read(texts)
    #expect(try read.states("Olaf Lindqvist", "meet", "Maria Costa"))
    #expect(try read.states("Anna Brandt", "meet", "Paulo Lima"))
    #expect(try read.states("Erik Holm", "meet", "Brazilian president"))
  }

  @Test func twoPeopleOfOneNameStayTwo() throws {
    let texts = [
      "Senator John Smith of Ohio criticised the budget. Smith told reporters in Columbus that it would fail.",
      "John Smith, a striker, scored twice for Leeds United. Smith signed a contract in May.",
      "John Smith, the senator from Ohio, met farmers in Columbus.",
      "Striker John Smith left Leeds United for Everton.",
    ]
    for apart in [false, true] {
      let read = try Read(texts, apart: apart)
      #expect(try read.labels("person") == ["John Smith", "John Smith"])
    }
  }

  @Test func onePersonOfSeveralOfficesStaysOne() throws {
    let texts = [
      "Maria Costa, the governor of Bahia, opened a port in Santos.",
      "Senator Maria Costa opposed the law on ports.",
      "President Maria Costa flew to Santos. Costa thanked the port's workers.",
    ]
    #expect(try Read(texts).labels("person") == ["Maria Costa"])
  }

  @Test(arguments: [
    ("Kim Min-su opened the fair.", "Kim Min Su closed the fair."),
    ("J. D. Harker praised the fair.", "JD Harker left the fair."),
    ("Dr. Anna Brandt praised the fair.", "Anna Brandt left the fair."),
    ("José Alvarez praised the fair.", "Jose Alvarez left the fair."),
    ("Robert Harker Jr. praised the fair.", "Robert Harker left the fair."),
    ("Sir Paul Weber praised the fair.", "Paul Weber left the fair."),
  ])
  func onePersonOfSeveralSpellingsIsOne(first: String, second: String) throws {
    #expect(try Read([first, second]).labels("person").count == 1)
  }

  @Test func aMergeAndASplitOutlastLaterDocuments() throws {
    let read = try Read([
      "Olaf Lindqvist founded a museum in Oslo.", "Anna Brandt sold a mine in Chile.",
    ])
    let graph = read.graph
    let (olaf, anna) = (
      try #require(try graph.entities(named: "Olaf Lindqvist").first).value,
      try #require(try graph.entities(named: "Anna Brandt").first).value
    )
    try graph.merge(anna, into: olaf)
    let folder = try TemporaryFolder()
    let path = try folder.write("Anna Brandt praised the fair.", to: "c.txt")
    let ingestor = Ingestor(
      graph: graph, pipeline: try #require(Installed.pipeline),
      knowledge: try #require(Installed.knowledge))
    _ = try ingestor.ingest(paths: [path]) { _ in }
    #expect(try graph.entities(named: "Anna Brandt").map(\.value) == [olaf])
  }

  @Test func aCompanyIsOneWithAndWithoutItsForm() throws {
    let read = try Read([
      "Carvex Inc. bought Lumio Foods last year.", "Carvex Corp. sold a plant to Jan Nowak.",
    ])
    #expect(try read.labels("organization").count { $0.hasPrefix("Carvex") } == 1)
  }

  @Test func anInitialMakesNoOtherPersonUnlessTextsTellThemApart() throws {
    let one = try Read([
      "Donald J. Weiss met Jan Nowak on Monday.", "Donald Weiss visited Utrecht on Monday.",
    ])
    #expect(try one.labels("person").count { $0.hasSuffix("Weiss") } == 1)
    let two = try Read([
      "Donald J. Weiss met Jan Nowak on Monday.", "Donald K. Weiss visited Utrecht on Monday.",
    ])
    #expect(try two.labels("person").count { $0.hasSuffix("Weiss") } == 2)
  }

  @Test func aPlaceDoesNotTakeThePersonsNameThatEndsWithIt() throws {
    let read = try Read([
      "Actress Kerry Leiden sang at the gala. Kerry Leiden lives in Rome.",
      "Leiden banned plastic bags. Two ferries sank in Leiden.",
    ])
    #expect(try read.labels("place").contains("Leiden"))
  }
}
