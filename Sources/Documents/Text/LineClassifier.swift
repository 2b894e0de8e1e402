import Base

/// Tells the lines of an article apart: title, byline, caption, teaser, furniture and body.
///
/// Only form counts: punctuation, position, opening words that pages share, credits in parentheses.
struct LineClassifier {
  private let lines: [String]
  /// The lines in small letters, with straight apostrophes.
  private let lower: [String]
  /// Whether each line is prose, as ``isProse(_:)`` says.
  private let prose: [Bool]

  init(_ lines: [String]) {
    self.lines = lines
    lower = lines.map { $0.lowercased().replacingApostrophes() }
    prose = lines.map(Self.isProse)
  }

  private static let teasers: [String] = [
    "see also", "read more", "read also", "also read", "related:", "related stories",
    "related articles", "more on this", "more:", "recommended", "you may also like", "don't miss",
    "watch:", "listen:", "in pictures:", "up next", "most read", "trending", "editor's picks",
    "further reading",
  ]
  private static let furniture: [String] = [
    "leave a reply", "leave a comment", "your email address", "required fields", "tags", "share",
    "follow us", "subscribe", "sign up", "sign in", "log in", "copyright", "©",
    "all rights reserved",
    "advertisement", "advertising", "story continues below", "article continues below",
    "continue reading", "cookie", "we use cookies", "please join", "click here",
    "contact us", "about us", "privacy policy", "terms of", "download our", "print this",
    "comments",
    "post a comment", "back to top", "http://", "https://", "www.", "newsletter", "filed under",
    "categories:", "topics:", "keywords:", "this article was", "this story was",
    "the views expressed",
    "reporting by", "editing by", "additional reporting", "skip to", "menu", "home", "search",
  ]
  private static let inside: [String] = [
    "click here", "sign up for", "subscribe to", "all rights reserved", "follow us on",
    "our newsletter", "cookies to", "already a subscriber", "become a subscriber", "subscribe now",
    "sign up here", "already have an account", "support our journalism", "affiliate links",
  ]
  private static let bylines: [String] = [
    "by ", "uploaded by", "written by", "posted by", "published by", "posted on", "published on",
    "published:", "updated:", "updated on", "last updated", "words:", "photo by", "photos by",
    "story by", "text by",
  ]
  private static let credits: Set<String> = [
    "reuters", "ap", "afp", "getty", "getty images", "xinhua", "yonhap", "bloomberg", "ap photo",
    "associated press", "epa", "kyodo", "tass", "dpa", "pool", "afp via getty images", "file photo",
  ]

  /// The role of each line.
  func roles() -> [TextRole] {
    var roles = [TextRole](repeating: .body, count: lines.count)
    var inFooter = false
    let firstProse = prose.firstIndex(of: true) ?? lines.count
    let letter = LetterParts(lines)
    var titles: Set<String> = []
    for (index, line) in lines.enumerated() {
      let lower = lower[index]
      if index == letter.salutation {
        roles[index] = .salutation
        continue
      }
      if letter.signature?.contains(index) ?? false {
        roles[index] = .signature
        continue
      }
      if inFooter {
        roles[index] = prose[index] && line.unicodeScalars.count > 200 ? .body : .furniture
        if roles[index] == .furniture { continue }
        inFooter = false
      }
      if lower.hasPrefix("leave a reply") || lower.hasPrefix("leave a comment") {
        inFooter = true
        roles[index] = .furniture
      } else if titles.contains(lower) {
        roles[index] = .furniture
      } else if Self.teasers.contains(where: lower.hasPrefix) {
        roles[index] = .teaser
      } else if isFurniture(index, line, lower) {
        roles[index] = .furniture
      } else if isByline(line, lower, isHead: index < firstProse) {
        roles[index] = .byline
      } else if isCaption(index, line, lower) {
        roles[index] = .caption
      } else if !prose[index] {
        roles[index] = isNameList(line) && index > 0 && index < firstProse ? .byline : .title
        titles.insert(lower)
      }
    }
    return roles
  }

  /// Whether a line ends as sentences do, or is long enough to be one that lost its end.
  private static func isProse(_ line: String) -> Bool {
    let words = line.utf8.split(separator: UInt8(ascii: " "))
    if words.count < 3 { return false }
    // "Anna owns boats." is a sentence; "Chapter Three." and "The End" are none.
    if words.count == 3 {
      let isLowerCase = words.dropFirst().contains {
        $0.first.map { (97...122).contains($0) } ?? false
      }
      guard isLowerCase, let last = line.unicodeScalars.last, ending.contains(last) else {
        return false
      }
      return true
    }
    let last = line.unicodeScalars.reversed().first { !closing.contains($0) }
    guard let last else { return false }
    if ending.contains(last) { return true }
    // An item of a list that goes on: "sell the mill; and".
    if line.hasSuffix("; and") || line.hasSuffix("; or") { return true }
    let count = words.count
    return count > 25 || last == ":" && count > 5 || last == ";" || last == "," && count > 12
      || count > 5 && line.split(separator: " ").contains { finite.contains($0) }
  }

  private static let closing: Set<Unicode.Scalar> = ["”", "\"", "’", "'", ")", "]", "*", "—"]
  private static let ending: Set<Unicode.Scalar> = [".", "!", "?", "…"]

  /// Verbs that headlines leave out.
  private static let finite: Set<Substring> = [
    "is", "are", "was", "were", "has", "have", "had", "been",
  ]

  private func isFurniture(_ index: Int, _ line: String, _ lower: String) -> Bool {
    if !line.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) { return true }
    if Self.inside.contains(where: lower.containsBytes), wordCount(lower) < 30 { return true }
    if lower.containsBytes("http://") || lower.containsBytes("https://") {
      return wordCount(lower) < 20
    }
    let words = lower.drop { $0 == "(" || $0 == "[" }
    // A headline may be in capitals; below the beginning of the text they are a button's.
    if isCapitals(line) { return index > 0 || wordCount(lower) < 3 }
    guard !prose[index] || wordCount(lower) < 14 else { return false }
    return Self.furniture.contains { words.hasPrefix($0) && isWordEnd(words, $0) }
  }

  private func wordCount(_ line: String) -> Int {
    line.utf8.split(separator: UInt8(ascii: " ")).count
  }

  /// Whether a line has more than three letters, all of them capital.
  private func isCapitals(_ line: String) -> Bool {
    var letters = 0
    for scalar in line.unicodeScalars where scalar.properties.isAlphabetic {
      if !scalar.properties.isUppercase { return false }
      letters += 1
    }
    return letters > 3
  }

  private func isWordEnd(_ line: Substring, _ opening: String) -> Bool {
    guard opening.last?.isLetter ?? false else { return true }
    let next = line.dropFirst(opening.count).first
    if opening == "home" || opening == "search" || opening == "share" || opening == "menu"
      || opening == "tags" || opening == "comments"
    {
      return line.split(separator: " ").count <= 4 && !(next?.isLetter ?? false)
    }
    return !(next?.isLetter ?? false)
  }

  private func isByline(_ line: String, _ lower: String, isHead: Bool) -> Bool {
    let words = wordCount(line)
    // The longest date with its label and time.
    guard words <= 16 else { return false }
    if Self.credits.contains(lower) { return true }
    if isDateOnly(line) { return true }
    guard words <= 12, !lower.hasSuffix(".") || words <= 6 else { return false }
    guard let opening = Self.bylines.first(where: lower.hasPrefix) else { return false }
    let rest = line.dropFirst(opening.count).drop { $0 == " " }
    return rest.first?.isUppercase ?? false || rest.first?.isNumber ?? false
  }

  private func isDateOnly(_ line: String) -> Bool {
    DocumentDate.only(in: line) != nil
  }

  /// "Michiyo Tanabe, Chika Mori, and Hiroshi Saito": capitalised words, commas and "and".
  private func isNameList(_ line: String) -> Bool {
    let words = line.split { " ,".contains($0) }
    guard (2...14).contains(words.count) else { return false }
    return words.allSatisfy { ($0.first?.isUppercase ?? false) || $0 == "and" || $0 == "&" }
  }

  private func isCaption(_ index: Int, _ line: String, _ lower: String) -> Bool {
    for opening in [
      "image source,", "image caption,", "media caption,", "photograph:", "photo:", "image:",
      "caption:", "picture:", "file photo", "file -", "file –",
    ]
    where lower.hasPrefix(opening) {
      return true
    }
    // A credit in parentheses at the end: "(Photo/Agency)", "[Agency]".
    if line.utf8.last == UInt8(ascii: ")") || line.utf8.last == UInt8(ascii: "]"),
      let open = line.lastIndex(where: { $0 == "(" || $0 == "[" })
    {
      let credit = line[line.index(after: open)...].dropLast().lowercased()
      if credit.hasPrefix("photo") || credit.hasPrefix("image") || credit.hasPrefix("file")
        || credit.contains("getty") || credit.contains("/ap") || credit.hasPrefix("courtesy")
        || Self.credits.contains(credit) || credit.contains("photo")
      {
        return true
      }
    }
    if endsInCredit(line) { return true }
    // A line without a full stop above a credit of its own.
    guard index + 1 < lines.count else { return false }
    let next = self.lower[index + 1]
    return Self.credits.contains(next) && !prose[index] && index > 0
      || Self.credits.contains(next) && line.last != "." && index > 0
  }

  /// "The new bridge in May. Image: Harbour Board.": what a picture shows, and behind it whose picture it is.
  private func endsInCredit(_ line: String) -> Bool {
    guard line.utf8.count < 400 else { return false }
    let words = line.split(separator: " ")
    guard let label = words.lastIndex(where: { Self.creditLabels.contains(String($0)) }),
      label > 0, (1...6).contains(words.count - label - 1)
    else { return false }
    return words[(label + 1)...].contains { $0.first?.isUppercase ?? false }
  }

  private static let creditLabels: Set<String> = [
    "Image:", "Images:", "Photo:", "Photos:", "Photograph:", "Picture:", "Pictures:", "Credit:",
    "Illustration:", "Photographer:",
  ]
}

extension String {
  /// Whether the bytes of a text stand somewhere in this one.
  fileprivate func containsBytes(_ text: String) -> Bool {
    var (whole, part) = (self, text)
    return whole.withUTF8 { whole in
      part.withUTF8 { part in
        guard let first = part.first else { return true }
        guard whole.count >= part.count else { return false }
        return (0...whole.count - part.count).contains { place in
          whole[place] == first && whole[place..<place + part.count].elementsEqual(part)
        }
      }
    }
  }
}
