import Base
import Graph

/// Reads the numbers, amounts and dates of a tree as values.
struct MeasureReader {
  let tree: Tree
  let dates: DateReader
  /// The tense of the clause that names them.
  let tense: DateReader.Tense

  /// Numbers, amounts and dates as values.
  func value(of token: Int) -> Term? {
    switch tree.entity[token] {
    case .date:
      // "two years of strained relations" are no point in time.
      if tree.pos[token] == .noun,
        tree.children(token, .prep).contains(where: {
          tree.lower($0) == "of" && $0 == token + 1
            && !(tree.child($0, .pobj).map { tree.entity[$0].isPointInTime } ?? true)
        })
      {
        return nil
      }
      let phrase = tree.text(span(token))
      // "3 May to 9 May" is no day.
      if DateReader.isSpan(phrase) { return .string(phrase) }
      if case .day(let day) = dates.read(phrase, tense) { return .date(day) }
      if case .month(let year, let month) = dates.read(phrase, tense), namesMonthOnly(phrase) {
        return .string("\(year)-" + (month < 10 ? "0" : "") + "\(month)")
      }
      if case .year(let year) = dates.read(phrase), phrase.count == 4 {
        return .integer(Int64(year))
      }
      return .string(phrase)
    case .money, .percent, .quantity, .time:
      var span = self.span(token)
      if span.upperBound < tree.count, tree.isUnit(span.upperBound) {
        span = span.lowerBound..<span.upperBound + 1
      }
      return .string(tree.text(span) + share(of: token))
    case .cardinal where tree.pos[token] == .numeral && !tree.isPartitive(token):
      if let range = range(from: token) { return .string(range) }
      let text = tree.text(span(token))
      return Int64(text.filter { $0 != "," }).map(Term.integer) ?? .string(text)
    default:
      guard tree.pos[token] == .numeral, !tree.isPartitive(token) else { return nil }
      return Int64(tree.text(token)).map(Term.integer)
    }
  }

  /// "June", "last June", "June 2025"; "early June" and "June to August" say more.
  private func namesMonthOnly(_ phrase: String) -> Bool {
    phrase.lowercased().split { " ,.".contains($0) }.allSatisfy { word in
      MonthNames.numbers[String(word)] != nil || word == "last" || word == "next"
        || word.count == 4 && word.allSatisfy(\.isNumber)
    }
  }

  /// "401-500": a number that a dash without spaces takes on to another is neither.
  private func range(from number: Int) -> String? {
    guard number + 2 < tree.count, ["-", "–"].contains(tree.text(number + 1)),
      !tree.hasSpace(after: number), !tree.hasSpace(after: number + 1),
      tree.pos[number + 2] == .numeral
    else { return nil }
    return tree.text(number..<number + 3).trimmingSpaces()
  }

  /// What an amount is a part of: "8 percent | of the shares".
  private func share(of token: Int) -> String {
    guard tree.entity[token] == .percent,
      let preposition = tree.children(token, .prep).first(where: { tree.lower($0) == "of" }),
      let object = tree.child(preposition, .pobj)
    else { return "" }
    var phrase = tree.nounPhrase(object, dropping: [.acl])
    if phrase.count > 5 { phrase = tree.nounPhrase(object, dropping: [.acl, .prep]) }
    guard phrase.count <= 5, let last = phrase.last, last > preposition else { return "" }
    return " " + tree.text(preposition..<(last + 1)).trimmingSpaces()
  }

  func span(_ token: Int) -> Range<Int> {
    var first = tree.entitySpan(token).lowerBound
    var end = tree.entitySpan(token).upperBound
    // "March 9 after ten years" is two.
    if tree.entity[first] == .date {
      func isLimit(_ place: Int) -> Bool {
        ["after", "before", "until", "since"].contains(tree.lower(place))
      }
      if let limit = (first..<token).last(where: isLimit) { first = limit + 1 }
      if let limit = (token + 1..<end).first(where: isLimit) { end = limit }
    }
    if tree.entity[first] == .money || tree.entity[first] == .date {
      while first > 0, ["$", "US$", "€", "£", "¥"].contains(tree.text(first - 1)) { first -= 1 }
    }
    return first..<end
  }
}
