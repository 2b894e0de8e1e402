import Extraction
import Testing

/// Forms of clauses, each with what must be kept of it.
@Suite struct StatementTests {
  @Test func joinedInfinitivesShareWhatStandsAboveThem() throws {
    try expectStatements(
      "Anna Brandt has promised to lower taxes, raise the minimum wage and hold a referendum.",
      keeps: [
        "Anna Brandt | lower | taxes | promise", "Anna Brandt | raise | minimum wage | promise",
        "Anna Brandt | hold | referendum | promise",
      ], not: ["Anna Brandt | raise", "Anna Brandt | hold"])
  }

  @Test func anOfficeIsOverWhateverStandsBetween() throws {
    try expectStatements(
      "Former Varde treasurer Anna Brandt met Jan Nowak.",
      keeps: ["Anna Brandt | meet | Jan Nowak"],
      not: ["Anna Brandt | be | treasurer"])
  }

  @Test func aMeansDoesNotAct() throws {
    try expectStatements(
      "Two residents reached by phone described the fire.",
      keeps: ["Two residents | describe | fire"], not: ["phone | reach"])
    try expectStatements(
      "Jan Nowak used the money to buy a villa.", keeps: ["Jan Nowak | buy | villa"],
      not: ["money | buy"])
  }

  @Test func aReducedRelativeIsOfTheMakerNotOfTheStuff() throws {
    try expectStatements(
      "Altona, the maker of photo software founded by Ravi Menon in 2011, will close.",
      keeps: ["Ravi Menon | found | Altona", "Altona | close |  | will"],
      not: ["photo software | be_founded_by"])
  }

  @Test func aRelativeClauseWithoutItsWordHasItsObject() throws {
    try expectStatements(
      "Maria Keller sold the phone an uncle had given her.",
      keeps: ["uncle | give | phone", "uncle | give_to | Maria Keller"])
  }

  @Test func whomARelativeClauseAccusesDidIt() throws {
    try expectStatements(
      "He blamed the chancellor, Mikolaj Prazmow, whom he accused of selling the province.",
      keeps: ["Mikolaj Prazmow | sell | province | accuse"])
  }

  @Test func aNumberCarriesNothing() throws {
    try expectStatements(
      "They crossed in a boat built for ten, which carried sixty.", keeps: ["boat | carry"],
      not: ["ten | carry"])
    try expectStatements(
      "Exports grew by 11 percent, driven by demand from Peru.",
      keeps: ["exports | be_driven_by | demand from Peru"], not: ["11 percent | be_driven_by"])
  }

  @Test func aQuestionAnsweredByTheCopulaIsAFact() throws {
    try expectStatements(
      "What Georgia needs now is not another declaration but trade.",
      keeps: ["Georgia | need | trade", "Georgia | need | another declaration | not"],
      not: ["Georgia | need | another declaration"])
  }

  @Test func theItOfACleftIsNobody() throws {
    try expectStatements(
      "Norway built the road. It was Anna Brandt who first spoke of a tunnel.",
      keeps: ["Anna Brandt | speak_of | tunnel"], not: ["Norway | be | Anna Brandt"])
  }

  @Test func whatThereIsExists() throws {
    try expectStatements(
      "There is no vaccine against the virus.",
      keeps: ["vaccine against the virus | exist |  | not"],
      not: ["vaccine against the virus | exist"])
  }

  @Test func anOfficeHasItsBeginningAndEnd() throws {
    let text = try ReadText(
      "Ingrid Falk served as chair of the Swedish Writers' Union from 1985 to 1991.")
    #expect(text.states("Ingrid Falk | former_chair_of | Swedish Writers' Union"))
    let statement = try #require(
      text.result.record.statements.first { $0.predicate == "former_chair_of" })
    let spans = statement.qualifiers.map { "\($0.name) \(text.result.text(of: $0.value))" }
    #expect(Set(spans).isSuperset(of: ["from 1985", "to 1991"]))
    try expectStatements(
      "Olaf Lindqvist became president of Altona Bank in 2019.",
      keeps: ["Olaf Lindqvist | president_of | Altona Bank"])
    try expectStatements(
      "Olaf Lindqvist resigned as president of Altona Bank on Monday.",
      keeps: ["Olaf Lindqvist | former_president_of | Altona Bank"],
      not: ["Olaf Lindqvist | president_of"])
    try expectStatements(
      "Maria Keller was elected mayor of Linz in May.", keeps: ["Maria Keller | mayor_of | Linz"])
  }

  @Test func oneOfSeveralIsNotTheSeveral() throws {
    try expectStatements(
      "Some senators, among them Maria Cole of Ohio, questioned the plan.", keeps: [],
      not: ["Maria Cole | be | some senators", "Maria Cole | be | senators"])
    try expectStatements(
      "Two former colleagues, Piotr Lis and Anne Dover, were acquitted.",
      keeps: ["Piotr Lis | be | former colleague", "Anne Dover | be_acquitted"])
  }

  @Test func aTownByNameIsTheName() throws {
    try expectStatements(
      "The army seized the northern town of Karlovac on Sunday.", keeps: ["army | seize | Karlovac"]
    )
  }

  @Test func aGappedPassiveIsPassive() throws {
    try expectStatements(
      "At least 37 people were killed and more than 100 wounded in the attack.",
      keeps: ["more than 100 | be_wounded_in | attack"], not: ["more than 100 | wound"])
  }

  @Test func aMoveIsNotItsPlace() throws {
    try expectStatements(
      "The ministers discussed the security of Norway, a concern that unites both parties.",
      keeps: ["concern | unite | parties"], not: ["Norway | be | concern", "Norway | unite"])
  }

  @Test func comparisonKeepsItsDegree() throws {
    try expectStatements(
      "The coal is more polluting than gas.", keeps: ["coal | be_more_polluting_than | gas"],
      not: ["coal | be_polluting_than"])
  }

  @Test func commentsOnAClauseAreNoFacts() throws {
    try expectStatements(
      "As expected, the bank raised its rates. The reactors ran longer than planned, as unions had "
        + "feared.",
      keeps: ["bank | raise | "],
      not: ["bank | be_expected", "reactors | be_planned", "unions | fear"])
  }

  @Test func particlesAndResultsBelongToTheVerb() throws {
    try expectStatements(
      "The bank had turned Lena Falk down. Jan Nowak cut short a visit to Malta. The club turned her down.",
      keeps: ["Jan Nowak | cut_short | visit to Malta"], not: ["Jan Nowak | cut | "])
  }

  @Test func timesOfAReportAreNotThoseOfWhatIsReported() throws {
    let text = try ReadText(
      """
      9 October 2024

      Altona Bank said on Monday it had bought a rival in Graz.
      """)
    let bought = try #require(text.result.record.statements.first { $0.predicate == "buy" })
    #expect(bought.date == nil)
    let said = try #require(text.result.record.statements.first { $0.predicate == "say" })
    #expect(said.date?.description == "2024-10-07")
  }

  @Test func aDecimalIsNoDay() throws {
    let text = try ReadText(
      """
      18 June 2024

      Prices rose 2.4 percent in May, slower than the 2.9 percent recorded in April.
      """)
    #expect(text.result.record.statements.allSatisfy { $0.date == nil })
  }

  @Test func whoWasTheFirstToDoItDidIt() throws {
    try expectStatements(
      "Anna Brandt was the first woman to climb the Tarnhorn, in 1921.",
      keeps: ["Anna Brandt | climb | Tarnhorn"])
    try expectStatements(
      "Anna Brandt was not the first woman to climb the Tarnhorn.", keeps: [],
      not: ["Anna Brandt | climb"])
    try expectStatements(
      "Anna Brandt will be the first woman to climb the Tarnhorn.",
      keeps: ["Anna Brandt | climb | Tarnhorn | will"], not: ["Anna Brandt | climb"])
  }

  @Test func whatIsToldOfAThingIsToldOfWhatIsCalledSo() throws {
    try expectStatements(
      "Eva Stone started a project called Lighthouse in Turku.",
      keeps: ["Eva Stone | start | Lighthouse", "Lighthouse | be | project"])
  }

  @Test func whereToStandsBehindAnAdverb() throws {
    try expectStatements(
      "Jan Nowak flew back to Turku on Monday.", keeps: ["Jan Nowak | fly_back_to | Turku"])
    // A capital that one travels to is the city.
    try expectStatements(
      "Jan Nowak flew back to Oslo on Monday.", keeps: ["Jan Nowak | fly_back_to | Oslo"])
  }

  @Test func whatSomebodyIsTakenForNeedsNoVerb() throws {
    func views(_ text: String) throws -> [String] {
      try ReadText(text).qualified.flatMap { $0.qualifiers.map { qualifier in "\(qualifier)" } }
    }
    #expect(try views("Jan Nowak considers the plan dangerous.") == ["as: dangerous"])
    #expect(
      try views("The court called the law \"vague\" and \"harmful\".") == [
        "as: vague", "as: harmful",
      ])
  }

  @Test func somebodyIsNoWhich() throws {
    try expectStatements(
      "Elsa Riedel wrote a biography of her mother, which was printed in Turku.",
      keeps: [], not: ["Elsa's mother | be_printed_in", "mother | be_printed_in"])
  }
}
