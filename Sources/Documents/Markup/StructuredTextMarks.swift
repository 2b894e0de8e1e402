import Base

/// The marks of reStructuredText within a paragraph: emphasis, literals, roles, links and references.
enum StructuredTextMarks {
  /// Marks them in a stretch of a text, so that their words are left.
  static func mark(in range: Range<Int>, of text: inout MarkedText) {
    var place = range.lowerBound
    while place < range.upperBound {
      switch text.scalars[place] {
      case "\\":
        text.mark(place..<place + 1)
        place += 2
      case "`": place = markQuoted(place, range, &text)
      case "*": place = markEmphasis(place, range, &text)
      case ":": place = markRole(place, range, &text)
      case "|": place = markSubstitution(place, range, &text)
      case "[": place = markFootnote(place, range, &text)
      case "_": place = markReference(place, range, &text)
      default: place += 1
      }
    }
  }

  /// The longest stretch between marks that belong together.
  private static let reach = 2000

  private static func end(
    _ mark: String, _ from: Int, _ range: Range<Int>, _ text: MarkedText
  ) -> Int? {
    text.first(mark, from: from, upTo: min(range.upperBound, from + reach))
  }

  /// ``literal``, `words`, `words <address>`_ and `words`__.
  private static func markQuoted(
    _ start: Int, _ range: Range<Int>, _ text: inout MarkedText
  ) -> Int {
    if text.hasPrefix("``", at: start, upTo: range.upperBound) {
      guard let close = end("``", start + 2, range, text) else { return start + 2 }
      text.mark(start..<start + 2)
      text.mark(close..<close + 2)
      return close + 2
    }
    guard let close = end("`", start + 1, range, text) else { return start + 1 }
    text.mark(start..<start + 1)
    text.mark(close..<close + 1)
    var after = close + 1
    while after < range.upperBound, text.scalars[after] == "_" {
      text.mark(after..<after + 1)
      after += 1
    }
    if text.scalars[close - 1] == ">",
      let open = (start + 1..<close).last(where: { text.scalars[$0] == "<" })
    {
      var first = open
      while first > start + 1, text.scalars[first - 1].isWhiteSpace { first -= 1 }
      // An address by itself is its words.
      if first > start + 1 { text.mark(first..<close) }
    }
    return after
  }

  private static func markEmphasis(
    _ start: Int, _ range: Range<Int>, _ text: inout MarkedText
  ) -> Int {
    let mark = text.hasPrefix("**", at: start, upTo: range.upperBound) ? "**" : "*"
    let after = start + mark.utf8.count
    guard after < range.upperBound, !text.scalars[after].isWhiteSpace,
      let close = end(mark, after + 1, range, text), !text.scalars[close - 1].isWhiteSpace
    else { return after }
    text.mark(start..<after)
    text.mark(close..<close + mark.utf8.count)
    return close + mark.utf8.count
  }

  /// The name of a role before what it is given: :ref:`words`.
  private static func markRole(
    _ start: Int, _ range: Range<Int>, _ text: inout MarkedText
  ) -> Int {
    var place = start + 1
    while place < min(range.upperBound, start + 60),
      text.scalars[place].isASCIILetter || "-:+.".unicodeScalars.contains(text.scalars[place])
    {
      place += 1
    }
    guard place > start + 2, place < range.upperBound, text.scalars[place] == "`",
      text.scalars[place - 1] == ":"
    else { return start + 1 }
    text.mark(start..<place)
    return place
  }

  /// The bars around a name that stands for something.
  private static func markSubstitution(
    _ start: Int, _ range: Range<Int>, _ text: inout MarkedText
  ) -> Int {
    guard start + 1 < range.upperBound, !text.scalars[start + 1].isWhiteSpace,
      let close = end("|", start + 1, start..<min(range.upperBound, start + 60), text),
      close > start + 1, !text.scalars[close - 1].isWhiteSpace
    else { return start + 1 }
    text.mark(start..<start + 1)
    text.mark(close..<close + 1)
    return close + 1
  }

  /// [1]_ and [#name]_.
  private static func markFootnote(
    _ start: Int, _ range: Range<Int>, _ text: inout MarkedText
  ) -> Int {
    guard let close = end("]_", start + 1, start..<min(range.upperBound, start + 60), text) else {
      return start + 1
    }
    let after = close + 2
    var first = start
    // The space before it would stand before a full stop.
    while first > range.lowerBound, text.scalars[first - 1].isWhiteSpace { first -= 1 }
    let parts = after >= range.upperBound || !text.scalars[after].properties.isAlphabetic
    text.mark((parts ? first : start)..<after)
    return after
  }

  /// The sign behind a word that is a link.
  private static func markReference(
    _ start: Int, _ range: Range<Int>, _ text: inout MarkedText
  ) -> Int {
    var after = start
    while after < range.upperBound, text.scalars[after] == "_" { after += 1 }
    let follows = start > range.lowerBound && text.scalars[start - 1].properties.isAlphabetic
    let isEnd = after >= range.upperBound || !text.scalars[after].properties.isAlphabetic
    if follows, isEnd { text.mark(start..<after) }
    return after
  }
}
