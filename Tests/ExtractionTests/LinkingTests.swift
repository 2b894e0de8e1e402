import Extraction
import Foundation
import Graph
import TestSupport
import Testing

/// Who is who across documents: the same whatever the order and the number of runs.
@Suite struct LinkingTests {
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
    let expected = try ReadGraph(Self.stories).contents()
    for order in Self.permutations {
      for apart in [false, true] {
        let contents = try ReadGraph(Self.stories, order: order, apart: apart).contents()
        #expect(contents == expected, "order \(order), apart \(apart)")
      }
    }
  }

  @Test func whoHoldsAnOfficeIsMeantByItInOtherDocuments() throws {
    let read = try ReadGraph(Self.stories)
    #expect(try read.states("Karol Nawrocki", "thank", "Volodymyr Zelensky"))
    #expect(try read.states("Karol Nawrocki", "talk_about", "grain"))
    #expect(try read.states("Volodymyr Zelensky", "talk_about", "grain"))
    #expect(try !read.graph.entities().contains { $0.label.hasSuffix("leader") })
  }

  @Test func anOfficeOfWhichNobodyKnowsTheHolderIsNoPerson() throws {
    let read = try ReadGraph([
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
    let read = try ReadGraph(texts)
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
      let read = try ReadGraph(texts, apart: apart)
      #expect(try read.labels("person") == ["John Smith", "John Smith"])
    }
  }

  @Test func onePersonOfSeveralOfficesStaysOne() throws {
    let texts = [
      "Maria Costa, the governor of Bahia, opened a port in Santos.",
      "Senator Maria Costa opposed the law on ports.",
      "President Maria Costa flew to Santos. Costa thanked the port's workers.",
    ]
    #expect(try ReadGraph(texts).labels("person") == ["Maria Costa"])
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
    #expect(try ReadGraph([first, second]).labels("person").count == 1)
  }

  @Test func aMergeAndASplitOutlastLaterDocuments() throws {
    let read = try ReadGraph([
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
    let read = try ReadGraph([
      "Carvex Inc. bought Lumio Foods last year.", "Carvex Corp. sold a plant to Jan Nowak.",
    ])
    #expect(try read.labels("organization").count { $0.hasPrefix("Carvex") } == 1)
  }

  @Test func anInitialMakesNoOtherPersonUnlessTextsTellThemApart() throws {
    let one = try ReadGraph([
      "Donald J. Weiss met Jan Nowak on Monday.", "Donald Weiss visited Utrecht on Monday.",
    ])
    #expect(try one.labels("person").count { $0.hasSuffix("Weiss") } == 1)
    let two = try ReadGraph([
      "Donald J. Weiss met Jan Nowak on Monday.", "Donald K. Weiss visited Utrecht on Monday.",
    ])
    #expect(try two.labels("person").count { $0.hasSuffix("Weiss") } == 2)
  }

  @Test func aPlaceDoesNotTakeThePersonsNameThatEndsWithIt() throws {
    let read = try ReadGraph([
      "Actress Kerry Leiden sang at the gala. Kerry Leiden lives in Rome.",
      "Leiden banned plastic bags. Two ferries sank in Leiden.",
    ])
    #expect(try read.labels("place").contains("Leiden"))
  }
}
