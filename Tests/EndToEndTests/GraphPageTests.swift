import Foundation
import TestSupport
import Testing

/// Pages on what a graph of two short texts knows, by the commands that write them.
@Suite struct GraphPageTests {
  private static let texts = [
    (
      "march-4.txt",
      """
      Mayor and founder meet in Oslo

      4 March 2024

      Nadia Holt met Tomas Rehn in Oslo on 1 March 2024. Holt is the mayor of Lindau. Rehn founded \
      Brightwater Energy. Brightwater Energy employs 120 people. Holt praised Brightwater Energy. \
      Rehn plans to visit Porto.
      """
    ),
    (
      "march-6.txt",
      """
      Lindau town hall denies meeting

      6 March 2024

      Paulo Vidal is the mayor of Lindau. Nadia Holt did not meet Tomas Rehn. Brightwater Energy \
      employs 95 people. Rosa Vidal criticised Brightwater Energy. Rosa Vidal visited Porto on \
      2 March 2024. Ida Brandt said that Nadia Holt visited Porto.
      """
    ),
  ]

  /// One graph for all tests, which only read it.
  private static let graph = Result { () throws -> ArticleGraph in
    let folder = try TemporaryFolder()
    let paths = try texts.map { try folder.write($0.1 + "\n", to: $0.0) }
    return try withExtendedLifetime(folder) { try ArticleGraph(ingesting: paths) }
  }

  private func run(_ arguments: String...) throws -> GraphshCommand.Result {
    try GraphshCommand.run(arguments + ["--db", try Self.graph.get().path])
  }

  /// The lines under a heading of a page.
  private func section(_ heading: String, of page: String) -> [String] {
    let lines = page.components(separatedBy: "\n")
    guard let start = lines.firstIndex(of: heading) else { return [] }
    return Array(lines[(start + 1)...].prefix { !$0.isEmpty })
  }

  // MARK: About

  @Test func aboutTellsOfficesDeedsAndWhatIsNotSo() throws {
    let page = try run("about", "Holt").output
    #expect(page.hasPrefix("Nadia Holt\n  person\n"))
    #expect(section("What it is", of: page).contains { $0.contains("mayor of Lindau") })
    let deeds = section("What it did", of: page)
    #expect(deeds.contains("  met"))
    #expect(
      deeds.contains { $0.hasPrefix("    met Tomas Rehn in Oslo (2024-03-01; 1 sentence; ") })
    #expect(section("Denied", of: page).contains { $0.contains("Tomas Rehn (denied;") })
    #expect(
      section("Said by others", of: page).contains { $0.contains("Porto (said by Ida Brandt;") })
    #expect(!deeds.contains { $0.contains("Porto") })
    #expect(section("Named with it", of: page).first == "  Tomas Rehn (2 sentences)")
    #expect(section("Sentences that say most", of: page).count <= 3)
  }

  @Test func aboutGivesProgramsEveryFactWithItsSentences() throws {
    let json = try run("about", "Brightwater Energy", "-f", "json").output
    let page = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let sections = try #require(page["sections"] as? [[String: Any]])
    let entries = sections.flatMap { $0["entries"] as? [[String: Any]] ?? [] }
    let facts = entries.flatMap { $0["facts"] as? [[String: Any]] ?? [] }
    let founding = try #require(facts.first { $0["relation"] as? String == "founded" })
    #expect(founding["subject"] as? String == "Tomas Rehn")
    let evidence = try #require(founding["evidence"] as? [[String: Any]])
    #expect(evidence.first?["sentence"] as? String == "Rehn founded Brightwater Energy.")
    #expect(evidence.first?["date"] as? String == "2024-03-04")
  }

  @Test func pagesOfMarkupHoldNoMarkupOfTexts() throws {
    let folder = try TemporaryFolder()
    let text = "Nadia Holt met the band <b>Ok & Co</b> in Oslo.\n"
    let graph = try withExtendedLifetime(folder) {
      try ArticleGraph(ingesting: [try folder.write(text, to: "band.txt")])
    }
    for format in ["html", "markdown"] {
      let page = try GraphshCommand.run(["about", "Holt", "-f", format, "--db", graph.path]).output
      #expect(page.contains("Nadia Holt"))
      #expect(!page.contains("<b>"), "\(format)")
      #expect(!page.contains("Ok & Co"), "\(format)")
    }
  }

  @Test func aboutCutsSectionsAndSaysHowMuch() throws {
    let page = try run("about", "Brightwater Energy", "--limit", "1").output
    #expect(section("What was done to it", of: page).last == "  … and 2 more")
  }

  @Test func anUnknownNameGetsASuggestion() throws {
    let result = try run("about", "Nadia Hult")
    #expect(result.status == 1)
    #expect(result.errors.contains("did you mean Nadia Holt?"))
  }

  // MARK: Timeline

  @Test func timelineGoesByTheEventAndMarksReports() throws {
    let lines = section("Timeline", of: try run("timeline").output)
    let meeting = try #require(lines.firstIndex { $0.contains("met Tomas Rehn") })
    let visit = try #require(lines.firstIndex { $0.contains("Rosa Vidal visited Porto") })
    let founding = try #require(lines.firstIndex { $0.contains("founded Brightwater") })
    #expect(meeting < visit)
    #expect(visit < founding)
    #expect(lines[founding].contains("(reported 2024-03-04;"))
    #expect(lines.contains { $0.contains("Tomas Rehn visit Porto (planned; reported 2024-03-04") })
    #expect(!lines.contains { $0.hasPrefix("  Nadia Holt visited Porto") })
  }

  @Test func timelineOfARangeOrAQuery() throws {
    let ofMarch2 = try run("timeline", "--since", "2024-03-02", "--until", "2024-03-03").output
    let lines = section("Timeline", of: ofMarch2)
    #expect(lines.count == 1)
    #expect(lines.first?.contains("Rosa Vidal visited Porto") == true)
    let ofQuery = section("Timeline", of: try run("timeline", "met(\"Nadia Holt\", Who)").output)
    #expect(ofQuery.count == 1)
    #expect(ofQuery.first?.contains("met Tomas Rehn") == true)
    #expect(try run("timeline", "--since", "March").status == 2)
  }

  // MARK: Paths

  @Test func pathIsTheShortestChainWithItsSentences() throws {
    let page = try run("path", "Rosa Vidal", "Tomas Rehn", "--limit", "1").output
    #expect(page.hasPrefix("Rosa Vidal – Tomas Rehn\n"))
    let chain = section("Rosa Vidal – Brightwater Energy – Tomas Rehn", of: page)
    #expect(chain.contains { $0.contains("\"Rosa Vidal criticised Brightwater Energy.\"") })
    #expect(chain.contains { $0.contains("\"Rehn founded Brightwater Energy.\"") })
  }

  @Test func longerPathsFollowAndNoneVisitsANameTwice() throws {
    let page = try run("path", "Rosa Vidal", "Tomas Rehn", "--limit", "5").output
    let chains = page.components(separatedBy: "\n").dropFirst()
      .filter { $0.hasPrefix("Rosa Vidal – ") }
      .map { $0.components(separatedBy: " – ") }
    #expect(chains.count > 1)
    #expect(chains.map(\.count) == chains.map(\.count).sorted())
    for chain in chains { #expect(Set(chain).count == chain.count) }
  }

  @Test func thereMayBeNoPath() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("two.db")
    let facts = "insert p(\"A\", \"B\"). insert p(\"C\", \"D\").\n"
    _ = try GraphshCommand.run([path], input: facts)
    let result = try GraphshCommand.run(["path", "A", "C", "--db", path])
    #expect(result.status == 0)
    #expect(result.output == "A – C\n  no chain of facts joins them\n")
  }

  @Test func pathLeadsOverImportedFactsToo() throws {
    let folder = try TemporaryFolder()
    let facts = ["a> <http://e/p> <http://e/b", "c> <http://e/q> <http://e/b"]
      .map { "<http://e/\($0)> .\n" }.joined()
    let path = folder.path("imported.db")
    let file = try folder.write(facts, to: "facts.nt")
    #expect(try GraphshCommand.run(["import", file, "--db", path]).status == 0)
    let page = try GraphshCommand.run(["path", "http://e/a", "http://e/c", "--db", path]).output
    #expect(
      section("http://e/a – http://e/b – http://e/c", of: page)
        == ["  http://e/a p http://e/b", "  http://e/c q http://e/b"])
  }

  @Test func aNameThatSeveralBearIsAnErrorThatListsThem() throws {
    let folder = try TemporaryFolder()
    let texts = [
      "Ana Kort is a lawyer. Kort met Ida Brandt.",
      "Emil Kort is a painter. Kort visited Oslo.",
    ]
    let graph = try withExtendedLifetime(folder) {
      try ArticleGraph(
        ingesting: try texts.enumerated().map {
          try folder.write($0.element + "\n", to: "\($0.offset).txt")
        })
    }
    for arguments in [["about", "Kort"], ["timeline", "Kort"], ["path", "Kort", "Oslo"]] {
      let result = try GraphshCommand.run(arguments + ["--db", graph.path])
      #expect(result.status == 1)
      #expect(result.errors.contains("Ana Kort ("))
      #expect(result.errors.contains("Emil Kort ("))
    }
  }

  // MARK: Conflicts

  @Test func oneAfterTheOtherIsNoConflict() throws {
    let folder = try TemporaryFolder()
    let texts = [
      ("4 March 2021", "Nadia Holt is the mayor of Lindau."),
      ("6 March 2024", "Paulo Vidal is the mayor of Lindau. Nadia Holt did not visit Oslo."),
    ]
    let graph = try withExtendedLifetime(folder) {
      try ArticleGraph(
        ingesting: try texts.enumerated().map {
          try folder.write("\($0.element.0)\n\n\($0.element.1)\n", to: "\($0.offset).txt")
        })
    }
    let page = try GraphshCommand.run(["conflicts", "--db", graph.path]).output
    #expect(page == "Conflicts\n  nothing in the graph contradicts another part\n")
  }

  @Test func conflictsOfEachKindStandWithTheirSources() throws {
    let page = try run("conflicts").output
    let denied = section("Said and denied", of: page)
    #expect(denied.contains { $0.contains("\"Nadia Holt did not meet Tomas Rehn.\"") })
    #expect(denied.contains { $0.contains("\"Nadia Holt met Tomas Rehn in Oslo") })
    let holders = section("Two holders at a time", of: page)
    #expect(holders.first == "  mayor_of Lindau")
    #expect(holders.contains { $0.contains("Paulo Vidal") })
    let numbers = section("Different numbers", of: page)
    #expect(numbers.contains { $0.contains("120 people") })
    #expect(numbers.contains { $0.contains("95 people") })
  }

  /// A number that stands against one of another sentence is seen behind any number of others of its own.
  @Test func numbersOfOneSentenceHideNoOther() throws {
    let folder = try TemporaryFolder()
    let text = """
      Vol Works employed 10 people from 2001 to 2020, employed 20 people from 2001 to 2020, employed 30 people from \
      2001 to 2020 and employed 40 people in 2010. Vol Works employed 15 people from 2005 to 2015.

      """
    let graph = try withExtendedLifetime(folder) {
      try ArticleGraph(ingesting: [try folder.write(text, to: "works.txt")])
    }
    let page = try GraphshCommand.run(["conflicts", "--db", graph.path]).output
    for number in [10, 15, 20, 30, 40] {
      #expect(page.contains("    Vol Works employed \(number) people ("), "\(number)")
    }
  }

  @Test func pagesAreInTheShellToo() throws {
    let input = ".about Holt\n.timeline Holt\n.path \"Rosa Vidal\" \"Tomas Rehn\"\n.conflicts\n"
    let result = try GraphshCommand.run([try Self.graph.get().path], input: input)
    #expect(result.status == 0, "\(result.errors)")
    for title in ["Nadia Holt\n", "Timeline\n", "Rosa Vidal – Tomas Rehn\n", "Conflicts\n"] {
      #expect(result.output.contains(title))
    }
  }

  // MARK: Compare and report

  @Test func compareTellsWhatDocumentsShareAndDeny() throws {
    let page = try run("compare", "1", "2").output
    #expect(
      section("Against each other", of: page).contains {
        $0.hasPrefix("    Nadia Holt met Tomas Rehn (denied;")
      })
    #expect(
      section("Against each other", of: page).contains { $0.contains("employs 95 people") })
    #expect(section("Named in both", of: page).contains { $0.contains("Brightwater Energy") })
    let lines = page.components(separatedBy: "\n")
    let only = lines.filter { $0.hasPrefix("Only in ") }
    #expect(only.count == 2)
    #expect(section(only[0], of: page).contains { $0.contains("praised Brightwater Energy") })
    #expect(section(only[1], of: page).contains { $0.contains("criticised Brightwater Energy") })
    #expect(!section(only[1], of: page).contains { $0.contains("praised") })
  }

  @Test func aDocumentIsFoundByItsTitleAndAWrongNameIsAnError() throws {
    let page = try run("compare", "Mayor and founder meet in Oslo", "2", "-f", "json").output
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(page.utf8)) as? [String: Any])
    #expect((json["sections"] as? [[String: Any]])?.isEmpty == false)
    let same = try run("compare", "1", "1")
    #expect(same.status == 1)
    #expect(same.errors.contains("are the same document"))
    let wrong = try run("compare", "1", "Mayor and founder met in Oslo")
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("did you mean Mayor and founder meet in Oslo?"))
  }

  /// What a report offers as questions can be asked, and gives as many answers as it says.
  @Test func reportNamesWhoIsCentralAndAsksWhatHasAnswers() throws {
    let page = try run("report").output
    #expect(page.hasPrefix("The graph\n  2 documents, "))
    #expect(
      section("Central names", of: page).prefix(3).contains {
        $0.contains("Nadia Holt") || $0.contains("Brightwater Energy")
      })
    #expect(section("Relations", of: page).contains { $0.hasPrefix("  met (") })
    #expect(section("Conflicts", of: page).contains { $0.hasPrefix("  Said and denied (1;") })
    let questions = section("Questions that it can answer", of: page)
    #expect(questions.count >= 3)
    for question in questions {
      let parts = question.dropFirst(2).components(separatedBy: "? (")
      let count = try #require(Int(parts[1].prefix { $0 != " " }))
      let answers = try run("query", parts[0] + "?", "-f", "tsv", "--no-header").output
      #expect(answers.split(separator: "\n").count == count, "\(question)")
    }
    for format in ["markdown", "html", "json"] {
      #expect(try run("report", "-f", format).status == 0)
    }
  }
}
