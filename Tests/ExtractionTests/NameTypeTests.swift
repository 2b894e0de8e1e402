import Extraction
import Graph
import TestSupport
import Testing

/// What names are taken for, from all that a text tells of them.
@Suite struct NameTypeTests {
  @Test func whoKeepsAccountsIsNoPerson() throws {
    let text = try ReadText("Dynex, owned by the Sumida Group, reported higher sales last week.")
    #expect(!text.entities("person").contains("Dynex"))
  }

  @Test func theWordsBesideANameTellWhatItNames() throws {
    let text = try ReadText(
      """
      Halvik is a small town in the north. Many people live in Halvik, and ferries sail from Halvik each day.
      Dravik said that he was glad. "I like the sea," Dravik told his wife.
      Lumetra, a maker of pumps, hired forty engineers. Lumetra's shareholders met on Monday.
      """)
    #expect(text.entities("place").contains("Halvik"))
    #expect(text.entities("person").contains("Dravik"))
    #expect(text.entities("organization").contains("Lumetra"))
  }

  @Test func aNamesOwnWordsTellWhatItNames() throws {
    let text = try ReadText(
      "Anna Tolvik left the Harbour Council. She swims in Lake Brenna and sings at the Salmon Festival."
    )
    #expect(text.entities("person").contains("Anna Tolvik"))
    #expect(text.entities("organization").contains("Harbour Council"))
    #expect(text.entities("place").contains("Lake Brenna"))
    #expect(text.entities("event").contains("Salmon Festival"))
  }

  @Test func aNameWithinALongerOneIsAMentionToo() throws {
    let text = try ReadText(
      "Anna Tolvik was born in Bergen. She plays for the Bergen Sea Eagles, a team of Bergen.")
    let record = text.result.record
    let places = record.mentions.filter { record.entities[$0.entity].label == "Bergen" }
    #expect(places.count == 3)
  }

  @Test(arguments: [
    "Storm Cordelia flooded the harbour. Storm Cordelia then crossed the sea.",
    "The Battle of Corvane lasted a year. Few survived the Battle of Corvane.",
  ])
  func whatANameBeginsWithMakesItAnEvent(_ text: String) throws {
    let names = try ReadText(text).entities("event")
    #expect(names.count == 1, "\(names)")
  }

  @Test(arguments: [
    "The Corvane Hills voted against the dam. The Corvane Hills want a new road.",
    "Tolvik Island elected a council. Tolvik Island asked for help.",
  ])
  func whatCallsItselfAPlaceIsOneThoughItActs(_ text: String) throws {
    let read = try ReadText(text)
    #expect(read.entities("organization").isEmpty)
    #expect(read.entities("place").count == 1)
  }

  @Test(arguments: ["Hakim Mosque", "Rosa Station", "Lake Victoria"])
  func whatIsNamedAfterSomebodyIsAPlace(_ name: String) throws {
    let text = try ReadText("Anna Tolvik walked to \(name). People met near \(name) at noon.")
    #expect(text.entities("person") == ["Anna Tolvik"])
    #expect(text.entities("place").contains(name))
  }

  @Test func aSurnameThatIsAlsoAPlaceIsAPersons() throws {
    let text = try ReadText("Maria Woods thanked Daniel Marsh. Maria Woods said that she was glad.")
    #expect(text.entities("person") == ["Maria Woods", "Daniel Marsh"])
  }

  @Test func aTownThatTheTablesKnowIsAPlace() throws {
    let knowledge = try #require(Installed.knowledge)
    #expect(knowledge.isKnownPlace("Chattanooga"))
    #expect(!knowledge.isKnownPlace("Anna"))
    #expect(try ReadText("Chattanooga is warm.").entities("place").contains("Chattanooga"))
  }

  @Test func whatIsDrivenIsAProduct() throws {
    let text = try ReadText(
      "She drove a Tolvik Comet to the coast. The Tolvik Comet has four doors.")
    #expect(text.entities("product") == ["Tolvik Comet"])
  }

  @Test func howACompanyIsConstitutedTellsThatItIsOne() throws {
    let text = try ReadText("Maria Tolvik plc sold a mine. Halden Valley Ltd. bought it.")
    #expect(text.entities("organization") == ["Maria Tolvik plc", "Halden Valley Ltd."])
  }

  @Test func aCapitalIsAPlaceButACompanyMayBeCalledSo() throws {
    let knowledge = try #require(Installed.knowledge)
    #expect(knowledge.type(ofNoun: "capital") == "place")
    #expect(knowledge.type(ofNoun: "country") == "country")
    let text = try ReadText("Halden Capital bought a mine. Halden Capital then sold its ships.")
    #expect(text.entities("organization").contains("Halden Capital"))
  }

  @Test func weightsCanBeReplaced() throws {
    var knowledge = try Knowledge.builtIn()
    let folder = try TemporaryFolder()
    let sentence = "Anna Tolvik thanked the guests."
    #expect(try ReadText(sentence, by: knowledge).entities("person") == ["Anna Tolvik"])
    let path = try folder.write(
      "name feature\tperson\torganization\tplace\tother\nname\t0\t0\t1\t0\n", to: "names.tsv")
    try knowledge.add(contentsOf: path)
    #expect(try ReadText(sentence, by: knowledge).entities("place") == ["Anna Tolvik"])
  }

  @Test(arguments: ["frequency often\t1\t1\t1\t1", "name\t0\tmuch\t0\t0", "name\t0\t0"])
  func whatIsNoWeightIsRefused(_ row: String) throws {
    var knowledge = try Knowledge.builtIn()
    let wrong = try TemporaryFolder().write(
      "name feature\tperson\torganization\tplace\tother\n\(row)\n", to: "wrong.tsv")
    #expect(throws: KnowledgeError.self) { try knowledge.add(contentsOf: wrong) }
  }
}
