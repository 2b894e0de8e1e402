import Foundation
import TestSupport
import Testing
import TextAnalysis

/// `graphsh analyze` shows tokens in both formats and refuses what is no text.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: EnglishPipeline.defaultModelPath()),
    "needs the model"))
struct AnalyzeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func jsonHasEveryTokenWithItsColumns() throws {
    let file = try folder.write("Angela Merkel met Bo.\n", to: "a.txt")
    let result = try GraphshCommand.run(["analyze", "--format", "jsonl", file])
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 1)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
    #expect(object["id"] as? String == file)
    let tokens = try #require(object["tokens"] as? [[String: Any]])
    #expect(
      tokens.compactMap { $0["text"] as? String } == ["Angela", "Merkel", "met", "Bo", ".", "\n"])
    #expect(tokens.compactMap { $0["space"] as? Int } == [1, 1, 1, 0, 0, 0])
    #expect(
      tokens.compactMap { $0["lemma"] as? String } == ["Angela", "Merkel", "meet", "Bo", ".", "\n"])
    #expect(tokens.compactMap { $0["head"] as? Int }[..<3] == [1, 2, 2])
    #expect(tokens[2]["dep"] as? String == "ROOT")
    #expect(tokens[0]["ent_type"] as? String == "PERSON")
    #expect(tokens[0]["ent_iob"] as? Int == 3)
    #expect(tokens[0]["sent_start"] as? Int == 1)
  }

  @Test func eachLineCanBeATextOfItsOwn() throws {
    let file = try folder.write("She left.\r\n\nThey stayed.", to: "a.txt")
    let result = try GraphshCommand.run(["analyze", "--lines", "--format", "jsonl", file])
    let names = try result.output.split(separator: "\n").map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])["id"]
        as? String
    }
    #expect(names == ["\(file):1", "\(file):3"])
    #expect(!result.output.contains("\\r"))
  }

  @Test func bytesThatAreNoTextAreRefusedWithTheirPlace() throws {
    let path = folder.path("bad.txt")
    try Data([0x61, 0x62, 0xc3, 0x28, 0x0a]).write(to: URL(filePath: path))
    let result = try GraphshCommand.run(["analyze", path])
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors == "graphsh: \(path): not UTF-8 at byte 2\n")
    // A byte order mark counts among the bytes of the file.
    try Data([0xef, 0xbb, 0xbf, 0x61, 0xff]).write(to: URL(filePath: path))
    let marked = try GraphshCommand.run(["analyze", path])
    #expect(marked.errors == "graphsh: \(path): not UTF-8 at byte 4\n")
  }

  @Test func aByteOrderMarkIsNoPartOfTheText() throws {
    let path = folder.path("marked.txt")
    try Data([0xef, 0xbb, 0xbf] + Array("She left.".utf8)).write(to: URL(filePath: path))
    let result = try GraphshCommand.run(["analyze", "--format", "jsonl", path])
    #expect(result.output.contains(#"[{"text": "She""#))
  }

  @Test(arguments: ["\u{0}", "a\u{0}b.\u{0}\u{0}", "\n", "🙂", "\u{301}", "x"])
  func oddTextsComeBackWholeInJSON(text: String) throws {
    let file = try folder.write(text, to: "odd.txt")
    let result = try GraphshCommand.run(["analyze", "--format", "jsonl", file])
    #expect(result.status == 0)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let tokens = try #require(object["tokens"] as? [[String: Any]])
    let spelled = tokens.map { "\($0["text"] ?? "")" + ($0["space"] as? Int == 1 ? " " : "") }
    #expect(spelled.joined().unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test func oneBadFileDoesNotKeepTheOthersFromBeingAnalysed() throws {
    let good = try folder.write("She left.", to: "good.txt")
    let missing = folder.path("missing.txt")
    let result = try GraphshCommand.run(["analyze", missing, good, "--format", "jsonl"])
    #expect(result.status == 1)
    #expect(result.output.contains("\"left\""))
    #expect(result.errors.contains(missing))
  }

  @Test func anEmptyTextHasNoTokens() throws {
    let file = try folder.write("", to: "empty.txt")
    let json = try GraphshCommand.run(["analyze", file, "--format", "jsonl"])
    #expect(json.status == 0)
    #expect(json.output.hasSuffix("\"tokens\": []}\n"))
    #expect(try GraphshCommand.run(["analyze", file]).status == 0)
  }

  @Test func aMissingModelIsSaid() throws {
    let file = try folder.write("She left.", to: "a.txt")
    let result = try GraphshCommand.run(["analyze", file, "--model", "/no/such/model"])
    #expect(result.status == 1)
    #expect(result.errors.contains("/no/such/model"))
    #expect(result.errors.contains("graphsh model install"))
  }
}
