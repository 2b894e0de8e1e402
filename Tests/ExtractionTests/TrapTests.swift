import Extraction
import Testing

/// Sentences that lead a hasty reader astray; each says what must be kept and what must not be said.
@Suite struct TrapTests {
  @Test func aLongerNameIsAnotherPerson() throws {
    let text = try ReadText(
      """
      President Park Jun Ho of South Korea opened a bridge in Busan. Park praised the builders.
      Park Joan Miller, an engineer at Delta University, inspected the cables.
      """)
    #expect(text.entities("person").isSuperset(of: ["Park Jun Ho", "Park Joan Miller"]))
    #expect(text.states("Park Jun Ho | praise | builders"))
    #expect(!text.states("Park Joan Miller | praise"))
  }

  @Test func aNameThatIsAPronounElsewhereIsAName() throws {
    let text = try ReadText("Vice Premier He Lifeng visited a factory in Hamburg.")
    #expect(text.states("He Lifeng | visit | "))
  }

  @Test func whoIsMerelyCitedIsNotMeantByIt() throws {
    let text = try ReadText(
      "Norway is drafting stricter rules for fish farms, the Nordic Gazette reported. "
        + "It has also limited the import of salmon feed.")
    #expect(text.states("Norway | limit | import of salmon feed"))
    #expect(!text.states("Nordic Gazette | limit"))
  }

  @Test(arguments: [
    "The minister did not sign the treaty.", "The minister refused to sign the treaty.",
    "The minister left the room without signing the treaty.",
    "The minister never signed the treaty.",
    "The minister failed to sign the treaty.", "The minister will not sign the treaty.",
  ])
  func whatIsDeniedIsNoFact(sentence: String) throws {
    let text = try ReadText(sentence)
    #expect(!text.states("minister | sign | "))
    #expect(text.all.contains { $0.hasPrefix("minister | sign | treaty | not") })
  }

  @Test func aContrastDeniesOnlyItsFirstPart() throws {
    let text = try ReadText("Growth depends not on tariffs but on trust.")
    #expect(text.states("growth | depend_on | trust"))
    #expect(!text.states("growth | depend_on | tariffs"))
  }

  @Test(arguments: [
    "The bank could raise its rates.", "The bank wants to raise its rates.",
    "The bank is set to raise its rates.", "The bank may raise its rates.",
    "The law would allow the bank to raise its rates.",
    "Analysts urged the bank to raise its rates.",
    "If the bank raises its rates, prices will fall.",
  ])
  func whatIsOnlyPossibleIsNoFact(sentence: String) throws {
    let text = try ReadText(sentence)
    #expect(!text.asserted.contains { $0.contains("bank | raise | ") })
  }

  @Test func reportedWordsAreTheSpeakers() throws {
    let text = try ReadText("Maria Keller said the company had hidden the losses.")
    #expect(!text.states("company | hide"))
    #expect(text.all.contains("company | hide | losses | said Maria Keller"))
  }

  @Test func aQuotationBelongsToItsSpeaker() throws {
    let text = try ReadText("“The council wasted the money,” said Anna Brandt.")
    #expect(!text.states("council | waste"))
    #expect(text.all.contains { $0.hasPrefix("council | waste | money | said Anna Brandt") })
  }

  @Test func teasersFormsAndFootersGiveNoFacts() throws {
    let text = try ReadText(
      """
      Brazil opened a port in Santos on Monday.
      See also: Peru closes its largest mine
      Read more: Chile bans plastic cups
      Leave a Reply
      Your email address will not be published. Required fields are marked *
      """)
    #expect(text.states("Brazil | open | port"))
    #expect(!text.asserted.contains { $0.contains("Peru") || $0.contains("Chile") })
    #expect(!text.asserted.contains { $0.contains("email") })
  }

  @Test func anEndedOfficeIsNotHeld() throws {
    let text = try ReadText(
      "Former French president Nicolas Sarkozy met Italian President Sergio Mattarella.")
    #expect(text.states("Nicolas Sarkozy | former_president_of | France"))
    #expect(!text.states("Nicolas Sarkozy | president_of"))
    #expect(text.states("Sergio Mattarella | president_of | Italy"))
  }

  @Test func aLongerCountryIsNotTheShorterOne() throws {
    let text = try ReadText("North Korea fired a rocket. South Korea condemned the launch.")
    #expect(text.states("North Korea | fire | rocket"))
    #expect(!text.states("South Korea | fire"))
    #expect(!text.entities("country").contains("Korea"))
  }

  @Test func aCapitalActsForItsCountryAndStaysACity() throws {
    let text = try ReadText(
      "Paris restricted imports of steel. The ministers met in Paris on Friday and visited Rome.")
    #expect(text.states("France | restrict | imports of steel"))
    #expect(text.entities("place").isSuperset(of: ["Paris", "Rome"]))
    #expect(text.states("ministers | visit | Rome"))
  }

  @Test func monthsAreThoseBeforeTheDateOfTheDocument() throws {
    let text = try ReadText(
      """
      12 March 2024

      The court fined the airline on 5 March.
      """)
    let dates = text.result.record.statements.compactMap { $0.date?.description }
    #expect(dates.contains("2024-03-05"))
  }

  @Test(arguments: [
    "The minister has yet to sign the treaty.", "The minister no longer signs the treaty.",
    "The minister denied signing the treaty.", "The minister avoided signing the treaty.",
  ])
  func otherFormsOfDenialAreNoFactEither(sentence: String) throws {
    let text = try ReadText(sentence)
    #expect(!text.states("minister | sign | "))
    #expect(text.all.contains { $0.hasPrefix("minister | sign | treaty | not") })
  }

  @Test func notOnlyAffirmsAndMoreThanDoesNotDeny() throws {
    let text = try ReadText(
      "The bank not only raised its rates but also bought bonds. Rich states promise more than they pay."
    )
    #expect(text.states("bank | raise | "))
    #expect(!text.all.contains { $0.contains("raise") && $0.contains("| not") })
    #expect(!text.all.contains { $0.contains("pay") && $0.contains("| not") })
  }

  @Test func withoutBesideANounDeniesNoVerb() throws {
    let text = try ReadText("The deal failed, as police found the painting without an informant.")
    #expect(!text.all.contains { $0.contains("find") && $0.contains("| not") })
  }

  @Test func whoIsAccusedOrPraisedDidIt() throws {
    let text = try ReadText(
      "A court sentenced Jan Nowak for accepting bribes. Anna Brandt praised Paul Weber for helping the "
        + "victims. Maria Keller accused Olaf Lindqvist of hiding the losses.")
    #expect(text.states("Jan Nowak | accept | bribes"))
    #expect(text.states("Paul Weber | help | victims"))
    #expect(text.all.contains { $0.hasPrefix("Olaf Lindqvist | hide | losses | accuse") })
    #expect(!text.states("Olaf Lindqvist | hide"))
    #expect(!text.asserted.contains { $0.hasPrefix("court | accept") })
  }

  @Test func aNewSubjectBehindAnObjectIsNoObject() throws {
    let text = try ReadText(
      "Nowak denied wrongdoing and his lawyer, Ewa Zielinska, criticised the judge.")
    #expect(text.states("Ewa Zielinska | criticize | judge"))
    #expect(!text.asserted.contains { $0.contains("deny | Ewa") })
  }

  @Test func joinedVerbsShareTheirObject() throws {
    let text = try ReadText("Police shot and killed Luis Ancan.")
    #expect(text.states("police | shoot | Luis Ancan"))
    #expect(text.states("police | kill | Luis Ancan"))
  }

  @Test(arguments: [
    "BERLIN, March 3, 2025 — ", "BERLIN (AP) — ", "BERLIN, Germany (Reuters) - ", "BERLIN – ",
  ])
  func aDatelineIsNoPartOfTheSentence(dateline: String) throws {
    let text = try ReadText(dateline + "The bank closed two branches in Hamburg on Monday.")
    #expect(text.states("bank | close | two branches"))
    #expect(!text.asserted.contains { $0.contains("BERLIN") })
  }

  @Test func timesAreNoAgents() throws {
    let text = try ReadText("Nine bodies had been recovered by Friday morning.")
    #expect(!text.asserted.contains { $0.hasPrefix("morning") })
  }

  @Test func aDayToComeIsInTheYearToCome() throws {
    let text = try ReadText(
      """
      22 November 2023

      The judge will sentence the mayor on 12 February. The court fined the mayor on 12 February.
      """)
    let dates = Set(text.result.record.statements.compactMap { $0.date?.description })
    #expect(dates.isSuperset(of: ["2024-02-12", "2023-02-12"]))
  }

  @Test func captionsGiveNamesAndNoFacts() throws {
    let text = try ReadText(
      """
      Norway opened a bridge in Bergen on Monday. The mayor praised the builders.

      Peruvian Vice President Ana Ruiz attends a forum with Anna Brandt in Lima, May 5, 2024. (Photo/Andina)
      """)
    #expect(text.states("Norway | open | bridge"))
    #expect(text.entities("person").contains("Ana Ruiz"))
    #expect(!text.all.contains { $0.contains("attend") || $0.contains("vice president") })
  }

  @Test func whoIsCitedSpeaksNotWhoCites() throws {
    let text = try ReadText(
      "Experts cited by the Nordic Gazette observed that Norway has dropped the plan.")
    #expect(text.all.contains("Norway | drop | plan | said experts"))
    #expect(!text.states("Norway | drop"))
    #expect(!text.all.contains { $0.hasPrefix("Nordic Gazette | observe") })
  }

  @Test func whoGaveIsNotWhoReceived() throws {
    let text = try ReadText(
      "Maria Keller posted a photo taken with a phone Weber had given her in Lima.")
    #expect(text.states("Weber | give | phone"))
    #expect(!text.all.contains { $0.hasPrefix("Maria Keller | give") })
  }

  @Test func aMonthIsTheOneBeforeTheDocument() throws {
    let text = try ReadText(
      """
      12 March 2024

      The court fined the airline in June. The airline will close in May.
      """)
    let months = text.result.record.statements.flatMap(\.qualifiers).filter { $0.name == "in" }
      .map { text.result.text(of: $0.value) }
    #expect(Set(months) == ["2023-06", "2024-05"])
  }
}
