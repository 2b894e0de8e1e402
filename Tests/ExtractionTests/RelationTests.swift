import Extraction
import Graph
import Testing

/// Every relation that comes with the program is found in its example and in what is made of it: other names, other
/// tenses, denied, planned, in the passive, and as an apposition.
@Suite struct RelationTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let relation: String
    let sentence: String

    var testDescription: String { relation }
  }

  static let examples: [Example] = RelationDescription.builtIn().map {
    Example(relation: $0.name, sentence: $0.example)
  }

  @Test func thereAreEnoughRelations() {
    #expect(Self.examples.count >= 250)
    #expect(Set(Self.examples.map(\.relation)).count == Self.examples.count)
    #expect(Self.examples.allSatisfy { !$0.sentence.isEmpty })
  }

  @Test(arguments: RelationTests.examples)
  func anExampleAndItsVariantsTellTheirRelation(_ example: Example) throws {
    let sentence = example.sentence.filter { $0 != "[" && $0 != "]" }
    let told = try #require(
      try ReadText(sentence).statement(of: example.relation), "not told by: \(sentence)")
    let variants = RelationVariants(of: sentence, told).all
    #expect(variants.count >= 5, "\(variants)")
    for variant in variants {
      let isTold = try ReadText(variant).statement(of: example.relation) != nil
      #expect(isTold, "not told by: \(variant)")
    }
  }

  @Test func typesDecideBetweenTheMeaningsOfAVerb() throws {
    let text = try ReadText(
      "Ana Lind won the election. Omar Reyes won the Aldmoor Prize. Brenna Rovers won the final.")
    #expect(text.relations.contains("Ana Lind | won_election | election"))
    #expect(text.relations.contains("Omar Reyes | won_prize | Aldmoor Prize"))
    #expect(text.relations.contains("Brenna Rovers | won_match | final"))
    #expect(!text.relations.contains("Ana Lind | won_prize | election"))
    #expect(!text.relations.contains("Omar Reyes | won_match | Aldmoor Prize"))
  }

  @Test func whatStandsBesideTheObjectTellsToo() throws {
    let text = try ReadText(
      "Ana Lind was born in Bergen on 3 May 1961. Omar Reyes founded Brenna Bank in 1987.")
    #expect(text.relations.contains("Ana Lind | born_in | Bergen"))
    #expect(text.relations.contains("Ana Lind | born_on | 1961-05-03"))
    #expect(text.relations.contains("Brenna Bank | founded_in | 1987"))
  }

  @Test func broaderRelationsAndInversesHoldWithOne() throws {
    let text = try ReadText("Ana Lind is the mother of Omar Reyes.")
    for line in [
      "Ana Lind | mother_of | Omar Reyes", "Ana Lind | parent_of | Omar Reyes",
      "Omar Reyes | child_of | Ana Lind", "Omar Reyes | relative_of | Ana Lind",
    ] {
      #expect(text.relations.contains(line), "\(line)")
    }
    #expect(!text.relations.contains("Omar Reyes | mother_of | Ana Lind"))
  }

  @Test func aPassiveWithoutItsAgentTellsToWhom() throws {
    let text = try ReadText("Omar Reyes was arrested in Lisbon on Monday.")
    #expect(text.relations.contains(" | arrested | Omar Reyes"))
  }
}
