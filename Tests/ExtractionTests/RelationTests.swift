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

  static let examples: [Example] = RelationDescription.builtIn.map {
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

  /// An "Open" is a contest in a name, and an adjective elsewhere.
  @Test func aWordOfNamesCallsNothingElseSo() throws {
    let text = try ReadText("Ana Lind left one gate open. Omar Reyes hosted the Brenna Open.")
    #expect(!text.relations.contains { $0.hasPrefix("Ana Lind | left |") })
    #expect(text.relations.contains("Omar Reyes | hosted | Brenna Open"))
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

  @Test func whatSomebodyFoundIsNotFounded() throws {
    let text = try ReadText(
      "Brenna Bank was founded by Omar Reyes. The boat was found by Ana Lind near Bergen.")
    #expect(text.relations.contains("Omar Reyes | founded | Brenna Bank"))
    #expect(!text.relations.contains { $0.hasPrefix("Ana Lind | founded") })
  }

  @Test func twoWhoDoItToEachOtherAreRelated() throws {
    let text = try ReadText("Ana Lind and Omar Reyes married in Bergen.")
    #expect(text.relations.contains("Omar Reyes | married | Ana Lind"))
  }

  @Test(arguments: [
    "Ana Lind and Omar Reyes met with Helga Dahl.", "Ana Lind and Omar Reyes met separately.",
    "Ana Lind and Omar Reyes married into rich families.",
    "Ana Lind and Omar Reyes phoned on Monday.", "Ana Lind and Omar Reyes played for hours.",
  ])
  func twoWhoDoTheSameAreNotRelatedByIt(_ sentence: String) throws {
    let pairs = try ReadText(sentence).relations.filter {
      $0.contains("Ana Lind") && $0.contains("Omar Reyes")
    }
    #expect(pairs.isEmpty, "\(pairs)")
  }

  @Test func aProposalIsNoEngagement() throws {
    let text = try ReadText("Omar Reyes proposed to Ana Lind.")
    #expect(!text.relations.contains { $0.contains("engaged_to") })
  }

  @Test func aPassiveWithoutItsAgentTellsToWhom() throws {
    let text = try ReadText("Omar Reyes was arrested in Lisbon on Monday.")
    #expect(text.relations.contains(" | arrested | Omar Reyes"))
  }

  /// What a verb tells of one kind of thing it does not tell of another.
  @Test func aWordingIsOfItsKindsOnly() throws {
    let text = try ReadText(
      """
      Ana Lind went to bed. Omar Reyes spent two years in Lisbon. Ana Lind spent 40 million dollars. \
      Omar Reyes assumed the throne. Ana Lind made many friends. Omar Reyes offered a seat. Ana Lind \
      wrote a novel. Omar Reyes left a poor impression.
      """)
    for relation in [
      "Ana Lind | attended", "Omar Reyes | paid", "Omar Reyes | believes", "Ana Lind | appointed",
      "Omar Reyes | promised", "Ana Lind | said", "Omar Reyes | left",
    ] {
      #expect(!text.relations.contains { $0.hasPrefix(relation + " |") }, "\(relation)")
    }
    #expect(text.relations.contains("Ana Lind | wrote | novel"))
    #expect(text.relations.contains { $0.hasPrefix("Ana Lind | paid |") })
  }

  /// Who visits somebody travels to no person.
  @Test func aBroaderRelationHoldsOfItsKindsOnly() throws {
    let text = try ReadText("Ana Lind visited Omar Reyes. Ana Lind visited Norway.")
    #expect(text.relations.contains("Ana Lind | visited | Omar Reyes"))
    #expect(!text.relations.contains("Ana Lind | travelled_to | Omar Reyes"))
    #expect(text.relations.contains("Ana Lind | travelled_to | Norway"))
  }

  /// "in" and "over" belong to the verb, or to what stands beside the object.
  @Test func aParticleIsNoPreposition() throws {
    let text = try ReadText(
      "Ana Lind came out with a record. Omar Reyes was awarded a medal in Lisbon.")
    #expect(!text.relations.contains { $0.contains("| accompanied |") })
    #expect(!text.relations.contains { $0.contains("| was_in |") })
  }
}
