import Foundation
import GQL
import TestSupport
import Testing

/// Regular expressions: what they mean, and that no pattern is slow.
@Suite struct RegularExpressionTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func randomPatternsMeanWhatTheirPartsMean(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for number in 0..<1500 {
      let pattern = RandomPattern(depth: 4, using: &random)
      let expression = try RegularExpression(pattern.text)
      for _ in 0..<12 {
        let text = (0..<Int.random(in: 0...7, using: &random)).map { _ in
          RandomPattern.alphabet[Int.random(in: 0..<5, using: &random)]
        }
        let string = String(String.UnicodeScalarView(text))
        #expect(
          expression.matches(string) == pattern.matches(text),
          "seed \(seed), pattern \(number): \(pattern.text) on \(string.debugDescription)")
      }
    }
  }

  private static let texts = [
    "", "a", "b", "ab", "AB", "aab", "abc", "ABC", "Abc", "aB c", "c", "abac", "2026-01-05", "12",
    "a-c", "x]x", "y", "xy", "x y", "]\\", "Ünï", "É", "é", "éé", "àü", "a\nb", "a b", "\t\n\r",
    "ab cd", "é1", "me@x.com", "$42", "3.14", "z", "a\\z", ".*+", "名前", "abc1", "1 2", "a1b2",
    "ABc", "-", "\n", "aaaa", "aBAb", "ab ", "a{b", "{}",
  ]

  /// The same as Foundation's engine says, for syntax that both have.
  @Test(arguments: [
    "\\d{4}-\\d\\d-\\d{2}", "\\w+\\s\\w+", "[^\\W\\d]+", "[a-c\\-]+", "[^x]+", "a{0,2}b?",
    "(?i)ab[A-C]",
    "(?i:ab)c", "x(?#comment)y", "[\\]\\\\]+", "\\x41\\u0042", "\\p{Lu}\\p{L}*", "\\P{L}+",
    "[[:alpha:]]+[[:digit:]]*", "(?s)a.b", "a.b", "(?m)^a$\\n^b$", "\\Aab\\z", "a\\Bb",
    "\\bab\\b.*",
    "[\\d.]+", "[a\\-z]+", "\\.\\*\\+", "(a|b|)*c", "a|b|", "(((a)))", "\\t\\n\\r", "[^a]", "é+",
    "[à-ü]+", "(?i)É", "[^\\n]*", "\\S+@\\S+\\.com", "\\$\\d+", "(?:a|aa)+", "(?i)[^b]+",
    "a(?i)b(?-i)a.",
    "(?<first>a)(b)?", "(a*)*", "(a*)+b", "[A-Za-z_]\\w*", "\\p{Letter}+", "\\D+", "(?x) a \\  b",
    ".+",
  ])
  func syntaxMeansWhatItMeansElsewhere(_ pattern: String) throws {
    let expression = try RegularExpression(pattern)
    let other = try NSRegularExpression(pattern: "\\A(?:\(pattern))\\z")
    for text in Self.texts {
      let whole = NSRange(text.startIndex..., in: text)
      let expected = other.firstMatch(in: text, range: whole) != nil
      #expect(expression.matches(text) == expected, "\(pattern) on \(text.debugDescription)")
    }
  }

  @Test(arguments: [
    ("[]a]+", "]a]", "x"), ("[^]a]+", "xy", "x]"), ("a{,2}", "aa", "aaa"), ("a{b", "a{b", "ab"),
    ("{}", "{}", ""), ("[a-\\d]+", "a-7", "b"), ("[[:^alpha:]]+", "12", "a1"), ("\\pL+", "é", "1"),
    ("\\p{^Lu}", "a", "A"), ("(?P<n>a)", "a", "b"), ("(?'n'a)", "a", "b"), ("a b", "a b", "ab"),
    ("(?x)a b # c", "ab", "a b"), ("\\U0001F600", "😀", "😁"), ("\\x{1F600}.", "😀😀", "😀"),
    ("(){9}a", "a", ""), ("[+--]", ",", "."), ("[[]", "[", "]"), ("(?i)σ", "ς", "s"),
    ("a{0}b", "b", "ab"),
  ])
  func lessUsualSyntaxIsRead(_ pattern: String, match: String, other: String) throws {
    let expression = try RegularExpression(pattern)
    #expect(expression.matches(match))
    #expect(!expression.matches(other))
  }

  @Test(arguments: [
    ("a(b", 1, "this '(' is not closed"), ("ab)", 2, "this ')' closes nothing"),
    ("x[ab", 1, "this '[' is not closed"), ("a|*", 2, "'*' has nothing to repeat"),
    ("a**", 2, "'*' has nothing to repeat"), ("[z-a]", 1, "'z-a' runs backwards"),
    ("a{3,2}", 1, "'{3,2}' runs backwards"),
    ("\\q", 0, "'\\q' means nothing in a regular expression"),
    ("ab\\", 2, "the escape '\\' is not finished"),
    ("\\x4", 0, "the escape '\\x4' is not finished"),
    ("\\p{Foo}", 3, "there is no character property 'Foo'"), ("(?y)a", 2, "there is no flag 'y'"),
    ("(?=a)b", 0, "a look-ahead is not supported in regular expressions"),
    ("(?<!a)b", 0, "a look-behind is not supported in regular expressions"),
    ("(a)\\1", 3, "a back reference is not supported in regular expressions"),
    ("a(?>b)", 1, "an atomic group is not supported in regular expressions"),
    ("é+a++", 3, "a possessive repetition is not supported in regular expressions"),
    ("[a&&b]", 2, "the intersection of classes is not supported in regular expressions"),
    (
      "(a{1000}){1000}", 9,
      "the regular expression is too large: '{1000}' makes it stand for more than 100000 characters"
    ),
    ("(?<>a)", 0, "the name of this group cannot be read"),
  ])
  func mistakesAreNamedWithTheirPlace(_ pattern: String, offset: Int, message: String) {
    do {
      _ = try RegularExpression(pattern)
      Issue.record("\(pattern) was read")
    } catch {
      #expect(error.description == message)
      #expect(error.offset == offset)
    }
  }

  /// What groups take, as Foundation's engine says: of repetitions in one another each prefers as much or as little by its own
  /// sign.
  @Test(arguments: [
    "((?:a+?)*)(.*)", "((?:a*)*?)(.*)", "((?:a+)??)(.*)", "((?:a+?){1,2})(.*)", "((?:a+?)?)(.*)",
    "((?:a*)?)(.*)", "((?:a+)*)(.*)", "((?:a+?)+?)(.*)", "((?:a+)*?)(.*)", "((?:a*)??)(.*)",
    "((?:a+?){1})(.*)", "(?:(a+?)*)(.*)",
  ])
  func groupsTakeWhatTheyTakeElsewhere(_ pattern: String) throws {
    let expression = try RegularExpression(pattern)
    let other = try NSRegularExpression(pattern: "\\A(?:\(pattern))\\z")
    for text in ["", "a", "aaa", "aab", "b"] {
      let match = other.firstMatch(in: text, range: NSRange(text.startIndex..., in: text))
      let expected = match.map { match in
        (1..<match.numberOfRanges).map { group in
          Range(match.range(at: group), in: text).map { String(text[$0]) } ?? ""
        }
      }
      #expect(try expression.groups(of: text) {} == expected, "\(pattern) on '\(text)'")
    }
  }

  @Test func moreGroupsThanCanBeAskedAreRefused() throws {
    let most = try RegularExpression(String(repeating: "(a?)", count: 100))
    #expect(try most.groups(of: "aa") {}?.prefix(3) == ["a", "a", ""])
    let pattern = String(repeating: "(?:b)", count: 5) + String(repeating: "(a?)", count: 20_000)
    let more = try RegularExpression(pattern)
    #expect(more.matches("bbbbba"))
    let error = #expect(throws: RegularExpressionError.self) { try more.groups(of: "a") {} }
    #expect(error?.reason == .tooManyGroups(limit: 100))
    #expect(error?.offset == 425)
  }

  @Test func aPatternThatIsTooLargeWithItsGroupsIsRefusedWhereTheyAreAsked() throws {
    let expression = try RegularExpression("(a{49999}){2}")
    #expect(!expression.matches("a"))
    let error = #expect(throws: RegularExpressionError.self) { try expression.groups(of: "a") {} }
    #expect(error?.reason == .tooLarge(limit: 100_000))
  }

  @Test func askingForGroupsCanBeLeft() throws {
    struct Enough: Error {}
    let expression = try RegularExpression(
      String(repeating: "(a?)", count: 99) + "((?:a|aa|a?){300})*")
    let text = String(repeating: "a", count: 200_000)
    let clock = ContinuousClock()
    let begin = clock.now
    #expect(throws: Enough.self) {
      try expression.groups(of: text) {
        if clock.now - begin > .milliseconds(100) { throw Enough() }
      }
    }
    #expect(clock.now - begin < TestLength.hang)
  }

  /// Patterns that take others exponential time, or their stack.
  @Test(arguments: [
    ("(a*)*b", 100_000), ("(a|a)*b", 100_000), ("(a|aa)+b", 100_000), ("(.*)*(.*)*(.*)*b", 100_000),
    ("a{1000}b", 1000), ("(a?){1000}a{1000}b", 2000), ("((a{30}){30}){30}b", 27_000),
    (".*a.{12}b", 20_000),
    (
      String(repeating: "(", count: 100_000) + "a" + String(repeating: ")", count: 100_000) + "*b",
      10
    ),
    (
      String(repeating: "(?:", count: 50_000) + "a" + String(repeating: ")*c?", count: 50_000)
        + "b", 10
    ),
    (String(repeating: "a|", count: 100_000) + "b", 1),
    (String(repeating: "a?", count: 20_000) + "b", 20),
  ])
  func noPatternIsSlow(_ pattern: String, length: Int) throws {
    let clock = ContinuousClock()
    let time = try clock.measure {
      let expression = try RegularExpression(pattern)
      let text = String(repeating: "a", count: length)
      let isShort = pattern.hasPrefix("a|")
      #expect(expression.matches(isShort ? "b" : text + "b"))
      #expect(!expression.matches(text + "ac"))
    }
    #expect(time < TestLength.hang)
  }

  @Test func aTextOfMegabytesCanBeLeft() throws {
    // Sets of up to a hundred thousand states, nearly all of them new.
    let expression = try RegularExpression("(.*(a|b).{90}){1000}")
    var random = SeededGenerator(seed: 5)
    let text = String((0..<1_000_000).map { _ in Bool.random(using: &random) ? "a" : "c" })
    let clock = ContinuousClock()
    var calls = 0
    struct Enough: Error {}
    let begin = clock.now
    #expect(throws: Enough.self) {
      try expression.matches(text) {
        calls += 1
        if clock.now - begin > .milliseconds(100) { throw Enough() }
      }
    }
    #expect(calls > 5)
    #expect(clock.now - begin < TestLength.hang)
  }
}
