import Graph
import TestSupport
import Testing

@Suite struct WordNetTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func wordsAreFoundInTheirParts() throws {
    let words = try WordNet(path: folder.write(NearWords.file, to: "words"))
    #expect(words.verbs(near: "encounter") == ["meet", "run_into"])
    #expect(words.verbs(near: "wave") == ["greet"])
    #expect(words.verbs(near: "visitor").isEmpty)
    #expect(words.verbs(ofNoun: "visitor") == ["visit"])
    #expect(words.kind(ofNoun: "visitor") == "person")
    #expect(words.kind(ofNoun: "encounter") == nil)
  }

  @Test func anAlteredFileIsRefused() throws {
    let altered = try folder.write(NearWords.file.replacing("greet", with: "groan"), to: "altered")
    #expect(throws: WordNet.Problem.self) { _ = try WordNet(path: altered) }
    #expect(throws: WordNet.Problem.self) { _ = try WordNet(path: folder.path("none")) }
    let cut = try folder.write("graphsh-wordnet 1 0 verbs=999\n", to: "cut")
    #expect(throws: WordNet.Problem.self) { _ = try WordNet(path: cut) }
  }
}
