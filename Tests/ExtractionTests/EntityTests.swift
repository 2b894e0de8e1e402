import Extraction
import Foundation
import Graph
import TestSupport
import Testing

@Suite struct EntityTests {
  @Test func shortNamesAndSpellingsAreOnePerson() throws {
    let text = try ReadText(
      "President Kim Min Su opened the fair. Kim Min-su then thanked the guests. Kim left early."
    )
    #expect(text.entities("person").count == 1)
  }

  @Test func aLaterDocumentMayUseTheShortName() throws {
    let text = try ReadText(
      "Olaf Lindqvist founded the museum in Bergen.", "Lindqvist sold the museum on Monday.")
    #expect(text.states("Olaf Lindqvist | sell | museum"))
  }

  @Test func aFullNameInALaterDocumentNamesTheGraphsPerson() throws {
    let (pipeline, knowledge) = try #require(
      Installed.pipeline.flatMap { pipeline in Installed.knowledge.map { (pipeline, $0) } })
    let folder = try TemporaryFolder()
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    let ingestor = Ingestor(graph: graph, pipeline: pipeline, knowledge: knowledge)
    let first = try folder.write("Lindqvist praised the museum in Bergen.", to: "b.txt")
    let second = try folder.write(
      "Olaf Lindqvist founded the museum in Bergen. Lindqvist sold it later.", to: "a.txt")
    _ = try ingestor.ingest(paths: [first]) { _ in }
    _ = try ingestor.ingest(paths: [second]) { _ in }
    let found = try graph.entities(named: "Lindqvist")
    #expect(found.map(\.label) == ["Olaf Lindqvist"])
  }

  @Test func titlesGiveOffices() throws {
    let text = try ReadText(
      "Canadian Foreign Minister Jane Arden met the president of Brazil, Luis Costa, in Lisbon. "
        + "Erik Holm, a senior analyst at Fjord Bank, was there.")
    #expect(text.states("Jane Arden | foreign_minister_of | Canada"))
    #expect(text.states("Luis Costa | president_of | Brazil"))
    #expect(text.states("Erik Holm | senior_analyst_at | Fjord Bank"))
  }

  @Test func anOfficeIsOfWhatStandsBeforeIt() throws {
    let text = try ReadText("Selvik board member Jane Arden resigned on Monday.")
    #expect(text.states("Jane Arden | board_member_of | Selvik"))
  }

  @Test func actsToldAsNounsAreStatements() throws {
    let text = try ReadText(
      "Macron's visit to Berlin ended on Friday. Talks between Emmanuel Macron and Olaf Scholz lasted an hour."
    )
    #expect(text.states("Emmanuel Macron | visit | Berlin"))
    #expect(text.states("Emmanuel Macron | meet | Olaf Scholz"))
    #expect(text.relations.contains("Olaf Scholz | met | Emmanuel Macron"))
  }

  @Test func acronymsInParenthesesAreTheirNames() throws {
    let text = try ReadText(
      "The Social Christian Unity Party (PUSC) won four seats. PUSC then left the coalition.")
    #expect(text.states("Social Christian Unity Party | leave | coalition"))
    #expect(!text.entities("organization").contains("PUSC"))
  }

  @Test func whatStandsBesideANameTellsWhatItNames() throws {
    let text = try ReadText(
      "Orvelo Semiconductor, which employs 300 people, was founded by Rajesh Menon. Orvelo's shareholders "
        + "agreed. The research ship Polarstern left the port.")
    #expect(text.entities("organization").contains("Orvelo Semiconductor"))
    #expect(text.entities("product").contains("Polarstern"))
    #expect(!text.entities("person").contains { $0.hasPrefix("Orvelo") })
  }

  @Test func aNumberBehindANameIsNoPartOfIt() throws {
    let text = try ReadText("Nigeria beat South Africa 2-1 in Abidjan on Wednesday.")
    #expect(text.entities("country").isSuperset(of: ["Nigeria", "South Africa"]))
  }

  @Test func titlesAndCallingsBeforeNamesSayWhatTheirBearersAre() throws {
    let text = try ReadText(
      "Environment Minister Soipan Tuya praised geologist Johanna Brandt of the University of Bremen."
    )
    #expect(text.states("Soipan Tuya | be | environment minister"))
    #expect(text.states("Johanna Brandt | geologist_of | University of Bremen"))
    #expect(!text.entities("organization").contains("Environment"))
  }

  @Test func whatIsToldOfADescriptionIsToldOfTheName() throws {
    let text = try ReadText(
      "Ingrid Solberg, the Norwegian architect who designed the library, lives in Bergen.")
    #expect(text.states("Ingrid Solberg | design | library"))
  }

  @Test func bothSpellingsAreOnePredicate() throws {
    let text = try ReadText("Anna Brandt criticised the plan. Paul Weber criticized the plan.")
    #expect(text.states("Anna Brandt | criticize | plan"))
    #expect(text.states("Paul Weber | criticize | plan"))
  }

  @Test func bothCountriesAreTheTwoLastNamed() throws {
    let text = try ReadText("Egypt and Ethiopia met in Nairobi. Both countries signed the treaty.")
    #expect(text.states("Egypt | sign | treaty"))
    #expect(text.states("Ethiopia | sign | treaty"))
  }

  @Test func whatTakesUpANameMeansTheOnlyOneOfItsKind() throws {
    let text = try ReadText(
      "Hurricane Milton struck Florida on Wednesday. Milton destroyed the port. The storm moved into the Atlantic.",
      "Toyota recalled two million cars on Tuesday. The carmaker blamed a supplier.")
    #expect(text.states("Toyota | blame | supplier"))
    let storm = try ReadText(
      "Hurricane Milton struck Florida on Wednesday. Milton destroyed the port. The storm reached the Atlantic."
    )
    #expect(storm.states("Hurricane Milton | destroy | port"))
    #expect(storm.states("Hurricane Milton | reach | Atlantic"))
    let two = try ReadText("Toyota sued Honda in Tokyo. The carmaker blamed a supplier.")
    #expect(!two.states("Toyota | blame"))
    #expect(!two.states("Honda | blame"))
  }

  @Test func namesOfHeadlinesAloneNameNobody() throws {
    let text = try ReadText(
      "Strengthen Ties: Brandt Champions Peace\n\nAnna Brandt praised the treaty on Monday. Brandt then left the city."
    )
    #expect(text.entities("person") == ["Anna Brandt"])
  }

  @Test func aHeadlineInSentenceCaseHasNames() throws {
    let text = try ReadText(
      "Storm closes the port of Rotterdam for three days\n\nThe ships waited. Nobody was hurt.")
    #expect(text.entities("place").contains("Rotterdam"))
  }

  @Test(arguments: [
    "Poland paid. Lyon is older than cities like Lodz, Warsaw and Krakow.",
    "Italy paid. They chose towns such as Rome.",
    "Britain paid. He studied at London's Halden Academy.",
    "She was born in Preston, Victoria, Australia.",
  ])
  func aCapitalAmongTownsIsACity(_ text: String) throws {
    let read = try ReadText(text)
    let capitals: Set = ["Warsaw", "Rome", "London", "Victoria"]
    #expect(read.entities("place").intersection(capitals).count == 1)
  }

  @Test func aCapitalIsItsCountryWhereItActsAndACityElsewhere() throws {
    try expectStatements(
      "Australia has new rules. Canberra banned the seeds. Ana Lind drew a plan of Canberra.",
      keeps: ["Australia | ban | seeds", "Ana Lind | draw"],
      not: ["Ana Lind | draw_plan_of | Australia"])
    try expectStatements(
      "The United States is large. Omar Reyes designed the plan for Washington, D.C.",
      keeps: [], not: ["Omar Reyes | design_plan_for | United States"])
    try expectStatements(
      "The United States honours George Washington. Omar Reyes criticised Washington.",
      keeps: [], not: ["Omar Reyes | criticize | United States"])
  }
}
