import Base

/// Tells the dateline from the sentence that it opens: "OSLO, May 3, 2024 (Agency) — The …", "OSLO, May 3. /Agency/. The
/// …", "OSLO--(AGENCY)--The …", "(Agency) - The …", "Oslo: The …".
///
/// The parser takes it for a part of the sentence, so it becomes a line of its own.
struct Dateline {
  private static let dashes: Set<Character> = ["—", "–", "-"]
  /// Longest dateline, in characters.
  private static let reach = 80

  private let characters: [Character]

  private init(_ line: String) { characters = Array(line.prefix(Self.reach + 8)) }

  /// The length of the dateline with its dash and the space after it, in scalars; nil where there is none.
  static func length(in line: String) -> Int? {
    let dateline = Dateline(line)
    guard let end = dateline.end() else { return nil }
    return String(dateline.characters[..<end]).unicodeScalars.count
  }

  /// Where the sentence begins.
  private func end() -> Int? {
    var place = 0
    // A first dash may stand before the date only: "Oslo – 3 May 2024 – The …".
    var dashesSeen = 0
    while place < min(characters.count, Self.reach) {
      switch characters[place] {
      case let mark where Self.dashes.contains(mark) && place > 2:
        let (after, isLong) = run(from: place)
        if isApart(place, after) {
          if isDateline(place) { return sentence(after) }
          dashesSeen += 1
          if dashesSeen > 1 || !isKnownPlace(place) && !opens(withDate: after) { return nil }
          if isKnownPlace(place), !opens(withDate: after) { return capital(after) }
        } else if isLong, isInCapitals(place) || place > 0 && characters[place - 1] == ")" {
          if after < characters.count, characters[after] == "(" { break }
          return capital(after)
        }
        place = after
        continue
      case "/": if let end = agencyInSlashes(place) { return end }
      case ")": if let end = agencyInParentheses(place) { return end }
      case ":", "|":
        if isKnownPlace(place), let end = behindMark(place) { return end }
      default: break
      }
      place += 1
    }
    return nil
  }

  /// The end of a run of dashes, and whether it is one that needs no space around it.
  private func run(from place: Int) -> (end: Int, isLong: Bool) {
    var end = place
    while end < characters.count, Self.dashes.contains(characters[end]) { end += 1 }
    return (end, end - place > 1 || characters[place] == "—")
  }

  private func isApart(_ place: Int, _ after: Int) -> Bool {
    let before = characters[place - 1]
    return
      (before == " " || before == ")" || before == "." && place > 1 && characters[place - 2] == ")")
      && after < characters.count && characters[after] == " "
  }

  /// Where the sentence begins behind a mark.
  private func sentence(_ place: Int) -> Int? {
    place < characters.count && characters[place] == " " ? place + 1 : place
  }

  /// The same where a sentence must begin with a capital, a quotation mark or a number, so that it is taken for one.
  private func capital(_ place: Int) -> Int? {
    guard let start = sentence(place), start < characters.count else { return nil }
    let first = characters[start]
    return first.isUppercase || first.isNumber || "\"“'‘".contains(first) ? start : nil
  }

  private func opens(withDate place: Int) -> Bool {
    let next = characters[place...].prefix(24)
    guard let dash = next.firstIndex(where: Self.dashes.contains) else { return false }
    return DocumentDate.date(in: String(next[..<dash]).trimmingSpaces()) != nil
  }

  /// "MOSCOW, March 3. /TASS/. The …"
  private func agencyInSlashes(_ place: Int) -> Int? {
    guard place > 2, characters[place - 1] == " ",
      let close = characters[(place + 1)...].prefix(24).firstIndex(of: "/"),
      characters[(place + 1)..<close].allSatisfy({ $0.isLetter || $0 == " " || $0 == "-" }),
      isPlaceAndDate(String(characters[..<place]))
    else { return nil }
    var end = close + 1
    while end < characters.count, ".- –—".contains(characters[end]) { end += 1 }
    return end > close + 1 ? capital(end) : nil
  }

  /// "ABUJA, March 3 (NAN) The …", "Islamabad (APP): The …", "NEW DELHI: (PTI) The …": an agency that no dash follows.
  private func agencyInParentheses(_ place: Int) -> Int? {
    guard let open = characters[..<place].lastIndex(of: "("), place + 1 < characters.count else {
      return nil
    }
    let isAgency = characters[(open + 1)..<place].allSatisfy { $0.isUppercase || $0 == " " }
    let opening = String(characters[..<open]).trimmingSpaces()
    let isColonBefore = opening.hasSuffix(":")
    switch characters[place + 1] {
    case ":":
      return isAgency && isNames(opening) && place + 2 < characters.count
        && characters[place + 2] == " " ? capital(place + 2) : nil
    case " ":
      guard isAgency, isColonBefore || DocumentDate.date(in: opening) != nil || hasMonth(opening),
        isPlaceAndDate(opening)
      else { return nil }
      return capital(place + 1)
    default: return nil
    }
  }

  /// Whether a month stands in it, as in a date without its year.
  private func hasMonth(_ opening: String) -> Bool {
    opening.split { " ,.".contains($0) }.contains { MonthNames.numbers[$0.lowercased()] != nil }
  }

  /// "New Delhi: The …", "Nairobi | The …"
  private func behindMark(_ place: Int) -> Int? {
    guard place + 1 < characters.count, characters[place + 1] == " " else { return nil }
    return capital(place + 1)
  }

  /// Whether what stands before is the name of a place and nothing else.
  private func isKnownPlace(_ place: Int) -> Bool {
    let opening = String(characters[..<place]).trimmingSpaces()
    return opening.contains(where: \.isLetter)
      && DatelinePlaces.known.contains(opening.lowercased())
  }

  private func isInCapitals(_ place: Int) -> Bool {
    let letters = characters[..<place].filter(\.isLetter)
    return letters.count > 2 && letters.allSatisfy(\.isUppercase)
  }

  /// Names and numbers only, the first in capitals.
  private func isPlaceAndDate(_ opening: String) -> Bool {
    guard isNames(opening), let first = opening.split(whereSeparator: { " ,/:".contains($0) }).first
    else { return false }
    let letters = first.filter(\.isLetter)
    return letters.count > 2 && letters.allSatisfy(\.isUppercase)
  }

  private func isNames(_ opening: String) -> Bool {
    let words = opening.split { " ,/:–—-".contains($0) }
    return (1...10).contains(words.count)
      && words.allSatisfy { word in
        word.first.map { $0.isUppercase || $0.isNumber || $0 == "(" } ?? false
          || ["de", "del", "la", "el", "of", "and"].contains(word)
      }
  }

  /// A place in capitals, or a place with an agency or a date behind it, or an agency alone.
  private func isDateline(_ place: Int) -> Bool {
    var opening = String(characters[..<place]).trimmingSpaces()
    if opening.hasSuffix(").") { opening.removeLast() }
    guard let first = opening.first, first.isUppercase || first == "(" else { return false }
    // "Ana Ruiz (3 May 1861 – 9 June 1929) was …": a dash inside a parenthesis ends nothing.
    if let open = opening.lastIndex(of: "("), !opening[open...].contains(")") { return false }
    guard isNames(opening) else { return false }
    let letters = opening.split { " ,/".contains($0) }[0].filter(\.isLetter)
    let isCapital = letters.count > 2 && letters.allSatisfy(\.isUppercase)
    let hasAgency = opening.contains("(") && opening.last == ")"
    return isCapital || hasAgency || DocumentDate.date(in: opening) != nil
  }
}
