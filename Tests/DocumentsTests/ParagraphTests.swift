import Documents
import TestSupport
import Testing

/// Plain text is paragraphs, not lines.
@Suite struct ParagraphTests {
  private func read(_ text: String, _ name: String = "a.txt") throws -> [SourceDocument.Line] {
    let document = try #require(
      try DocumentReader().documents(of: Array(text.utf8), source: name).first)
    return document.lines
  }

  private func body(_ text: String) throws -> [String] {
    try read(text).filter { $0.role == .body }.map { NormalizedText($0).text }
  }

  @Test func linesThatGoOnInTheMiddleOfASentenceAreJoined() throws {
    let text = """
      The council of Arden sold the old mill to a company from Leeds, which
      wanted to build flats there. Two years later the company went
      bankrupt, and the mill stood empty until a painter called Ruth
      Keller bought it.

      She lives there now.
      """
    #expect(
      try body(text) == [
        "The council of Arden sold the old mill to a company from Leeds, which wanted to build flats there. "
          + "Two years later the company went bankrupt, and the mill stood empty until a painter called Ruth Keller bought it.",
        "She lives there now.",
      ])
  }

  @Test func offsetsPointIntoTheFileAsItWas() throws {
    let text =
      "\n  The mayor of Arden sold the mill to a company\n  from Leeds for two million pounds.\n"
    let line = try #require(try read(text).first { $0.role == .body })
    let scalars = Array(text.unicodeScalars)
    let normalized = NormalizedText(line)
    let place = try #require(normalized.text.range(of: "Leeds"))
    let index = normalized.text.unicodeScalars.distance(
      from: normalized.text.startIndex, to: place.lowerBound)
    let origin = line.start + normalized.origin(of: index)
    #expect(String(String.UnicodeScalarView(scalars[origin..<origin + 5])) == "Leeds")
  }

  @Test func linesThatAreParagraphsStayApart() throws {
    let text = """
      Ana Ruiz opened the museum on Monday.
      The mayor thanked her for ten years of work.
      It will be closed in winter.
      """
    #expect(try body(text).count == 3)
  }

  @Test func aHeadlineIsNotJoinedToTheText() throws {
    let text = """
      Mill sold to company from Leeds
      The council of Arden sold the old mill to a company from Leeds, which wanted to
      build flats there. Two years later the company went bankrupt, and the mill stood
      empty.
      """
    let lines = try read(text)
    #expect(lines.first?.role == .title)
    #expect(lines.count == 2)
  }

  @Test(arguments: [
    (
      "joined the port author-\nity of Esbo in the spring and stayed there until he died.",
      "port authority of"
    ),
    (
      "was a self-\nmade man who bought the old harbour from the town when he was twenty.",
      "self-made man"
    ),
    (
      "was paid by the Anglo-\nDutch company which bought the old harbour from the town.",
      "Anglo-Dutch company"
    ),
    (
      "served in the war of 1914-\n1918, after which he bought the old harbour from the\ntown.",
      "1914-1918"
    ),
  ])
  func hyphensAtTheEndsOfLines(_ text: String, _ part: String) throws {
    let body = try body("In the year of the great storm the sailor Bo Lind\n" + text)
    try #require(body.count == 1)
    #expect(body[0].contains(part), "\(body)")
  }

  @Test func aWordThatTheTextHasElsewhereTellsHowItIsWritten() throws {
    let text = """
      The lakeside inn was sold in May. The lake-
      side inn has a lake-view terrace, which was added in 1990 and which the lake-
      view company still owns.
      """
    #expect(
      try body(text) == [
        "The lakeside inn was sold in May. The lakeside inn has a lake-view terrace, which was added in 1990 "
          + "and which the lake-view company still owns."
      ])
  }

  @Test func marksOfQuotationAreNoText() throws {
    let text = """
      > The bank of Arden lent the mill two million pounds in
      > the spring, and in the autumn it asked for all of
      > them.
      """
    #expect(
      try body(text) == [
        "The bank of Arden lent the mill two million pounds in the spring, and in the autumn it asked for all of them."
      ])
  }

  @Test func pagesNumbersAndRunningHeadsDoNotBreakASentence() throws {
    var text = ""
    for page in 1...4 {
      text += """
        The harbour was built by the engineer Bo Lind, who had come from the north, and on the

        \(page)
        \u{0C}Annual Report 2020

        other side of the bay stood the mill that the company from Leeds had bought in the year of
        the storm.

        """
    }
    let lines = try read(text)
    let body = lines.filter { $0.role == .body }.map { NormalizedText($0).text }
    #expect(body.count == 4, "\(body)")
    #expect(
      body.allSatisfy { $0.contains("and on the other side of the bay") }, "\(body)")
    #expect(lines.count { $0.role == .furniture } == 8)
  }

  @Test func itemsOfAListAreApart() throws {
    let text = """
      The board decided three things in its meeting of the fourth of March, which
      was held in Leeds:

      - The mill is sold to the company that had offered two million pounds
        for it.
      - The painter Ruth Keller keeps her room.
      2) Nobody of the staff is dismissed.
      """
    let body = try body(text)
    try #require(body.count == 4, "\(body)")
    #expect(body[1].hasSuffix("pounds for it."))
    #expect(body[3] == "Nobody of the staff is dismissed.")
  }

  @Test func tablesVerseAndContentsAreNoSentences() throws {
    let text = """
      CONTENTS

      The Harbour ........ 3
      The Mill ........... 17

      The company had bought the mill in the year of the storm, when nobody else would
      have it, and it had paid too much. What it earned in those years was little, as
      the books show.

      Year      Income     Costs
      1990      1,200      900
      1991      1,100      950

      The sailors sang it on the quay,
        When all the lamps were low,
      O take me, captain, out to sea
        Where only herrings go

      It was a sad song, and the engineer wrote it down in the book that his daughter
      gave to the museum.
      """
    let lines = try read(text)
    #expect(lines.filter { $0.role == .table }.count == 3)
    #expect(lines.filter { $0.role == .verse }.count == 4)
    #expect(lines.filter { $0.role == .contents }.count == 3)
    #expect(lines.filter { $0.role == .body }.count == 2)
  }

  @Test func conversationsKeepTheirSpeakers() throws {
    let text = """
      REPORTER: When did you join the mill?
      RUTH KELLER: I came in 1990. The company had just bought it.
      It was empty then.
      REPORTER: Who paid you?
      """
    let lines = try read(text)
    let spoken = lines.filter { $0.role == .body }
    #expect(spoken.map(\.speaker) == ["REPORTER", "RUTH KELLER", "RUTH KELLER", "REPORTER"])
    #expect(lines.filter { $0.role == .speaker }.map(\.text).first == "REPORTER:")
  }

  @Test func aColonAloneMakesNoConversation() throws {
    let lines = try read("Dutch Oven: Glow has a nice oven built in.\n\nNote: The oven is hot.\n")
    #expect(lines.allSatisfy { $0.speaker == nil })
  }

  @Test func whatALibraryPutsAroundABookIsANotice() throws {
    let text = """
      This eBook is for the use of anyone anywhere in the world.

      *** START OF THE PROJECT EBOOK THE MILL ***

      The mill stood on the river for three hundred years before it was sold.

      *** END OF THE PROJECT EBOOK THE MILL ***

      The foundation asks for gifts from everybody who reads this book.
      """
    #expect(
      try body(text) == ["The mill stood on the river for three hundred years before it was sold."])
  }

  @Test(arguments: [
    "Der Bürgermeister hat am Montag die neue Brücke über den Fluss eröffnet. Sie wurde in zwei Jahren gebaut.",
    "El alcalde inauguró el lunes el nuevo puente sobre el río. La obra se hizo en dos años y costó más de lo previsto.",
    "Мэр открыл в понедельник новый мост через реку. Его строили два года, и он стоил дороже.",
  ])
  func otherLanguagesAreNamedAndKeptAsText(_ text: String) throws {
    let document = try #require(
      try DocumentReader().documents(of: Array(text.utf8), source: "a.txt").first)
    #expect(document.foreignLanguage != nil)
    #expect(document.report.isForeign)
    #expect(document.lines.map(\.role) == [.foreign])
    let documents = try DocumentReader(assumesEnglish: true).documents(
      of: Array(text.utf8), source: "a.txt")
    #expect(documents.first?.lines.contains { $0.role == .body } ?? false)
  }

  @Test func theEnglishPartsOfAMixedTextAreKept() throws {
    let text = """
      The mayor opened the new bridge over the river on Monday, after two years of work.

      Le maire a ouvert lundi le nouveau pont sur la rivière, après deux ans de travaux et de retards.
      """
    let lines = try read(text)
    #expect(lines.map(\.role) == [.body, .foreign])
  }

  @Test func numbersOfNotesAreNoPartOfTheText() throws {
    let text = """
      The guild of Arden sold its hall in 1931.[1] Ruth Keller bought it.[2]
      It covers 300 km² and was painted by Otto Brandt.³

      [1] Minutes of the guild, p. 12.
      [2] Letter of 4 May 1932.
      ³ See the catalogue.
      """
    let lines = try read(text)
    #expect(
      lines.filter { $0.role == .body }.map { NormalizedText($0).text } == [
        "The guild of Arden sold its hall in 1931. Ruth Keller bought it.",
        "It covers 300 km² and was painted by Otto Brandt.",
      ])
    #expect(lines.count { $0.role == .note } == 3)
    let document = try DocumentReader().documents(of: Array(text.utf8), source: "a.txt").first
    #expect(document?.details.published == nil)
  }

  /// Numbered paragraphs of a judgment are its text.
  @Test func numbersThatLeadToNoNoteStay() throws {
    let text = "[1] The court heard Ruth Keller in May.\n\n[2] It dismissed the claim in June.\n"
    #expect(
      try body(text) == [
        "[1] The court heard Ruth Keller in May.", "[2] It dismissed the claim in June.",
      ])
  }

  @Test func aPoemWithoutProseIsVerse() throws {
    let text = """
      The mill wheel turns by the river's side,
        And the miller has gone to the fair,
      His daughter looks out on the flowing tide,
        With the wind of the moor in her hair.

      O who will come over the bridge tonight,
        And who will be asking for bread,
      The miller's lamp has a yellow light,
        And his daughter has gone to her bed.
      """
    #expect(Set(try read(text).map(\.role)) == [.verse])
  }

  @Test func creditsInParenthesesAreNoHeadings() throws {
    let text = """
      The mill in Arden was sold on Monday.

      (Reporting by Ruth Keller; Editing by Otto Brandt)
      """
    #expect(try read(text).map(\.role) == [.body, .furniture])
  }

  @Test func itemsThatGoOnAreText() throws {
    let text = """
      The council decided to:

      - sell the old mill to Ruth Keller;
      - move the library to Leeds; and
      - hire Otto Brandt as its clerk.
      """
    #expect(try read(text).dropFirst().allSatisfy { $0.role == .body })
  }

  @Test func whoWroteAQuotationIsToldApart() throws {
    let text = """
      I sold the mill in May.

      On Tue, 4 May 2021 at 9:30, Otto Brandt <otto@x.example> wrote:
      > Have you sold the mill to Ruth Keller?
      """
    let lines = try read(text)
    #expect(lines.map(\.role) == [.body, .furniture, .body])
  }

  @Test(arguments: [
    "[10:02] Otto: Ruth sold the mill to Anna\n[10:03] Ruth: yes, for 3,000 pounds\n[10:05] Otto: good\n",
    "<otto> Ruth sold the mill to Anna\n<ruth> yes, for 3,000 pounds\n<otto> good\n",
    "Q. Who sold the mill?\nA. Ruth sold it to Anna.\nQ. And when?\nA. She sold it in May.\n",
    "THE MAYOR: I met Ruth Keller in Leeds today.\nQ Will you sell the mill?\nTHE MAYOR: I will sell it in June.\n",
  ])
  func chatsAndHearingsHaveSpeakers(_ text: String) throws {
    let lines = try read(text)
    #expect(lines.allSatisfy { $0.role == .speaker || $0.role == .body })
    #expect(lines.count { $0.role == .speaker } == lines.count { $0.role == .body })
    #expect(Set(lines.compactMap(\.speaker)).count == 2)
  }
}
