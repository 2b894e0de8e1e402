import Graph
import TestSupport
import Testing

/// What literals mean, whatever their datatype and spelling.
@Suite struct LiteralValueTests {
  private let xsd = "http://www.w3.org/2001/XMLSchema#"

  private func term(_ text: String, _ datatype: String) -> Term {
    Term.literal(text, datatype: xsd + datatype)!
  }

  private func number(_ text: String, _ datatype: String) -> NumericValue? {
    term(text, datatype).numericValue
  }

  @Test func numbersAreComparedAsTheirDigitsSay() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<3000 {
      let left = SpelledNumber(below: 9000, using: &generator)
      let right = SpelledNumber(below: 9000, using: &generator)
      guard let first = number(left.text, left.datatype),
        let second = number(right.text, right.datatype)
      else {
        Issue.record("\(left) or \(right) is no number")
        continue
      }
      let expected =
        left.thousandths < right.thousandths ? -1 : left.thousandths > right.thousandths ? 1 : 0
      #expect(NumericValue.order(first, second) == expected, "\(left) and \(right)")
      #expect((first.plain == second.plain) == (expected == 0), "\(left) and \(right)")
      let canonical = (
        term(left.text, left.datatype).canonical, term(right.text, right.datatype).canonical
      )
      #expect((canonical.0 == canonical.1) == (expected == 0), "\(left) and \(right)")
    }
  }

  @Test func longNumbersAreComparedDigitByDigit() throws {
    let long = "12345678901234567890123456789012345678901234567890"
    let number = { try #require(self.number($0, $1)) }
    #expect(
      NumericValue.order(try number(long + "1", "integer"), try number(long + "2", "integer")) < 0)
    #expect(
      NumericValue.order(
        try number("0." + long + "2", "decimal"), try number("0." + long + "1", "decimal")) > 0)
    #expect(try number(long, "integer").plain == number("+0" + long + ".000", "decimal").plain)
    #expect(
      NumericValue.order(
        try number("9007199254740993", "long"), try number("9007199254740992", "double")) > 0)
  }

  @Test func decimalsAreExact() {
    func decimal(_ text: String) -> DecimalNumber { number(text, "decimal")!.decimal! }
    #expect(decimal("0.1").plus(decimal("0.2")) == decimal("0.3"))
    #expect(decimal("3.5").times(decimal("2"))?.text == "7.0")
    #expect(decimal("-1.25").minus(decimal("-.25"))?.text == "-1.0")
    #expect(decimal("1").divided(by: decimal("8"))?.text == "0.125")
    #expect(decimal("1").divided(by: decimal("3")) == nil)
    #expect(decimal("7.5").remainder(dividingBy: decimal("-2"))?.text == "1.5")
    #expect(decimal(String(repeating: "9", count: 38)).times(decimal("10")) == nil)
    #expect(decimal("2.5").rounded(.toNearestOrAwayFromZero)?.integer == 3)
    #expect(decimal("-2.5").rounded(.down)?.integer == -3)
    #expect(decimal("-0.05").rounded(.toNearestOrAwayFromZero)?.integer == 0)
  }

  @Test(arguments: [
    ("abc", "integer"), ("", "integer"), ("1.0", "integer"), ("+", "integer"), (" 1", "integer"),
    ("128", "byte"), ("-1", "unsignedInt"), ("0", "positiveInteger"), ("1e3", "decimal"),
    (".", "decimal"), ("0x1p3", "double"), ("inf", "double"), ("nan", "float"), ("yes", "boolean"),
    ("2023-02-29", "date"), ("24:00:01", "time"), ("815", "gYear"), ("01815", "gYear"),
    ("2020-01-01T10:00:00", "dateTimeStamp"), ("2020-13", "gYearMonth"), ("--02-30", "gMonthDay"),
    ("2020-01-01T10:00:00+15:00", "dateTime"), ("1", "string"), ("1", "anyURI"),
  ])
  func whatADatatypeDoesNotHaveIsNoValue(_ text: String, _ datatype: String) {
    #expect(term(text, datatype).literalValue == nil)
  }

  @Test func timesAreTheMomentsAtWhichTheyBegin() throws {
    func time(_ text: String, _ datatype: String) throws -> TimeValue {
      guard case .time(let time) = term(text, datatype).literalValue else {
        throw NoTime(text: text)
      }
      return time
    }
    struct NoTime: Error { var text: String }
    let noon = try time("2020-06-01T12:00:00Z", "dateTime")
    #expect(try noon == time("2020-06-01T14:00:00.000+02:00", "dateTime"))
    #expect(try noon == time("2020-06-01T12:00:00", "dateTime"))
    #expect(try TimeValue.order(noon, time("2020-06-01T12:00:00.0000000001Z", "dateTime")) == -1)
    #expect(
      try time("2020-06-01T24:00:00Z", "dateTime") == time("2020-06-02T00:00:00Z", "dateTime"))
    #expect(try time("2020-06-01Z", "date") == time("2020-06-01", "date"))
    #expect(try TimeValue.order(time("2020-06-01+02:00", "date"), time("2020-06-01", "date")) == -1)
    #expect(try TimeValue.order(time("1815", "gYear"), time("1815-12-10Z", "date")) == -1)
    #expect(try TimeValue.order(time("-0044", "gYear"), time("0001", "gYear")) == -1)
    #expect(try TimeValue.order(time("12345-01-01", "date"), noon) == 1)
    #expect(try time("1815", "gYear") != time("1815-01-01", "date"))
    #expect(try TimeValue.order(time("10:00:00", "time"), noon) == nil)
    #expect(try time("01:00:00+02:00", "time") == time("23:00:00Z", "time"))
  }

  @Test func theCanonicalTermIsEqualToItsValue() {
    let literals = [
      ("01", "integer"), ("1.50", "decimal"), ("1e3", "double"), ("INF", "float"), ("NaN", "float"),
      ("1", "boolean"), ("2020-06-01+05:00", "date"), ("2020-06-01-11:30", "date"),
      ("-0001-02-28T23:59:59.50-01:00", "dateTime"), ("12345", "gYear"), ("2020-02Z", "gYearMonth"),
      ("--02-29", "gMonthDay"), ("23:30:00.250-01:00", "time"), ("---31Z", "gDay"),
      ("--12", "gMonth"),
      ("0.1234567890123456789012345678901234567890", "decimal"),
      ("123456789012345678901234567890", "nonNegativeInteger"),
    ]
    for (text, datatype) in literals {
      let term = term(text, datatype)
      #expect(term.canonical.literalValue?.plain == term.literalValue?.plain, "\(text)")
      #expect(term.canonical.canonical == term.canonical, "\(text)")
    }
  }

  @Test func aTextInALanguageNeedsItsLanguage() {
    let datatype = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    #expect(Term.literal("x", datatype: datatype) == nil)
  }
}
