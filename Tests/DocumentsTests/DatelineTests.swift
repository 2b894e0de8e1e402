import Documents
import Testing

/// Datelines of agencies and papers, each before the same sentence.
@Suite struct DatelineTests {
  private static let sentence = "Petra Lund sold the ferry to a trust in Skagen."

  private func lines(_ text: String) throws -> [SourceDocument.Line] {
    try #require(
      try DocumentReader().documents(of: Array(text.utf8), source: "a.txt").first
    ).lines
  }

  @Test(arguments: [
    "OSLO, May 7 (Reuters) - ", "OSLO (AP) — ", "(AFP) – ", "OSLO, May 7. /TASS/. ",
    "OSLO, May 7 /PRNewswire/ -- ", "OSLO--(BUSINESS WIRE)--", "OSLO, May 7 (NAN) ",
    "OSLO: (PTI) ", "Oslo (APP): ", "Oslo: ", "OSLO: ", "Oslo | ", "Oslo — ", "Buenos Aires: ",
    "Oslo, Norway, 7 May 2021 (NTB).- ", "Oslo – 7 May 2021 – ", "Oslo, 7 May 2021 (WMO) – ",
    "OSLO/BERGEN, May 7 (Reuters) - ", "OSLO—",
  ])
  func isALineOfItsOwn(_ dateline: String) throws {
    let lines = try lines(dateline + Self.sentence + "\n")
    #expect(lines.last?.text == Self.sentence && lines.last?.role == .body)
    #expect(lines.count == 2 && lines.first?.role == .byline)
    #expect(lines.last?.start == dateline.unicodeScalars.count)
  }

  /// Sentences and speakers that only begin alike.
  @Test(arguments: [
    "Oslo: the city and its port have grown.", "Petra Lund: We sold the ferry to a trust.",
    "Oslo – which has a port – sold the ferry.", "NATO (OTAN) Members of the board sold the ferry.",
    "Petra Lund (3 May 1961 – 9 June 2019) sold the ferry.",
    "Petra Lund — the owner of the ferry — sold it.",
    "IBM: Shares fell on Monday after the report.",
    "The ferry -- Petra Lund sold it -- is old.", "Norway/Sweden/Denmark: a comparison of ferries.",
    "Ferry F/S Anna/Bo sailed to Skagen on Monday.",
  ])
  func othersStayWhole(_ text: String) throws {
    let lines = try lines(text + "\n")
    #expect(lines.count == 1 && lines.first?.text == text)
  }
}
