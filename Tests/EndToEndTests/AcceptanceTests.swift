import Foundation
import TestSupport
import Testing

/// The questions of a first user, asked of articles that were not written for the tests.
///
/// They stand beside the checkout (`../shared/seeds`); where they do not, the suite is skipped and says so.
@Suite(
  .enabled(if: Repository.shared != nil, "no folder ../shared beside the checkout"))
struct AcceptanceTests {
  /// Ingested once for all tests of the suite.
  static let graph = Result { () throws -> ArticleGraph in
    let folder = try #require(Repository.shared).appending(path: "seeds")
    return try ArticleGraph(ingesting: [folder.path])
  }

  private func rows(_ query: String) throws -> [String] { try Self.graph.get().rows(query) }

  @Test func whoMetWhom() throws {
    #expect(try rows("met(\"Lee\", \"Xi\")?") == ["true"])
    #expect(try rows("met(\"Lee Jae Myung\", Who)?") == ["Sanae Takaichi", "Xi Jinping"])
  }

  @Test func pronounOfAStateResolvesToIt() throws {
    #expect(try rows("restricts(\"China\", What)?").contains("Japanese seafood"))
    let path = try Self.graph.get().path
    let why = try GraphshCommand.run(
      ["why", "restricts(\"China\", \"Japanese seafood\")", "--db", path])
    #expect(why.status == 0)
    #expect(why.output.contains("It has also restricted Japanese seafood"))
  }

  @Test func placesOfVisits() throws {
    let places = try rows("visit(\"Lee\", Where)?")
    for place in ["Beijing", "Japan", "Shanghai"] { #expect(places.contains(place)) }
  }

  @Test func onlyThePresentHolderHasTheOffice() throws {
    #expect(try rows("president_of(Who, \"South Korea\")?") == ["Lee Jae Myung"])
  }

  @Test func anotherPersonWithASimilarNameStaysApart() throws {
    #expect(try rows("?(P) :- label(E, \"Lee Jay Walker\"), type(E, P).").contains("person"))
    #expect(try rows("met(\"Lee Jay Walker\", Who)?").isEmpty)
    #expect(try rows("alias(\"Lee Jae Myung\", Name)?").allSatisfy { !$0.contains("Walker") })
  }

  @Test func whatIsDeniedOrForeseenIsNotAsserted() throws {
    let retracts = try rows(
      "?(S) :- statement(F, S, P, _), (P = \"retract\"; P = \"refuse\"), not negated(F), "
        + "not modality(F, _), not said(_, F).")
    #expect(!retracts.contains("Sanae Takaichi") || !retracts.contains("retract"))
    #expect(try rows("compromise(_, _)?") != ["true"])
  }

  @Test func recursionAnswersAlikeFromEveryEntrance() throws {
    let graph = try Self.graph.get()
    let program = """
      linked(X, Y) :- triple(X, _, Y).
      linked(X, Y) :- linked(X, Z), triple(Z, _, Y).
      linked("Lee Jae Myung", Who)?
      """
    let file = try graph.folder.write(program, to: "linked.gql")
    let fromFile = try GraphshCommand.run(["run", file, "--db", graph.path])
    let fromInput = try GraphshCommand.run(["run", "-", "--db", graph.path], input: program)
    let fromShell = try GraphshCommand.run([graph.path], input: program)
    #expect(fromFile.status == 0)
    #expect(fromFile.output.split(separator: "\n").count > 20)
    #expect(fromFile.output == fromInput.output)
    #expect(fromFile.output == fromShell.output)
  }

  @Test func pictureIsDotWithTheFocusInIt() throws {
    let dot = try GraphshCommand.run(
      ["export", "--format", "dot", "--db", Self.graph.get().path])
    #expect(dot.status == 0)
    #expect(dot.output.contains("digraph"))
    #expect(dot.output.contains("Lee Jae Myung"))
  }
}
