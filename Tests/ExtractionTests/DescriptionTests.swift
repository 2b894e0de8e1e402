import Extraction
import Testing

/// What is told of a description, and the words that describe.
@Suite struct DescriptionTests {
  @Test func aJournalIsNoShip() throws {
    try expectStatements(
      "The wreck is old, the journal Antiquity reported on Tuesday. The ship lies off Hanko.",
      keeps: [], not: ["Antiquity | lie"])
  }

  @Test func aClauseBehindACommaLeavesADescriptionAsItIs() throws {
    try expectStatements(
      "Acme Robotics Inc. cut 1,200 jobs. The company, founded by Theo Stein in 1998, expects a loss.",
      keeps: ["Acme Robotics Inc. | expect | loss", "Theo Stein | found | Acme Robotics Inc."])
    try expectStatements(
      "Acme Robotics Inc. cut 1,200 jobs. The company that built the bridge expects a loss.",
      keeps: [], not: ["Acme Robotics Inc. | expect"])
  }

  @Test func whatADescriptionDoesItsBearerDoes() throws {
    try expectStatements(
      "Otters are animals that eat fish.", keeps: ["otters | eat | fish"],
      not: ["animals | eat | fish"])
    try expectStatements(
      "Otters are not animals that eat grass.", keeps: [], not: ["otters | eat | grass"])
    try expectStatements(
      "The only witness was Clara Voss, a mayor of small towns, which closed the road.",
      keeps: [], not: ["small towns | close"])
  }

  @Test func whatIsHardToReachReachesNothing() throws {
    try expectStatements(
      "The village is difficult to reach.", keeps: ["village | be | difficult"],
      not: ["village | reach"])
  }

  @Test func theUserActsNotTheMeans() throws {
    try expectStatements(
      "The figures used by the bank to measure growth fell.",
      keeps: ["bank | measure | growth", "figures | fall"], not: ["figures | measure"])
  }

  @Test func anEmptyNounNeedsWhatDefinesIt() throws {
    try expectStatements(
      "The phone changed the way people work.", keeps: ["phone | change | way people work"])
    try expectStatements(
      "The strike paved the way for a reform.", keeps: ["strike | pave_way_for | reform"])
  }

  @Test func aSharedComplementIsOfBothNouns() throws {
    try expectStatements(
      "The problem is the price and weight of the engine.",
      keeps: ["problem | be | price of the engine", "problem | be | weight of the engine"],
      not: ["problem | be | price|", "problem | be | weight|"])
  }

  @Test func whatIsLackingIsDenied() throws {
    try expectStatements(
      "The hut is built of stone and no timber.", keeps: ["hut | be_built_of | timber | not"],
      not: ["hut | be_built_of | timber"])
  }

  @Test func aPluralTakenForAVerbIsTheSubject() throws {
    try expectStatements(
      "Advances in medicine have made surgery safe.", keeps: [], not: ["medicine | make"])
    try expectStatements(
      "The transport of coal and timber across the lake results in high costs.",
      keeps: ["transport of coal and timber across the lake | result_in | high costs"])
  }

  @Test func bothEndsOfAChangeKeepTheirYears() throws {
    let read = try ReadText("Membership rose from 300 farmers in 1990 to 2,500 in 2010.")
    let end = read.qualified.first { $0.line == "membership | rise_to | 2,500 farmers" }
    #expect(end?.qualifiers.contains("in: 2010") ?? false, "\(read.qualified)")
    #expect(!(end?.qualifiers.contains("in: 1990") ?? true))
  }

  @Test func anActKeepsItsMannerPurposeAndOccasion() throws {
    let read = try ReadText(
      "Farmers usually burn straw to warm the soil because frost kills seeds.")
    let act = read.qualified.first { $0.line == "farmers | burn | straw" }
    #expect(
      act.map { Set($0.qualifiers) }
        == ["manner: usually", "to: warm the soil", "because: frost kills seeds"],
      "\(read.qualified)")
  }

  @Test func anAttemptKeepsWhatItIsFor() throws {
    try expectStatements(
      "The engineer made an attempt to drain the marsh.",
      keeps: ["engineer | make | attempt to drain the marsh"])
  }

  @Test func whatIsInvolvedIsDoneByNobodyNamed() throws {
    try expectStatements(
      "The recipe involves drying the fruit.", keeps: ["recipe | involve | drying the fruit"],
      not: ["recipe | dry"])
    try expectStatements(
      "The flood made it difficult for farmers to sow barley.", keeps: [], not: ["farmers | sow"])
  }

  @Test func alternativesAreNotToldOneByOne() throws {
    try expectStatements(
      "The cause was rust or frost.", keeps: ["cause | be | rust or frost"],
      not: ["cause | be | frost"])
  }

  @Test func whatIsCountedKeepsItsNumber() throws {
    let read = try ReadText("The college has six libraries.")
    let act = read.qualified.first { $0.line == "college | have | six libraries" }
    #expect(act?.qualifiers == ["number: six"], "\(read.qualified)")
  }

  @Test func aListOfNamesAndKinIsNoDescription() throws {
    try expectStatements(
      "Clara Voss, her mother and her sister moved to Turku.", keeps: [],
      not: ["Clara Voss | be | Voss's sister", "Clara Voss | be | sister"])
  }

  @Test func nounsBeforeANameDescribeItsBearer() throws {
    try expectStatements(
      "The plan was praised by historian and writer Clara Voss.",
      keeps: ["Clara Voss | praise | plan"], not: ["historian | praise"])
  }

  @Test func aSecondComplementIsAQualifier() throws {
    let read = try ReadText("The smoke drifted across the valley into the cellars.")
    #expect(
      read.qualified.contains {
        $0.line == "smoke | drift_across | valley" && $0.qualifiers == ["into: cellars"]
      }, "\(read.qualified)")
    #expect(!read.states("smoke | drift_into"))
  }

  /// No town is a dancer, nor anybody's daughter: the description is of who was born there, or of the parent.
  @Test func aPlaceIsDescribedAsNobody() throws {
    try expectStatements(
      "Greta Holm was born in Turku, the daughter of Siiri Holm, a dancer who taught ballet.",
      keeps: ["Greta Holm | daughter_of | Siiri Holm", "Siiri Holm | be | dancer"],
      not: ["Turku | be", "Turku | daughter_of", "Turku | teach"])
    try expectStatements(
      "She flew to Norway, a buyer of grain.", keeps: ["Norway | be | buyer of grain"])
  }

  @Test func whatNamesALanguageIsNoDescription() throws {
    try expectStatements(
      "Greta Holm (Finnish pronunciation: [ˈhɔlm]; 3 May 1928 – 4 June 2017) was a Finnish dancer.",
      keeps: ["Greta Holm | be | Finnish dancer"],
      not: ["Greta Holm | be | Finnish pronunciation", "1928"])
    try expectStatements(
      "As of 9:30 GMT the shop was open.", keeps: ["shop | be | open"], not: ["GMT | be"])
  }

  @Test func aNameThatIsPartOfAWordIsNotDescribedByIt() throws {
    try expectStatements(
      "She danced in a \"Long Winter\"-inspired part of the show.", keeps: [],
      not: ["Long Winter | be"])
    try expectStatements(
      "He sang beside, among others, Clara Voss.", keeps: [], not: ["Clara Voss | be | other"])
  }
}
