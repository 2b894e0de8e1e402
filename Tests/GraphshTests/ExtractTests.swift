import Foundation
import TestSupport
import Testing

/// What `extract` prints.
@Suite struct ExtractTests {
  /// The fields of a statement, in their order, and whether a value is of the type that each has.
  private static let fields: [(name: String, isOfType: @Sendable (Any) -> Bool)] = [
    ("subject", { $0 is String }), ("predicate", { $0 is String }),
    ("object", { $0 is String || $0 is NSNull }), ("document", { $0 is String }),
    ("sentence", { $0 is String }), ("start", { isInteger($0) }), ("end", { isInteger($0) }),
    ("confidence", { ($0 as? NSNumber).map { (0...1).contains($0.doubleValue) } ?? false }),
    ("basis", { $0 is [String] }), ("negated", { $0 is Bool }),
    ("modality", { $0 is String || $0 is NSNull }),
    ("attributed_to", { $0 is String || $0 is NSNull }), ("date", { $0 is String || $0 is NSNull }),
    ("qualifiers", { isQualifiers($0) }), ("relations", { $0 is [[String: Any]] }),
    ("subject_type", { $0 is String || $0 is NSNull }),
    ("object_type", { $0 is String || $0 is NSNull }),
  ]

  private static func isInteger(_ value: Any) -> Bool {
    (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
  }

  private static func isQualifiers(_ value: Any) -> Bool {
    (value as? [[String: String]])?.allSatisfy { Set($0.keys) == ["name", "value"] } ?? false
  }

  private static let text = """
    Nora Vik Visits Peru

    14 March 2025

    The Oslo Courier reported on Thursday that officials said Peru had not closed the port of Callao. \
    President Nora Vik could visit Peru on Friday. Vik met Ana Ruiz in Lima. No ship sank.
    """

  @Test func everyFieldIsThereInItsOrderAndOfItsType() throws {
    let result = try GraphshCommand.run(["extract"], input: Self.text)
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    try #require(lines.count > 5)
    for line in lines {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      for field in Self.fields {
        let value = try #require(object[field.name], "\(field.name) is missing in \(line)")
        #expect(field.isOfType(value), "\(field.name): \(value)")
      }
      #expect(object.count == Self.fields.count)
      #expect(line.contains("\"negated\": true,") || line.contains("\"negated\": false,"))
      let places = try Self.fields.map { field in
        try #require(line.firstRange(of: "\"\(field.name)\": ")).lowerBound
      }
      #expect(places == places.sorted())
      // The span is that of the sentence in the text.
      let start = try #require(object["start"] as? Int)
      let end = try #require(object["end"] as? Int)
      let scalars = Array(Self.text.unicodeScalars)
      try #require(start < end && end <= scalars.count)
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<end])
      #expect(String(view) == object["sentence"] as? String)
    }
  }

  @Test func everyFieldIsFilledWhereTheTextSaysSo() throws {
    let result = try GraphshCommand.run(["extract"], input: Self.text)
    let statements = try result.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    func one(_ predicate: String) throws -> [String: Any] {
      try #require(statements.first { $0["predicate"] as? String == predicate })
    }
    let closed = try one("close")
    #expect(closed["negated"] as? Bool == true)
    #expect(closed["attributed_to"] as? String == "officials")
    let qualifiers = closed["qualifiers"] as? [[String: String]]
    #expect(qualifiers?.contains { $0["name"] == "reported by" } ?? false)
    let visit = try one("visit")
    #expect(visit["modality"] as? String == "could")
    #expect(visit["object_type"] as? String == "country")
    #expect(visit["date"] is String)
    #expect(visit["subject_type"] as? String == "person")
    #expect(try one("report")["date"] as? String == "2025-03-13")
    #expect(try one("sink")["object"] is NSNull)
  }

  // MARK: CaRB

  @Test(arguments: [
    "", "\n\n\n", "   \n\t\n", "\t", "...", "\u{feff}", "!!! ??? ,,,",
  ])
  func linesWithoutAClauseGiveNoTuples(input: String) throws {
    let result = try GraphshCommand.run(["extract", "--format", "carb"], input: input)
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
  }

  @Test func aTabInASentenceIsNoColumn() throws {
    let sentence = "Peru closed\tthe port of Callao ."
    let result = try GraphshCommand.run(["extract", "--format", "carb"], input: sentence + "\n")
    #expect(result.status == 0)
    let rows = result.output.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    #expect(rows.allSatisfy { $0.count >= 4 && Double($0[1]) != nil })
    #expect(rows.contains { $0[2] == "closed" && $0[3] == "Peru" })
  }

  @Test func linesOfWindowsAndOtherLanguagesAreRead() throws {
    let text = "Peru closed the port .\r\nDer Hafen wurde gestern geschlossen .\r\n港は閉鎖された 。\r\n"
    let result = try GraphshCommand.run(["extract", "--format", "carb"], input: text)
    #expect(result.status == 0)
    #expect(!result.output.contains("\r"))
    #expect(result.output.contains("Peru closed the port .\t"))
    for row in result.output.split(separator: "\n") {
      #expect(row.split(separator: "\t", omittingEmptySubsequences: false).count >= 4)
    }
  }

  @Test func aVeryLongSentenceIsRead() throws {
    let sentence =
      (0..<1500).map { "Ann met Bo\($0) and" }.joined(separator: " ") + " Peru closed the port ."
    let result = try GraphshCommand.run(["extract", "--format", "carb"], input: sentence + "\n")
    #expect(result.status == 0)
    #expect(!result.output.isEmpty)
  }

  @Test func corefTellsWhatEachPronounMeans() throws {
    let text = "China and Peru met in Lima. Nora Vik met Ana Ruiz. She praised the two countries."
    let result = try GraphshCommand.run(["extract", "--coref", "--choices"], input: text)
    #expect(result.status == 0)
    let rows = try result.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(
      rows.map { $0["text"] as? String } == [
        "China", "Peru", "Lima", "Nora Vik", "Ana Ruiz", "She", "countries",
      ])
    #expect(
      rows.map { $0["kind"] as? String }
        == ["name", "name", "name", "name", "name", "pronoun", "description"])
    let pronoun = try #require(rows.first { $0["kind"] as? String == "pronoun" })
    #expect(pronoun["start"] as? Int == 51)
    #expect(pronoun["end"] as? Int == 54)
    #expect(pronoun["sentence"] as? String == "She praised the two countries.")
    #expect(pronoun["weights"] as? String == "person subject")
    let choices = try #require(pronoun["choices"] as? [[String: Any]])
    let probabilities = choices.compactMap { $0["probability"] as? Double }
    #expect(abs(probabilities.reduce(0, +) - 1) < 0.01)
    #expect((choices.last?["entities"] as? [Int])?.isEmpty == true)
    #expect(Set(choices.dropLast().compactMap { ($0["entities"] as? [Int])?.first }).count >= 2)
  }

  @Test(arguments: [["--choices"], ["--coref", "--format", "carb"]])
  func whatDoesNotGoTogetherIsRefused(options: [String]) throws {
    let result = try GraphshCommand.run(["extract"] + options, input: "Nora left.")
    #expect(result.status != 0)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("--coref"))
  }
}
