import Graph

extension ExpressionEvaluator {
  /// Applies a function; nil, and noted, where an argument does not fit.
  func call(_ function: ScalarFunction, _ arguments: [Term]) throws -> Term? {
    switch function {
    case .lower, .upper, .length, .trim, .substr, .replace:
      return try textFunction(function, arguments)
    case .concat:
      let texts = arguments.map(\.plainText)
      try context.willMakeText(bytes: texts.reduce(0) { $0 + $1.utf8.count })
      return .string(texts.joined())
    case .abs, .round, .floor, .ceil: return try numberFunction(function, arguments[0])
    case .min, .max:
      if let order = TermOrder.compare(arguments[0], arguments[1]) {
        return arguments[(order <= 0) == (function == .min) ? 0 : 1]
      } else {
        return fail(
          .types(
            operation: function.rawValue, arguments[0].kindPhrase, arguments[1].kindPhrase))
      }
    case .year, .month, .day: return dateFunction(function, arguments[0])
    case .int, .float: return conversion(function, arguments[0])
    case .str: return .string(arguments[0].plainText)
    case .conditional: return nil
    }
  }

  private func textFunction(_ function: ScalarFunction, _ arguments: [Term]) throws -> Term? {
    guard let text = arguments[0].textValue else { return unfit(function, arguments[0]) }
    try context.willMakeText(bytes: text.utf8.count)
    switch function {
    case .lower: return .string(text.lowercased())
    case .upper: return .string(text.uppercased())
    case .length: return .integer(Int64(text.unicodeScalars.count))
    case .trim:
      let scalars = text.unicodeScalars
      guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
        let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
      else { return .string("") }
      return .string(String(scalars[first...last]))
    case .substr:
      guard case .integer(let start) = arguments[1] else { return unfit(function, arguments[1]) }
      guard case .integer(let length) = arguments[2] else { return unfit(function, arguments[2]) }
      let scalars = text.unicodeScalars
      let skipped = Int(clamping: max(start, 0))
      let taken = Int(clamping: max(length, 0))
      return .string(String(String.UnicodeScalarView(scalars.dropFirst(skipped).prefix(taken))))
    case .replace:
      guard let from = arguments[1].textValue else { return unfit(function, arguments[1]) }
      guard let to = arguments[2].textValue else { return unfit(function, arguments[2]) }
      return .string(
        try TextSearch.replacing(from, by: to, in: text, progress: context.willMakeText))
    default: return nil
    }
  }

  private func numberFunction(_ function: ScalarFunction, _ argument: Term) throws -> Term? {
    switch argument {
    case .integer(let integer):
      guard function == .abs else { return argument }
      if integer == .min { throw overflowError("abs", argument, nil) }
      return .integer(Swift.abs(integer))
    case .float(let number):
      let result: Double
      switch function {
      case .abs: return .float(Swift.abs(number))
      case .round: result = number.rounded(.toNearestOrAwayFromZero)
      case .floor: result = number.rounded(.down)
      default: result = number.rounded(.up)
      }
      return Int64(exactly: result).map { .integer($0) } ?? .float(result)
    default: return unfit(function, argument)
    }
  }

  private func dateFunction(_ function: ScalarFunction, _ argument: Term) -> Term? {
    let date: CalendarDate
    switch argument {
    case .date(let day): date = day
    case .dateTime(let moment):
      guard let day = CalendarDate(moment.description.prefix(10)) else {
        return unfit(function, argument)
      }
      date = day
    default: return unfit(function, argument)
    }
    switch function {
    case .year: return .integer(Int64(date.year))
    case .month: return .integer(Int64(date.month))
    default: return .integer(Int64(date.day))
    }
  }

  private func conversion(_ function: ScalarFunction, _ argument: Term) -> Term? {
    switch argument {
    case .integer(let integer):
      return function == .int ? argument : .float(Double(integer))
    case .float(let number):
      if function == .float { return argument }
      return Int64(exactly: number.rounded(.towardZero)).map { .integer($0) }
        ?? fail(.notFinite(operation: "int"))
    case .boolean(let flag):
      return function == .int ? .integer(flag ? 1 : 0) : .float(flag ? 1 : 0)
    default:
      guard let text = argument.textValue else { return unfit(function, argument) }
      if function == .int, let integer = Int64(text) { return .integer(integer) }
      if function == .float, let number = Double(text), number.isFinite { return .float(number) }
      return fail(.unreadable(operation: function.rawValue, text: text))
    }
  }

  private func unfit(_ function: ScalarFunction, _ argument: Term) -> Term? {
    fail(.type(operation: function.rawValue, argument.kindPhrase))
  }

  // MARK: Tests

  /// Whether a test holds; false, and noted, where an argument does not fit.
  func holds(_ test: TestFunction, _ arguments: [Term]) throws -> Bool? {
    switch test {
    case .isEntity: if case .entity = arguments[0] { return true } else { return false }
    case .isNumber: return arguments[0].number != nil
    case .isString:
      switch arguments[0] {
      case .string, .languageString, .typed: return true
      default: return false
      }
    case .isDate:
      switch arguments[0] {
      case .date, .dateTime: return true
      default: return false
      }
    case .contains, .startsWith, .endsWith, .matches:
      for argument in arguments where argument.textValue == nil {
        context.passOver(.type(operation: test.rawValue, argument.kindPhrase), at: span)
        return nil
      }
      let (text, part) = (arguments[0].plainText, arguments[1].plainText)
      switch test {
      case .contains: return TextSearch.firstPlace(of: part, in: text) != nil
      case .startsWith: return text.utf8.starts(with: part.utf8)
      case .endsWith: return text.utf8.reversed().starts(with: part.utf8.reversed())
      default:
        do {
          let expression = try context.patterns.expression(part)
          return try expression.matches(text, progress: context.check)
        } catch let error as RegularExpressionError {
          context.passOver(.badPattern(part, error.description), at: span)
          return nil
        }
      }
    }
  }
}
