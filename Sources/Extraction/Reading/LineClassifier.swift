import Graph

/// Tells the lines of an article apart: title, byline, caption, teaser, furniture and body.
///
/// Only form counts: punctuation, position, opening words that pages share, credits in parentheses.
struct LineClassifier {
  private let lines: [String]

  init(_ lines: [String]) { self.lines = lines }

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
    "advertisement", "advertising", "cookie", "we use cookies", "please join", "click here",
    "contact us", "about us", "privacy policy", "terms of", "download our", "print this",
    "comments",
    "post a comment", "back to top", "http://", "https://", "www.", "newsletter", "filed under",
    "categories:", "topics:", "keywords:", "this article was", "this story was",
    "the views expressed",
    "reporting by", "editing by", "additional reporting", "skip to", "menu", "home", "search",
  ]
  private static let inside: [String] = [
    "click here", "sign up for", "subscribe to", "all rights reserved", "follow us on",
    "our newsletter", "cookies to",
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
  func roles() -> [SentenceRecord.Role] {
    var roles = [SentenceRecord.Role](repeating: .body, count: lines.count)
    var inFooter = false
    let firstProse = lines.firstIndex { isProse($0) } ?? lines.count
    var titles: Set<String> = []
    for (index, line) in lines.enumerated() {
      let lower = line.lowercased().replacingApostrophes()
      if inFooter {
        roles[index] = isProse(line) && line.unicodeScalars.count > 200 ? .body : .furniture
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
      } else if isFurniture(line, lower) {
        roles[index] = .furniture
      } else if isByline(line, lower, isHead: index < firstProse) {
        roles[index] = .byline
      } else if isCaption(index, line, lower) {
        roles[index] = .caption
      } else if !isProse(line) {
        roles[index] = isNameList(line) && index > 0 && index < firstProse ? .byline : .title
        titles.insert(lower)
      }
    }
    return roles
  }

  /// Whether a line ends as sentences do, or is long enough to be one that lost its end.
  private func isProse(_ line: String) -> Bool {
    let closing: Set<Unicode.Scalar> = ["”", "\"", "’", "'", ")", "]", "*", "—"]
    let ending: Set<Unicode.Scalar> = [".", "!", "?", "…"]
    var scalars = Array(line.unicodeScalars)
    while let last = scalars.last, closing.contains(last) { scalars.removeLast() }
    let words = line.split(separator: " ").count
    if words < 4 { return false }
    guard let last = scalars.last else { return false }
    if ending.contains(last) { return true }
    return words > 25 || last == ":" && words > 5 || last == ";" || last == "," && words > 12
      || words > 5 && line.split(separator: " ").contains { Self.finite.contains($0) }
  }

  /// Verbs that headlines leave out.
  private static let finite: Set<Substring> = [
    "is", "are", "was", "were", "has", "have", "had", "been",
  ]

  private func isFurniture(_ line: String, _ lower: String) -> Bool {
    if !line.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) { return true }
    let words = lower.split(separator: " ")
    if Self.inside.contains(where: lower.contains), words.count < 30 { return true }
    if lower.contains("http://") || lower.contains("https://") { return words.count < 20 }
    let letters = line.unicodeScalars.filter { $0.properties.isAlphabetic }
    if letters.count > 3, letters.allSatisfy({ $0.properties.isUppercase }) { return true }
    guard !isProse(line) || words.count < 14 else { return false }
    return Self.furniture.contains { lower.hasPrefix($0) && isWordEnd(lower, $0) }
  }

  private func isWordEnd(_ line: String, _ opening: String) -> Bool {
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
    let words = line.split(separator: " ").count
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
    for opening in ["photo:", "image:", "caption:", "picture:", "file photo", "file -", "file –"]
    where lower.hasPrefix(opening) {
      return true
    }
    // A credit in parentheses at the end: "(Photo/Agency)", "[Agency]".
    if let open = line.lastIndex(where: { $0 == "(" || $0 == "[" }),
      line.last == ")" || line.last == "]"
    {
      let credit = line[line.index(after: open)...].dropLast().lowercased()
      if credit.hasPrefix("photo") || credit.hasPrefix("image") || credit.hasPrefix("file")
        || credit.contains("getty") || credit.contains("/ap") || credit.hasPrefix("courtesy")
        || Self.credits.contains(credit) || credit.contains("photo")
      {
        return true
      }
    }
    // A line without a full stop above a credit of its own.
    guard index + 1 < lines.count else { return false }
    let next = lines[index + 1].lowercased()
    return Self.credits.contains(next) && !isProse(line) && index > 0
      || Self.credits.contains(next) && line.last != "." && index > 0
  }
}
