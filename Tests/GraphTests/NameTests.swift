import Graph
import Testing

@Suite struct NameTests {
  @Test(arguments: [
    ("south_korea", "South Korea"), ("U.S.", "us"), ("Lee Jae-Myung", "lee jae myung"),
    ("ÉLYSÉE", "elysee"), ("Straße", "STRASSE"), ("“Helio”", "helio"), ("Nguyễn", "nguyen"),
    ("Ødegaard", "odegaard"), ("Łódź", "lodz"), ("  two   words ", "two words"),
    ("cafe\u{301}", "café"), ("O’Brien", "obrien"), ("ΟΔΟΣ", "οδος"), ("日本", "日本"),
  ])
  func writtenDifferentlyFoldsToTheSame(left: String, right: String) {
    #expect(foldedName(left) == foldedName(right))
  }

  @Test(arguments: [("Lee", "Li"), ("Windows 3.1", "Windows 31"), ("...", "!"), ("C", "C++")])
  func differentNamesStayDifferent(left: String, right: String) {
    #expect(foldedName(left) != foldedName(right))
  }

  @Test func everyLetterOfTheLatinBlocksFoldsToAsciiOrItself() {
    for code in Array(0xC0..<0x180) + Array(0x1E00..<0x1EFA) {
      let scalar = Unicode.Scalar(UInt32(code))!
      let folded = foldedName(String(scalar))
      #expect(folded == foldedName(folded), "U+\(String(code, radix: 16))")
      if scalar.properties.isAlphabetic {
        #expect(folded.utf8.allSatisfy { (97...122).contains($0) }, "\(scalar) → \(folded)")
      }
    }
  }

  @Test func labelGoesBeforeAliasAndMentionsDecideBetweenAliases() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    var record = DocumentRecord(source: "a", title: nil, date: nil, contentHash: "a")
    record.sentences = [SentenceRecord(start: 0, end: 9, text: "Lee, Lee.", role: .body)]
    record.entities = [
      EntityRecord(label: "Ada Lee", types: ["person"], aliases: ["Lee": 1]),
      EntityRecord(label: "Bo Lee", types: ["person"], aliases: ["Lee": 1]),
      EntityRecord(label: "Lee", types: ["city"], aliases: [:]),
    ]
    record.mentions = [
      MentionRecord(entity: 1, sentence: 0, start: 0, end: 3, surface: "Lee")
    ]
    try graph.add(record)
    let matches = try graph.entities(named: "lee")
    #expect(matches.map(\.label) == ["Lee", "Bo Lee", "Ada Lee"])
    #expect(matches.map(\.isLabel) == [true, false, false])
    #expect(matches[1].types == ["person"])
    #expect(try graph.entities(named: "nobody").isEmpty)
  }

  @Test func personsAreFoundByTheFirstOrLastWordOfTheirNames() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    var record = DocumentRecord(source: "a", title: nil, date: nil, contentHash: "a")
    let labels = ["Ada Lee", "Lee Bo", "Cy Lee Dorn", "Eva Leeson", "Lee Bridge", "Fay Lee"]
    let text = labels.joined(separator: ", ") + ", Ada Lee."
    record.sentences = [
      SentenceRecord(start: 0, end: text.unicodeScalars.count, text: text, role: .body)
    ]
    record.entities = labels.map {
      EntityRecord(label: $0, types: [$0 == "Lee Bridge" ? "place" : "person"], aliases: [:])
    }
    for (number, entity) in [0, 1, 2, 3, 4, 5, 0].enumerated() {
      record.mentions.append(
        MentionRecord(
          entity: entity, sentence: 0, start: number, end: number + 1, surface: labels[entity]))
    }
    try graph.add(record)
    #expect(try graph.persons(withName: "lee").map(\.label) == ["Ada Lee", "Lee Bo", "Fay Lee"])
    #expect(try graph.persons(withName: "Lee", limit: 2).map(\.label) == ["Ada Lee", "Lee Bo"])
    #expect(try graph.persons(withName: "Ada Lee").isEmpty)
  }

  @Test func nearestNamesAreTheSimilarOnes() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    try graph.add(meetingRecord())
    #expect(try graph.nearestEntityNames(to: "oscar lund", limit: 3).first == "Oskar Lund")
    #expect(try graph.nearestEntityNames(to: "mina", limit: 1) == ["Mina Park"])
    #expect(try graph.nearestEntityNames(to: "zzzzzzzz", limit: 3).isEmpty)
  }

  @Test func predicateAnswersToItsFormsWhateverTheCase() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    try graph.add(meetingRecord())
    try graph.insert([(.string("a"), "head_of", .string("b"))])
    let meet = try #require(try graph.predicate(named: "meet"))
    #expect(try graph.predicate(named: "Met") == meet)
    #expect(try graph.predicate(named: "head of") == graph.predicate(named: "head_of"))
    #expect(try graph.predicate(named: "eat") == nil)
    let summary = try #require(try graph.predicates().first { $0.value == meet })
    #expect(summary.forms == ["met", "meet"] && summary.triples == 1 && summary.statements == 1)
    #expect(try graph.types().map(\.name) == ["city", "person", "place"])
    for type in try graph.types() {
      #expect(try graph.type(named: type.name.uppercased()) == type.value)
    }
    #expect(try graph.type(named: "meet") == nil)
  }

  @Test(arguments: [
    ("restrict", "restricted", ["restricts", "Restricting", "restrict"]),
    ("meet", "held talks with", ["met", "meets", "meeting"]),
    ("carry", "carry", ["carried", "carries"]),
    ("stop", "stop", ["stopped", "stopping"]), ("make", "made", ["making", "makes"]),
    ("travel_to", "travelled to", ["travels to", "travels_to"]), ("hail", "hailed as", ["hailed"]),
  ])
  func predicateAnswersToInflectionsThatNoTextUsed(
    name: String, seen: String, asked: [String]
  ) throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    var record = meetingRecord()
    record.statements = [record.statements[0]]
    record.statements[0].predicate = name
    record.statements[0].surface = seen
    try graph.add(record)
    let predicate = try #require(try graph.predicate(named: name))
    for form in asked { #expect(try graph.predicate(named: form) == predicate, "\(form)") }
    #expect(try graph.predicate(named: "unrelated") == nil)
  }
}
