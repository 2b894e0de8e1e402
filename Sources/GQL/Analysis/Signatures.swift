/// Numbers of arguments of functions and tests.
enum Signatures {
  static func arguments(of function: ScalarFunction) -> ClosedRange<Int> {
    switch function {
    case .lower, .upper, .length, .trim, .abs, .round, .floor, .ceil, .year, .month, .day, .int,
      .float, .str, .lang, .datatype, .canonical:
      1...1
    case .today: 0...0
    case .date, .weekday, .firstDay, .lastDay: 1...1
    case .min, .max, .parts, .pair: 2...2
    case .substr, .replace, .conditional, .split, .group: 3...3
    case .concat, .format: 1...Int.max
    }
  }

  static func arguments(of test: TestFunction) -> Int {
    switch test {
    case .contains, .startsWith, .endsWith, .matches, .langMatches: 2
    case .isEntity, .isNumber, .isString, .isDate: 1
    }
  }

  static func arguments(of aggregate: AggregateFunction) -> ClosedRange<Int> {
    switch aggregate {
    case .count: 0...1
    case .join, .first, .last: 2...2
    case .countDistinct, .sum, .min, .max, .avg, .list, .set: 1...1
    }
  }

  /// As messages say it.
  static func text(_ range: ClosedRange<Int>) -> String {
    if range.upperBound == .max { return "at least \(range.lowerBound) argument" }
    if range.lowerBound != range.upperBound {
      return "\(range.lowerBound) or \(range.upperBound) arguments"
    }
    return range.lowerBound == 1 ? "1 argument" : "\(range.lowerBound) arguments"
  }
}
