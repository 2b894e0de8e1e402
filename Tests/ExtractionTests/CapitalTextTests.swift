import TestSupport
import Testing

/// Texts in capitals throughout are read as if they had the usual case.
@Suite(.enabled(if: Installed.pipeline != nil, "needs the model"))
struct CapitalTextTests {
  @Test func newsInCapitalsGivesFacts() throws {
    let text = try ReadText(
      """
      MILLER PUMPS BUYS NORTHLINE MOTORS

      CHICAGO, MAY 3 -- MILLER PUMPS BOUGHT NORTHLINE MOTORS ON TUESDAY FOR TEN MILLION DOLLARS. THE COMPANY'S \
      PRESIDENT, SARAH JENSEN, MET JOHN WALKER IN BOSTON.
      """)
    #expect(text.states("Miller Pumps | buy | Northline Motors"), "\(text.asserted)")
    #expect(text.states("Sarah Jensen | meet | John Walker"), "\(text.asserted)")
    #expect(!text.entities("person").contains { $0.contains("DOLLARS") })
  }

  @Test func commonNounsAreNoNames() throws {
    let text = try ReadText(
      """
      A STORM DESTROYED A WAREHOUSE IN BOSTON ON THURSDAY. INSPECTOR GRACE TOLLIVAN SAID THE STORM HAD SUNK SIX SHIPS OF \
      BAYLINE SHIPPING.
      """)
    let names = ["person", "organization", "place", "product"].flatMap { text.entities($0) }
    #expect(names.contains { $0.contains("Tollivan") }, "\(names)")
    #expect(
      !names.contains { ["storm", "warehouse", "ships"].contains($0.lowercased()) }, "\(names)")
  }

  @Test func placesAreThoseOfTheTextInCapitals() throws {
    let source = "SARAH JENSEN MET JOHN WALKER IN BOSTON ON MONDAY AND WENT HOME."
    let text = try ReadText(source)
    let scalars = Array(source.unicodeScalars)
    for mention in text.result.record.mentions {
      let written = String(String.UnicodeScalarView(scalars[mention.start..<mention.end]))
      #expect(written == mention.surface.uppercased())
    }
    #expect(!text.result.record.mentions.isEmpty)
  }
}
