import Extraction
import Graph
import TestSupport
import Testing

/// What names are taken for, from all that a text tells of them.
@Suite struct NameTypeTests {
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

  @Test func weightsCanBeReplaced() throws {
    var knowledge = try Knowledge.builtIn()
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "name feature\tperson\torganization\tplace\tother\n", to: "names.tsv")
    try knowledge.add(contentsOf: path)
    let wrong = try folder.write("name feature\tperson\nfrequency often\t1\n", to: "wrong.tsv")
    #expect(throws: KnowledgeError.self) { try knowledge.add(contentsOf: wrong) }
  }
}
