import GQL
import Graph

/// `REGEX` and `REPLACE`, by the regular expressions of GQL, which take linear time and so know no back references.
struct PatternFunctions {
  private let state: EvaluationState

  init(_ state: EvaluationState) { self.state = state }

  func call(_ function: BuiltIn, _ terms: [Term]) throws -> Term? {
    let text: String
    var language: String?
    switch terms[0] {
    case .string(let own): text = own
    case .languageString(let own, let tag): (text, language) = (own, tag)
    default: return nil
    }
    guard case .string(let pattern) = terms[1] else { return nil }
    let flagsPlace = function == .regex ? 2 : 3
    var flags = ""
    if terms.count > flagsPlace {
      guard case .string(let given) = terms[flagsPlace] else { return nil }
      flags = given
    }
    guard let source = Self.source(pattern, flags: flags) else { return nil }
    if function == .regex {
      guard let expression = try? state.patterns.expression("(?s:.*)(?:" + source + ")(?s:.*)")
      else { return nil }
      return .boolean(try expression.matches(text) { try state.check() })
    }
    guard case .string(let replacement) = terms[2],
      let expression = try? state.patterns.expression(source),
      (try? expression.prepareGroups()) != nil,
      let result = try replaced(text, expression, by: replacement)
    else { return nil }
    return language.map { .languageString(result, language: $0) } ?? .string(result)
  }

  /// The pattern with its flags in it; nil for flags that there are not.
  private static func source(_ pattern: String, flags: String) -> String? {
    guard flags.allSatisfy({ "smixq".contains($0) }) else { return nil }
    var source = pattern
    if flags.contains("q") {
      source = ""
      for character in pattern {
        if "\\|.?*+(){}[]^$-".contains(character) { source += "\\" }
        source.append(character)
      }
    }
    let others = Set(flags).subtracting(["q"]).sorted()
    return others.isEmpty ? source : "(?" + String(others) + ":" + source + ")"
  }

  /// The text with every match replaced; nil where the pattern matches nothing at all, or the replacement is none.
  private func replaced(
    _ text: String, _ expression: RegularExpression, by replacement: String
  ) throws -> String? {
    guard let parts = Replacement(replacement, groups: expression.groups) else { return nil }
    if expression.matches("") { return nil }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var place = 0
    while place <= scalars.count,
      let match = try expression.firstMatch(
        in: scalars, from: place, progress: { try state.check() })
    {
      let (start, end) = (Int(match[0]), Int(match[1]))
      result.append(contentsOf: scalars[place..<start])
      for part in parts.parts {
        switch part {
        case .scalar(let scalar): result.append(scalar)
        case .group(let number):
          let (first, last) = (Int(match[2 * number]), Int(match[2 * number + 1]))
          if first >= 0, last >= first { result.append(contentsOf: scalars[first..<last]) }
        }
      }
      place = end
      try state.check()
    }
    result.append(contentsOf: scalars[place...])
    return String(result)
  }

  /// What stands in the place of a match: `$0` to `$9` are its groups; a backslash stands before `$` and itself.
  private struct Replacement {
    enum Part {
      case scalar(Unicode.Scalar)
      case group(Int)
    }

    private(set) var parts: [Part] = []

    init?(_ text: String, groups: Int) {
      var rest = Array(text.unicodeScalars)[...]
      while let scalar = rest.popFirst() {
        switch scalar {
        case "\\":
          guard let next = rest.popFirst(), next == "$" || next == "\\" else { return nil }
          parts.append(.scalar(next))
        case "$":
          guard let digit = rest.popFirst(), let first = Character(digit).wholeNumberValue,
            digit.isASCII
          else { return nil }
          var number = first
          while let next = rest.first, next.isASCII, let digit = Character(next).wholeNumberValue,
            number * 10 + digit <= groups
          {
            number = number * 10 + digit
            rest.removeFirst()
          }
          if number <= groups { parts.append(.group(number)) }
        default: parts.append(.scalar(scalar))
        }
      }
    }
  }
}
