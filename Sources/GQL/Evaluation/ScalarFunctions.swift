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
      let isEqual = TermOrder.areEqual(arguments[0], arguments[1])
      if let order = isEqual ? 0 : TermOrder.compare(arguments[0], arguments[1]) {
        // Of two forms of one value, the first and the last in the order of all values.
        let isFirst =
          order == 0 ? !TermOrder.isBefore(arguments[1], arguments[0]) : order < 0
        return arguments[isFirst == (function == .min) ? 0 : 1]
      } else {
        return fail(
          .types(
            operation: function.rawValue, arguments[0].kindPhrase, arguments[1].kindPhrase))
      }
    case .year, .month, .day: return dateFunction(function, arguments[0])
    case .canonical: return arguments[0].canonical
    case .lang: return languageFunction(arguments[0])
    case .datatype:
      return arguments[0].datatype.map { .iri($0) } ?? unfit(function, arguments[0])
    case .int, .float: return conversion(function, arguments[0])
    case .str: return .string(arguments[0].plainText)
    case .today: return context.today.map { .date($0) }
    case .date, .weekday: return dayFunction(function, arguments[0])
    case .firstDay, .lastDay: return periodFunction(function, arguments[0])
    case .format: return try formatted(arguments)
    case .split, .parts: return try splitting(function, arguments)
    case .group: return try group(arguments)
    case .pair:
      let values = try arguments.map { Value(rawValue: try context.dictionary.intern($0)) }
      return ValuePair(first: values[0], second: values[1]).term
    case .conditional: return nil
    }
  }

  private func group(_ arguments: [Term]) throws -> Term? {
    for argument in arguments[..<2] where argument.textValue == nil {
      return fail(.type(operation: "matches", argument.kindPhrase))
    }
    let (text, pattern) = (arguments[0].plainText, arguments[1].plainText)
    guard case .integer(let number) = arguments[2] else { return nil }
    do {
      let groups: [String]?
      // As texts, two spellings of one letter are equal; to a pattern they are not.
      if let known = context.matchedGroups, known.text.utf8.elementsEqual(text.utf8),
        known.pattern.utf8.elementsEqual(pattern.utf8)
      {
        groups = known.groups
      } else {
        groups = try context.patterns.expression(pattern).groups(of: text, progress: context.check)
        context.matchedGroups = (text, pattern, groups)
      }
      guard let groups else { return nil }
      guard number >= 1, number <= groups.count else {
        return fail(.noGroup(number, pattern: pattern, has: groups.count))
      }
      try context.willMakeText(bytes: text.utf8.count)
      return .string(groups[Int(number) - 1])
    } catch let error as RegularExpressionError {
      return fail(.badPattern(pattern, error.description))
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
    switch argument.numericValue {
    case .integer(let integer):
      guard function == .abs else { return .integer(integer) }
      if integer == .min { throw overflowError("abs", argument, nil) }
      return .integer(Swift.abs(integer))
    case .decimal(let decimal):
      if function == .abs { return Term(.decimal(decimal.magnitude)) }
      let rule: FloatingPointRoundingRule =
        function == .round ? .toNearestOrAwayFromZero : function == .floor ? .down : .up
      guard let whole = decimal.rounded(rule) else {
        return try numberFunction(function, .float(decimal.double))
      }
      return Term(NumericValue.decimal(whole).plain)
    case .float(let number):
      let result: Double
      switch function {
      case .abs: return .float(Swift.abs(number))
      case .round: result = number.rounded(.toNearestOrAwayFromZero)
      case .floor: result = number.rounded(.down)
      default: result = number.rounded(.up)
      }
      return Int64(exactly: result).map { .integer($0) } ?? .float(result)
    case .notANumber, nil: return unfit(function, argument)
    }
  }

  private func dateFunction(_ function: ScalarFunction, _ argument: Term) -> Term? {
    let fields = argument.calendarFields
    let part =
      switch function {
      case .year: fields?.year
      case .month: fields?.month
      default: fields?.day
      }
    return part.map { .integer(Int64($0)) } ?? unfit(function, argument)
  }

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// The day of a text, a date or a date-time, or its name in the week.
  private func dayFunction(_ function: ScalarFunction, _ argument: Term) -> Term? {
    let day: CalendarDate?
    if let fields = argument.calendarFields, let year = fields.year, let month = fields.month,
      let number = fields.day
    {
      day = CalendarDate(year: year, month: month, day: number)
    } else if function == .date, let text = argument.textValue {
      guard let read = CalendarDate(text) else {
        return fail(.unreadable(operation: function.rawValue, text: text))
      }
      day = read
    } else {
      day = nil
    }
    guard let day else { return unfit(function, argument) }
    return function == .date ? .date(day) : .string(Self.weekdays[day.weekday])
  }

  /// The first or last day of a period: a day, `"2026-01"`, or a year.
  private func periodFunction(_ function: ScalarFunction, _ argument: Term) -> Term? {
    var text = argument.plainText
    if case .dateTime = argument { text = String(text.prefix(10)) }
    guard let days = CalendarDate.days(of: text) else {
      return argument.textValue == nil
        ? unfit(function, argument) : fail(.unreadable(operation: function.rawValue, text: text))
    }
    return .date(function == .firstDay ? days.lowerBound : days.upperBound)
  }

  /// The part of a text at a place, counted from 0 and from the end below it, or how many parts it has.
  private func splitting(_ function: ScalarFunction, _ arguments: [Term]) throws -> Term? {
    guard let text = arguments[0].textValue else { return unfit(function, arguments[0]) }
    guard let separator = arguments[1].textValue else { return unfit(function, arguments[1]) }
    let parts: [String]
    if let known = context.splitText, known.text.utf8.elementsEqual(text.utf8),
      known.separator.utf8.elementsEqual(separator.utf8)
    {
      parts = known.parts
    } else {
      try context.willMakeText(bytes: text.utf8.count)
      parts = TextSearch.parts(of: text, between: separator)
      context.splitText = (text, separator, parts)
    }
    guard function == .split else { return .integer(Int64(parts.count)) }
    guard case .integer(let number) = arguments[2] else { return unfit(function, arguments[2]) }
    let place = number < 0 ? Int64(parts.count) + number : number
    guard place >= 0, place < parts.count else { return fail(.noPart(number)) }
    return .string(parts[Int(place)])
  }

  /// The language of a string, "" where it has none.
  private func languageFunction(_ argument: Term) -> Term? {
    switch argument {
    case .languageString(_, let language): .string(language)
    case .entity, .iri, .blank: unfit(.lang, argument)
    default: .string("")
    }
  }

  private func conversion(_ function: ScalarFunction, _ argument: Term) -> Term? {
    switch argument.literalValue {
    case .number(.integer(let integer)):
      return function == .int ? .integer(integer) : .float(Double(integer))
    case .number(.decimal(let decimal)):
      if function == .float { return .float(decimal.double) }
      return decimal.rounded(.towardZero)?.integer.map { .integer($0) }
        ?? fail(.notFinite(operation: "int"))
    case .number(.float(let number)):
      if function == .float { return .float(number) }
      return Int64(exactly: number.rounded(.towardZero)).map { .integer($0) }
        ?? fail(.notFinite(operation: "int"))
    case .boolean(let flag):
      return function == .int ? .integer(flag ? 1 : 0) : .float(flag ? 1 : 0)
    case .number(.notANumber), .time: return unfit(function, argument)
    case nil:
      let text = argument.plainText
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
    case .isNumber: return arguments[0].numericValue != nil
    case .isString:
      switch arguments[0] {
      case .string, .languageString: return true
      case .typed: return TermOrder.kind(arguments[0]) == .text
      default: return false
      }
    case .isDate:
      if case .time = arguments[0].literalValue { return true } else { return false }
    case .langMatches: return languageMatches(arguments[0], arguments[1])
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

  /// Whether the language of a string is in a range such as "en", "en-GB" or "*" (RFC 4647, basic filtering).
  private func languageMatches(_ argument: Term, _ range: Term) -> Bool? {
    guard case .string(let wanted) = range else {
      context.passOver(.type(operation: "lang_matches", range.kindPhrase), at: span)
      return nil
    }
    guard case .languageString(_, let language) = argument else { return false }
    let (tag, prefix) = (language.lowercased(), wanted.lowercased())
    return wanted == "*" || tag == prefix || tag.hasPrefix(prefix + "-")
  }
}
