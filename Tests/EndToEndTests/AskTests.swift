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
    """

  /// The text as a graph, made once.
  private static let graph: Result<(folder: TemporaryFolder, path: String), any Error> = Result {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "meeting.txt")
    let path = folder.path("graph.db")
    let made = try GraphshCommand.run(["ingest", folder.path("meeting.txt"), "--db", path, "-q"])
    #expect(made.status == 0, "\(made.errors)")
    return (folder, path)
  }

  private struct Answer: Decodable {
    struct Reading: Decodable {
      struct Row: Decodable {
        var answer: String?
        var standing: String
        var sentence: String
      }
      var query: String
      var verdict: String?
      var rows: [Row]
    }
    var outcome: String
    var readings: [Reading]?
    var passages: [Passage]?

    struct Passage: Decodable { var sentence: String }
  }

  private func ask(_ question: String) throws -> Answer {
    let path = try Self.graph.get().path
    let result = try GraphshCommand.run(["ask", question, "-f", "json", "--db", path])
    #expect(result.status == 0, "\(result.errors)")
    return try JSONDecoder().decode(Answer.self, from: Data(result.output.utf8))
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
    ("Who criticised the tax plan and met Omar Reyes?", ["Ana Lind"]),
  ]) func answersByOtherWordsThanTheText(question: String, answers: [String]) throws {
    let answer = try ask(question)
    #expect(answer.outcome == "answered")
    #expect(answer.readings?.first?.rows.map(\.answer) == answers)
  }

  @Test func theQueryGivesTheAnswer() throws {
    let path = try Self.graph.get().path
    let query = try #require(try ask("Who set up Norvia Motors?").readings?.first?.query)
    let result = try GraphshCommand.run(["query", query, "--db", path, "-f", "csv"])
    #expect(result.output.contains("Omar Reyes"))
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
    "Who married Ana Lind?",
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
