import Foundation
import TestSupport
import Testing
import TextAnalysis

/// `graphsh ask`: questions whose words are not always those of the text.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: EnglishPipeline.defaultModelPath()),
    "needs the model"))
struct AskTests {
  private static let text = """
    Mayors meet in Lisbon

    12 March 2024

    Ana Lind met Omar Reyes in Lisbon on Monday. Lind is the mayor of Oslo. Omar Reyes founded Norvia Motors in 2009.

    Norvia Motors bought the shipyard in May. The storm injured 38 people in Lisbon.

    Ana Lind criticised the tax plan. Carla Mendes praised the tax plan. Ana Lind did not sign the charter.

    Carla Mendes said the port would reopen in June. Carla Mendes plans to visit Oslo.

    Omar Reyes was born in Quito. Omar Reyes married Eva Stone in 2001.

    Paul Dahl voted against the harbour bill. Rita Moe voted for the harbour bill.

    Jan Falk visited Turin on 5 February 2023. Jan Falk visited Genoa in May 2023.

    Eva Stone bought the dairy business of Hartwell. Tom Rusk bought Hartwell Foods in 2019.

    Vera Holm joined the council. Vera Holm did not join the council, Ida Krag said. Nils Aas resigned.

    Ida Krag has not left the party, Rita Moe said. The museum owns 1500 paintings.

    Tom Rusk denounced the fake. Lena Rusk is a painter. Lena Rusk lives in Quito. Tom Rusk married Ida Krag.

    Paul Dahl voted against the toll law in May. Twelve drowned.
    """

  /// The text as a graph, made once.
  private static let graph = Result { try AskedGraph(text) }

  private func ask(_ question: String) throws -> AskedGraph.Answer {
    try Self.graph.get().ask(question)
  }

  @Test(arguments: [
    ("Who did Lind meet in Lisbon?", ["Omar Reyes"]),
    ("Who set up Norvia Motors?", ["Omar Reyes"]),
    ("When did Reyes start Norvia Motors?", ["2009"]),
    ("Where was Omar Reyes born?", ["Quito"]),
    ("Whom did Reyes marry in 2001?", ["Eva Stone"]),
    ("Who is the mayor of Oslo?", ["Ana Lind"]),
    ("Who condemned the tax plan?", ["Ana Lind"]),
    ("Which company purchased the shipyard?", ["Norvia Motors"]),
    ("How many people were hurt in Lisbon?", ["38 people in Lisbon"]),
    ("List all the people who praised the tax plan.", ["Carla Mendes"]),
    ("Who denounced the counterfeit?", ["Tom Rusk"]),
    ("Who criticised the tax plan and met Omar Reyes?", ["Ana Lind"]),
  ]) func answersByOtherWordsThanTheText(question: String, answers: [String]) throws {
    let answer = try ask(question)
    #expect(answer.outcome == "answered")
    #expect(answer.readings?.first?.rows.map(\.answer) == answers)
  }

  /// What is printed answers the same, with as many rows.
  @Test(arguments: [
    "Who set up Norvia Motors?", "Which town did Falk visit in May?", "Who resigned?",
    "Who criticised the tax plan?",
  ]) func theQueryGivesTheAnswer(question: String) throws {
    let reading = try #require(try ask(question).readings?.first)
    let rows = try Self.graph.get().rows(reading.query)
    #expect(!reading.answers.isEmpty)
    #expect(
      Set(rows.compactMap { $0.split(separator: ",").first.map(String.init) })
        == Set(reading.answers))
  }

  /// Neither the fifth day of a month nor a verb is May.
  @Test(arguments: [
    ("Which town did Falk visit in May?", ["Genoa"]),
    ("Which town did Falk visit in February 2023?", ["Turin"]),
    ("Who resigned?", ["Nils Aas"]),
    ("Who voted against the harbour bill?", ["Paul Dahl"]),
    ("Who voted for the harbour bill?", ["Rita Moe"]),
    ("Who did not sign the charter?", ["Ana Lind"]),
    ("How many paintings does the museum own?", ["1500 paintings"]),
  ]) func answersTheVeryQuestion(question: String, answers: [String]) throws {
    #expect(try ask(question).readings?.first?.answers == answers)
  }

  /// Who buys a part of a firm has not bought the firm.
  @Test func aPartIsNotTheWhole() throws {
    let answers = try ask("Who bought the dairy business of Hartwell?").readings?.first?.answers
    #expect(!(answers ?? []).contains("Tom Rusk"))
  }

  @Test func aDenialIsSeenBesideWhatIsTold() throws {
    let reading = try #require(try ask("Did Vera Holm join the council?").readings?.first)
    #expect(reading.standings == ["fact", "denied"])
    #expect(reading.rows.last?.speaker == "Ida Krag")
    #expect(reading.verdict == "yes")
  }

  @Test func aDenialBySomebodyIsADenial() throws {
    let reading = try #require(try ask("Has Ida Krag left the party?").readings?.first)
    #expect(reading.verdict == "no")
    #expect(reading.rows.map(\.speaker) == ["Rita Moe"])
  }

  /// Up to six rows, of which denials are half at the most.
  @Test func manyTellingsAreShownAsFarAsThereIsRoom() throws {
    let visits = [
      "in January", "in February", "with Ida Krag", "by boat", "with her son", "again", "in spring",
    ]
    let told = visits.map { "Mara Voss visited Tarn \($0)." }.joined(separator: " ")
    let graph = try AskedGraph(told + "\n")
    let reading = try #require(try graph.ask("Did Mara Voss visit Tarn?").readings?.first)
    #expect(reading.standings == Array(repeating: "fact", count: 6))
    let denied = try AskedGraph(told + " Mara Voss did not visit Tarn, Ida Krag said.\n")
    let disputed = try #require(try denied.ask("Did Mara Voss visit Tarn?").readings?.first)
    #expect(disputed.standings == Array(repeating: "fact", count: 5) + ["denied"])
  }

  /// The likeliest bearer of a name may not be the one whom the question means.
  @Test func aRelationIsLookedForWithEachBearerOfAName() throws {
    let reading = try #require(try ask("What is Rusk to Ida Krag?").readings?.first)
    #expect(reading.rows.map(\.sentence) == ["Tom Rusk married Ida Krag."])
  }

  @Test func whetherNotIsWhetherSo() throws {
    #expect(try ask("Didn't Lind meet Reyes?").readings?.first?.verdict == "yes")
    #expect(try ask("Didn't Lind sign the charter?").readings?.first?.verdict == "no")
  }

  @Test(arguments: [
    ("Which bank did Lind offer a job?", "offered"), ("Which town did Lind refer to?", "referred"),
    ("Which plan did Lind submit?", "submitted"), ("Which firm did Lind visit?", "visited"),
    ("Which port did Lind control?", "controlled"), ("Which law did Lind limit?", "limited"),
    ("Which thief did Lind acquit?", "acquitted"), ("Which minister did Lind quiz?", "quizzed"),
  ]) func pastFormsDoubleWhereTheStressIs(question: String, form: String) throws {
    let reading = try #require(try ask(question).reading)
    #expect(reading.contains(" \(form)"))
  }

  @Test func saysNoForWhatIsDenied() throws {
    let reading = try #require(try ask("Did Lind sign the charter?").readings?.first)
    #expect(reading.verdict == "no")
    #expect(reading.rows.map(\.standing) == ["denied"])
  }

  @Test func saysYesForAFactOnly() throws {
    #expect(try ask("Did Lind meet Reyes?").readings?.first?.verdict == "yes")
    #expect(try ask("Did Mendes visit Oslo?").readings?.first?.verdict != "yes")
  }

  @Test(arguments: [
    "Where did Omar Reyes die?", "Who did Lind meet in Quito?", "When was Ana Lind born?",
    "Who married Ana Lind?", "Who voted for the toll law in May?", "Who drowned?",
  ]) func isSilentWhereNoFactAnswers(question: String) throws {
    let answer = try ask(question)
    #expect(answer.outcome == "no fact")
    #expect(answer.passages?.isEmpty == false)
  }

  @Test func tellsWhatItCannotRead() throws {
    let answer = try ask("Lisbon")
    #expect(answer.outcome == "unreadable")
  }
}
