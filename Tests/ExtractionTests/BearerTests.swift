import Extraction
import Testing

/// One bearer of several names is one entity, and two bearers are two, within a document.
@Suite struct BearerTests {
  @Test func nobodyMeetsATownByWhom() throws {
    let text = try ReadText("The buyers from Ghent, whom Anna Lind met, pulled out.")
    #expect(!text.all.contains { $0.hasPrefix("Anna Lind | meet | Ghent") })
  }

  @Test func whoComesNextInAListIsNotWhatStandsBefore() throws {
    let text = try ReadText(
      "Ruth Ellery is survived by Claire, her sons Martin and Hugh, and five grandchildren.")
    #expect(!text.all.contains { $0.hasPrefix("Claire | be") || $0.hasPrefix("Claire | son_of") })
  }

  @Test(arguments: [
    // A middle name, a nickname, an initial of the given name, honours.
    ("Nora Elise Brandt was born in Graz. Nora Brandt paints. Nora Brandt sings.", "Nora Brandt"),
    (
      "Larry Osgood wrote the book. Lawrence Osgood lives in Leeds. Lawrence Osgood sings.",
      "Lawrence Osgood"
    ),
    ("Maria Velten PhD won the prize. Maria Velten teaches. Maria Velten sings.", "Maria Velten"),
    // Accents.
    ("Anna Brúl paints. Anna Brul sings. Anna Brul lives in Leeds.", "Anna Brul"),
  ])
  func aFullNameIsOnePersonHoweverItIsWritten(text: String, label: String) throws {
    #expect(try ReadText(text).entities("person") == [label])
  }

  @Test func aSlipOfSpellingMakesNoOtherEntity() throws {
    let text = try ReadText(
      "Greta Solheim of the Solveig Islands spoke. The Solveig Islands voted. The Solvieg Islands export fish."
    )
    #expect(text.entities("place") == ["Solveig Islands"])
  }

  @Test func brotherAndSisterHaveNoSlipBetweenThem() throws {
    let text = try ReadText("Mario Brandt paints. Maria Brandt sings.")
    #expect(text.entities("person") == ["Mario Brandt", "Maria Brandt"])
  }

  @Test func aNameThatFitsTwoOthersIsNeither() throws {
    let text = try ReadText(
      "John Alder sold the mill. James Alder bought it. J. Alder was not asked.")
    #expect(text.entities("person").isSuperset(of: ["John Alder", "James Alder"]))
    #expect(!text.states("John Alder | be_asked") && !text.states("James Alder | be_asked"))
  }

  @Test func fatherAndSonAreTwo() throws {
    let text = try ReadText("Peter Alder founded the mill. His son, Peter Alder Jr., sold it.")
    #expect(text.entities("person").count == 2)
  }

  @Test func whoeverOfAFamilyWasJustNamedIsMeantByItsName() throws {
    try expectStatements(
      "Nora Brandt held a letter. Her husband, Karim Brandt, spoke to the crowd. Brandt accused the senator of cowardice.",
      keeps: ["Karim Brandt | accuse | senator"], not: ["Nora Brandt | accuse"])
  }

  @Test func aTitleTellsWhomOfAFamilyItsNameMeans() throws {
    try expectStatements(
      "Nora Brandt and Peter Brandt own the mill. Mrs. Brandt sold a boat. Mr. Brandt bought a horse.",
      keeps: ["Nora Brandt | sell | boat", "Peter Brandt | buy | horse"])
  }

  @Test func aPartOfAnInstitutionsNameStandsForTheWhole() throws {
    try expectStatements(
      "The Supreme Court heard the case on Monday. The Court rejected the appeal on Friday.",
      keeps: ["Supreme Court | reject | appeal"])
  }

  @Test func aPlaceThatIsNamedAfterAnotherIsNotThatPlace() throws {
    let text = try ReadText("Anna Weiss lives in Orsk. Orsk International Airport opened in 1990.")
    #expect(text.states("Anna Weiss | live_in | Orsk"))
    #expect(!text.asserted.contains("Anna Weiss | live_in | Orsk International Airport"))
  }

  @Test func aDefinedTermMeansWhatItIsDefinedFor() throws {
    try expectStatements(
      "Velten Pumps plc (the \"Company\") makes pumps. The Company sold its Leeds plant in 2019.",
      keeps: ["Velten Pumps plc | sell |"])
  }

  @Test(arguments: [
    "Halvik is a port. Halvik Minster stands in Halvik, and ferries leave Halvik daily.",
    "Ships call at Odense. The Odense Group builds ships, and Odense is proud of it.",
  ])
  func aPlaceIsNotWhatIsNamedAfterIt(text: String) throws {
    let read = try ReadText(text)
    let place = text.hasPrefix("Halvik") ? "Halvik" : "Odense"
    let own = read.result.record.mentions.filter { $0.surface == place }
    #expect(own.count >= 2)
    #expect(own.allSatisfy { read.result.record.entities[$0.entity].label == place })
  }

  @Test(arguments: [
    ("The Orsk Institute for Tidal Power (OITP) opened in May. OITP has ten ships.", "OITP"),
    ("OITP (Orsk Institute for Tidal Power) opened in May. OITP has ten ships.", "OITP"),
    ("Orsk International Airport (IATA: OKX) closed. Planes left OKX in May.", "OKX"),
  ])
  func anAcronymIsKnownByItsLetters(text: String, acronym: String) throws {
    let record = try ReadText(text).result.record
    let full = record.mentions.filter { $0.surface.hasPrefix("Orsk ") }.map(\.entity)
    let short = record.mentions.filter { $0.surface == acronym }.map(\.entity)
    #expect(!short.isEmpty)
    #expect(Set(short) == Set(full))
  }

  @Test func aBroadcasterBehindANameIsNotItsBearer() throws {
    let record = try ReadText("Jane Orvik (BBC) met the crew. The BBC sent ten vans.").result.record
    let broadcaster = Set(record.mentions.filter { $0.surface == "BBC" }.map(\.entity))
    let person = Set(record.mentions.filter { $0.surface == "Jane Orvik" }.map(\.entity))
    #expect(broadcaster.isDisjoint(with: person))
  }

  @Test func aNumberTellsOneOfSeveralFromAnother() throws {
    let record = try ReadText("Judges applied Rule 37. Lawyers cited Rule 26 and Rule 37.").result
      .record
    let rules = record.mentions.filter { $0.surface.hasPrefix("Rule") }
    #expect(Set(rules.map(\.entity)).count == 2)
  }

  @Test func aPlaceWithinANameIsAMentionOfIt() throws {
    let record = try ReadText("The Siege of Halvik ended. A ship sank in the Gulf of Mexico.")
      .result
      .record
    let places = record.mentions.filter { record.entities[$0.entity].types.contains("place") }
    #expect(places.contains { $0.surface == "Halvik" })
    #expect(places.contains { record.entities[$0.entity].label == "Mexico" })
  }

  @Test func aCitedWorkIsNotItsAuthor() throws {
    let text = try ReadText(
      """
      Reading aloud helps (Marlow & Pell, 2014). Others disagree (Orvik et al., 2017; Brandt, 2011a). \
      Velten (2016) reviewed the field. Solheim (2019) repeated the trial.
      """)
    #expect(text.entities("work").isSuperset(of: ["Velten (2016)", "Solheim (2019)"]))
    #expect(text.entities("person").isSuperset(of: ["Velten", "Marlow", "Pell", "Brandt"]))
    #expect(text.states("Velten (2016) | review"))
  }
}
