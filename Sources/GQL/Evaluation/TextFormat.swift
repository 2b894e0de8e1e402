import Graph

/// `format("{} of {2:.1}", A, B)`: a text with places for values.
///
/// `{}` is the next value, `{2}` the second; behind a colon stands how many digits a number has after its point (`:.2`), or
/// how wide the place is (`:8`, with the value at its right where that is a number). `{{` and `}}` are braces.
struct TextFormat {
  private enum Part {
    case text(String)
    /// The value's number, from 0.
    case value(Int, digits: Int?, width: Int?)
  }

  /// What is wrong with a format.
  struct Problem: Error {
    var reason: String
  }

  private var parts: [Part] = []
  /// Wider places are refused.
  private static let widest = 1000

  init(_ text: String) throws(Problem) {
    var rest = text[...]
    var next = 0
    while let first = rest.first {
      if rest.hasPrefix("{{") || rest.hasPrefix("}}") {
        parts.append(.text(String(first)))
        rest = rest.dropFirst(2)
      } else if first == "{" {
        guard let end = rest.firstIndex(of: "}") else {
          throw Problem(reason: "has a '{' that is not closed")
        }
        parts.append(try Self.place(rest[rest.index(after: rest.startIndex)..<end], &next))
        rest = rest[rest.index(after: end)...]
      } else if first == "}" {
        throw Problem(reason: "has a '}' that nothing opens")
      } else {
        let end = rest.firstIndex { $0 == "{" || $0 == "}" } ?? rest.endIndex
        parts.append(.text(String(rest[..<end])))
        rest = rest[end...]
      }
    }
  }

  /// What stands between braces: `2:.1`.
  private static func place(_ text: Substring, _ next: inout Int) throws(Problem) -> Part {
    let fields = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    var number = next
    if fields[0].isEmpty {
      next += 1
    } else if let written = Int(fields[0]), written > 0 {
      number = written - 1
    } else {
      throw Problem(reason: "cannot read the place '{\(text)}'")
    }
    guard fields.count > 1 else { return .value(number, digits: nil, width: nil) }
    let form = fields[1].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let width = Int(form[0])
    let digits = form.count > 1 ? Int(form[1]) : nil
    guard width != nil || form[0].isEmpty, form.count < 2 || digits != nil,
      (0...widest).contains(width ?? 0), (0...widest).contains(digits ?? 0)
    else { throw Problem(reason: "cannot read the place '{\(text)}'") }
    return .value(number, digits: digits, width: width)
  }

  /// The text with values in its places.
  func text(of values: ArraySlice<Term>) throws(Problem) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .value(let number, let digits, let width):
        guard number < values.count else {
          throw Problem(reason: "has no value \(number + 1)")
        }
        let value = values[values.startIndex + number]
        var text = value.plainText
        if let digits, let amount = value.numericValue?.double, amount.isFinite {
          text = Self.text(of: amount, digits: digits)
        }
        let blanks = String(
          repeating: " ", count: max(0, (width ?? 0) - text.unicodeScalars.count))
        result += value.numericValue == nil ? text + blanks : blanks + text
      }
    }
    return result
  }

  /// A number with so many digits after its point, halves away from zero.
  private static func text(of number: Double, digits: Int) -> String {
    let decimals = min(digits, 15)
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (number.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    guard let whole = UInt64(exactly: scaled) else { return "\(number)" }
    let sign = number < 0 && whole > 0 ? "-" : ""
    var figures = String(whole)
    guard decimals > 0 else { return sign + figures }
    figures = String(repeating: "0", count: max(0, decimals + 1 - figures.count)) + figures
    let zeros = String(repeating: "0", count: digits - decimals)
    return "\(sign)\(figures.dropLast(decimals)).\(figures.suffix(decimals))\(zeros)"
  }
}

extension ExpressionEvaluator {
  func formatted(_ arguments: [Term]) throws -> Term? {
    guard let format = arguments[0].textValue else {
      return fail(.type(operation: "format", arguments[0].kindPhrase))
    }
    do {
      let text = try TextFormat(format).text(of: arguments[1...])
      try context.willMakeText(bytes: text.utf8.count)
      return .string(text)
    } catch let problem as TextFormat.Problem {
      return fail(.badFormat(problem.reason))
    }
  }
}
