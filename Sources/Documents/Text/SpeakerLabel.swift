import Base

/// The label that opens a paragraph of a conversation: "NADIA FERRO:", "Sen. Lind (D):", "[12:31] <ulla>", "Q:".
struct SpeakerLabel {
  /// The speaker's name as it is written, without what stands in parentheses.
  let name: String
  /// Scalars from the paragraph's beginning to the end of the label.
  let length: Int
  /// Whether it is a line of a chat, with the time or the name in angle brackets.
  let isLogged: Bool

  private static let longest = 60

  /// Nil where the paragraph begins with no label.
  init?(_ paragraph: String) {
    let scalars = Array(paragraph.unicodeScalars.prefix(Self.longest + 12))
    var place = Self.timestamp(scalars)
    guard place < scalars.count else { return nil }
    isLogged = place > 0 || scalars[place] == "<"
    if let end = Self.letter(scalars, place) {
      name = String(scalars[place])
      length = end
      return
    }
    if scalars[place] == "<", let close = scalars[place...].firstIndex(of: ">") {
      guard let name = Self.name(scalars[place + 1..<close]) ?? Self.nick(scalars, place, close)
      else { return nil }
      self.name = name
      length = close + 1
      return
    }
    let start = place
    while place < scalars.count, scalars[place] != ":" {
      if scalars[place] == "\n" || place - start > Self.longest { return nil }
      place += 1
    }
    guard place < scalars.count, place > start else { return nil }
    // A clock ("12:30") or an address ("http://") is no label.
    if place + 1 < scalars.count, !scalars[place + 1].isWhiteSpace { return nil }
    guard let name = Self.name(scalars[start..<place]) else { return nil }
    self.name = name
    length = place + 1
  }

  /// A name of a chat, which may have no capital. An element of HTML has its words right behind it.
  private static func nick(_ scalars: [Unicode.Scalar], _ open: Int, _ close: Int) -> String? {
    let name = scalars[open + 1..<close]
    guard (2...30).contains(name.count), close + 1 < scalars.count, scalars[close + 1] == " ",
      name.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || "_-[]|".unicodeScalars.contains($0) }
      )
    else { return nil }
    return String(String.UnicodeScalarView(name))
  }

  /// The end of "Q." or "A." or, in transcripts of the White House, "Q" before a sentence.
  private static func letter(_ scalars: [Unicode.Scalar], _ place: Int) -> Int? {
    guard scalars.count > place + 3, scalars[place] == "Q" || scalars[place] == "A" else {
      return nil
    }
    var end = place + 1
    if scalars[end] == "." { end += 1 } else if scalars[place] == "A" { return nil }
    guard scalars[end].isWhiteSpace else { return nil }
    while end < scalars.count, scalars[end].isWhiteSpace { end += 1 }
    guard end < scalars.count else { return nil }
    let opens = scalars[end].properties.isUppercase || "\"“".unicodeScalars.contains(scalars[end])
    return opens ? end : nil
  }

  /// The length of a time of day at the beginning, with its brackets and the space after it.
  private static func timestamp(_ scalars: [Unicode.Scalar]) -> Int {
    var place = 0
    var colons = 0
    var digits = 0
    while place < scalars.count {
      let scalar = scalars[place]
      if scalar == ":" { colons += 1 }
      if scalar.isASCIIDigit { digits += 1 }
      guard scalar.isASCIIDigit || "[]():. -".unicodeScalars.contains(scalar) else { break }
      place += 1
    }
    return colons > 0 && digits >= 3 ? place : 0
  }

  /// A name of one to six words, each with a capital, a digit or a bracket in front.
  private static func name(_ scalars: ArraySlice<Unicode.Scalar>) -> String? {
    var words: [Substring] = []
    let text = String(String.UnicodeScalarView(scalars)).trimmingSpaces()
    var isBracketed = false
    for word in text.split(whereSeparator: \.isWhitespace) {
      if word.first == "(" || word.first == "[" { isBracketed = true }
      if !isBracketed { words.append(word) }
      if word.last == ")" || word.last == "]" { isBracketed = false }
    }
    guard (1...6).contains(words.count), !isBracketed else { return nil }
    for word in words {
      guard let first = word.first else { return nil }
      let isName = first.isUppercase || first.isNumber || Self.particles.contains(word.lowercased())
      guard isName else { return nil }
    }
    let last = words[words.count - 1].last
    guard last.map({ $0.isLetter || $0.isNumber || $0 == "." }) ?? false else { return nil }
    let name = words.joined(separator: " ")
    if Self.headings.contains(words[0].lowercased()) || Self.headings.contains(name.lowercased()) {
      return nil
    }
    return name
  }

  private static let particles: Set<String> = [
    "of", "the", "de", "von", "van", "der", "den", "la", "le", "di", "da", "al", "bin", "and", "&",
  ]

  /// Words that head a part of a text, and no speech.
  private static let headings: Set<String> = [
    "note", "notes", "update", "updated", "correction", "photo", "photos", "image", "images",
    "source", "sources", "caption", "tags", "tag", "date", "time", "place", "where", "when", "who",
    "what", "why", "how", "which", "price", "address", "phone", "tel", "fax", "email", "e-mail",
    "subject", "from", "to", "cc", "bcc", "re", "sent", "title", "author", "authors", "by",
    "published", "posted", "summary", "abstract", "introduction", "background", "conclusion",
    "conclusions", "warning", "related", "read", "see", "example", "ingredients", "directions",
    "step", "steps", "figure", "fig", "table", "chapter", "part", "section", "appendix", "category",
    "categories", "location", "contact", "website", "copyright", "disclaimer", "advertisement",
    "keywords", "topics", "highlights", "results", "methods", "objective", "objectives", "purpose",
    "pros", "cons", "rating", "genre", "duration", "language", "format", "publisher", "isbn", "doi",
    "url", "born", "died", "occupation", "headquarters", "founded", "present", "absent", "tip",
    "tips", "fact", "facts", "case", "item", "article", "rule", "total", "number", "day", "week",
    "month", "year", "breaking", "exclusive", "analysis", "opinion", "video", "watch", "listen",
    "q&a", "interview", "profile", "review", "explainer", "factbox", "obituary", "feature",
    "editorial",
    "podcast", "quiz", "recap", "preview", "report", "live", "letters",
    "more", "also", "but", "and", "here", "there", "this", "that", "first", "second", "third",
    "finally", "however", "therefore", "remember", "result", "reason", "problem", "solution",
  ]
}
