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

  @Test func conlluIsValid() throws {
    let text = "\n He  said “yes”.\tOK?\n\nThe U.S. ships, it seems, left Busan on 5 May. \u{0}x"
    let file = try folder.write(text, to: "a.txt")
    let result = try GraphshCommand.run(["analyze", "--format", "conllu", file])
    #expect(result.status == 0)
    #expect(result.output.hasSuffix("\n\n"))
    #expect(result.output.contains("SpacesAfter=\\s\\s"))
    #expect(result.output.contains("SpacesBefore=\\n\\s"))
    #expect(result.output.contains("NER=B-GPE"))
    let universal: Set<String> = [
      "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
      "PUNCT", "SCONJ", "SYM", "VERB", "X",
    ]
    for sentence in result.output.components(separatedBy: "\n\n") where !sentence.isEmpty {
      let lines = sentence.split(separator: "\n").filter { !$0.hasPrefix("# newdoc") }
      #expect(lines[0].hasPrefix("# sent_id = "))
      #expect(lines[1].hasPrefix("# text = "))
      let rows = lines[2...].map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
      var spelled = ""
      for (index, row) in rows.enumerated() {
        #expect(row.count == 10)
        #expect(row.allSatisfy { !$0.isEmpty })
        #expect(row[0] == String(index + 1))
        #expect(universal.contains(String(row[3])))
        let head = try #require(Int(row[6]))
        #expect((0...rows.count).contains(head) && head != index + 1)
        #expect((head == 0) == (row[7] == "root"))
        spelled += row[1]
        if !row[9].contains("SpaceAfter=No"), index + 1 < rows.count { spelled += " " }
      }
      #expect(rows.filter { $0[6] == "0" }.count == 1)
      #expect(lines[1] == "# text = \(spelled)")
    }
  }

  @Test func bytesThatAreNoTextAreRefusedWithTheirPlace() throws {
    let path = folder.path("bad.txt")
    try Data([0x61, 0x62, 0xc3, 0x28, 0x0a]).write(to: URL(filePath: path))
    let result = try GraphshCommand.run(["analyze", path])
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors == "graphsh: \(path): not UTF-8 at byte 2\n")
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
    #expect(result.errors.contains("script/bootstrap"))
  }
}
