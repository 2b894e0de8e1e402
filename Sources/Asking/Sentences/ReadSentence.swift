import Extraction
import Graph

/// A stored sentence, parsed anew for a question, with what the graph knows its names and pronouns to mean.
struct ReadSentence {
  let context: SentenceContext
  let parsed: ParsedSentence
  /// The stems of its tokens.
  let stems: [String]
  /// What each token is a mention of, by its innermost mention.
  private let entities: [Value?]

  private var tokens: [ParsedSentence.Token] { parsed.tokens }

  init(_ context: SentenceContext, parser: SentenceParser, stems: WordStems) {
    self.context = context
    let (text, marks) = Self.withoutMarks(context.text)
    parsed = parser.parse(text)
    // Where a place of the parsed text is in the stored one.
    func place(_ start: Int) -> Int {
      var place = start
      for mark in marks where mark.lowerBound <= place { place += mark.count }
      return place
    }
    self.stems = parsed.tokens.map { stems.stem($0.lower) }
    // The longest come first, so that what lies within them goes over it.
    let mentions = context.mentions.sorted { $0.span.count > $1.span.count }
    var entities = [Value?](repeating: nil, count: parsed.tokens.count)
    let places = parsed.tokens.map { place($0.start) }
    for mention in mentions {
      for token in places.indices where mention.span.contains(places[token]) {
        entities[token] = mention.entity
      }
    }
    self.entities = entities
  }

  /// A text without its reference marks, "[17]", at which the parser would break it; and where these are, in scalars.
  private static func withoutMarks(_ text: String) -> (String, [Range<Int>]) {
    let scalars = Array(text.unicodeScalars)
    var marks: [Range<Int>] = []
    var kept = String.UnicodeScalarView()
    var place = 0
    while place < scalars.count {
      guard var end = endOfMark(at: place, in: scalars) else {
        kept.append(scalars[place])
        place += 1
        continue
      }
      // Of blanks on both sides one goes with it; a single one still parts the words.
      if kept.last ?? " " == " ", end < scalars.count, scalars[end] == " " { end += 1 }
      marks.append(place..<end)
      place = end
    }
    return (String(kept), marks)
  }

  /// The end of a reference mark; nil where none begins.
  private static func endOfMark(at place: Int, in scalars: [Unicode.Scalar]) -> Int? {
    guard scalars[place] == "[" else { return nil }
    let end = scalars[(place + 1)...].prefix { ("0"..."9").contains($0) }.endIndex
    return end > place + 1 && end < scalars.count && scalars[end] == "]" ? end + 1 : nil
  }

  /// What a phrase stands for, where the graph knows it: what its head is a mention of.
  func entity(headedBy token: Int) -> Value? { entities[token] }

  /// Whether a phrase names one of several entities anywhere.
  func names(_ name: LinkedName, in phrase: [Int]) -> Bool {
    phrase.contains { token in entities[token].map(name.means) ?? false }
  }

  /// The tokens of a phrase as it may stand by itself: without its article, and without clauses, additions and other
  /// members of a list that hang on its head.
  func core(ofPhrase head: Int) -> [Int] {
    let loose: Set<Dependency> = [.relcl, .appos, .acl, .advcl, .punct, .conj, .cc, .preconj]
    var left: Set<Int> = []
    for child in tokens.indices where tokens[child].head == head && child != head {
      let isLoose =
        loose.contains(tokens[child].dep)
        || tokens[child].dep == .prep && !["of", "for"].contains(tokens[child].lower)
      if isLoose { left.formUnion(parsed.subtree(child)) }
    }
    var phrase = parsed.subtree(head).filter { !left.contains($0) }
    // What is set off inside a deeper phrase goes with all that follows it.
    if let comma = phrase.first(where: {
      $0 > head && tokens[$0].pos == .punctuation && tokens[$0].text == ","
    }) {
      phrase = phrase.filter { $0 < comma }
    }
    // Members of a list that the parser hung on the next one.
    if let mark = phrase.last(where: { $0 < head && tokens[$0].text == ";" }) {
      phrase = phrase.filter { $0 > mark }
    }
    while let first = phrase.first, first < head,
      tokens[first].pos == .determiner || tokens[first].pos == .punctuation
    {
      phrase.removeFirst()
    }
    return phrase
  }

  /// Whether a phrase is headed by a word for what was spoken of before and that the graph does not know: "It", "This".
  func isOpenPronoun(_ token: Int) -> Bool {
    entities[token] == nil && Self.pronouns.contains(tokens[token].lower)
  }

  private static let pronouns: Set<String> = ["it", "this", "these", "they", "them"]

  /// What a phrase says its head is called: "a project called FrameNet", "the project FrameNet"; empty where it says
  /// nothing.
  func namesGiven(toPhrase head: Int) -> [Int] {
    for participle in parsed.children(head, .acl) + parsed.children(head, .relcl)
    where Self.naming.contains(tokens[participle].lemma.lowercased()) {
      let below = tokens.indices.filter { tokens[$0].head == participle && $0 > participle }
      if let name = below.first(where: { tokens[$0].pos == .properNoun || tokens[$0].pos == .noun })
      {
        return [name]
      }
    }
    return parsed.children(head, .appos).filter { tokens[$0].pos == .properNoun }
  }

  private static let naming: Set<String> = [
    "call", "name", "title", "entitle", "dub", "christen", "know",
  ]

  /// The heads of the members that a phrase names of a group: "ports such as Bodø and Narvik".
  func members(ofPhrase head: Int) -> [Int] {
    for preposition in parsed.children(head, .prep) {
      let word = tokens[preposition].lower
      let isList =
        ["like", "including"].contains(word)
        || word == "as" && preposition > 0 && tokens[preposition - 1].lower == "such"
      guard isList, let first = parsed.children(preposition, .pobj).first else { continue }
      return parsed.coordinated(first)
    }
    return []
  }

  func text(of phrase: [Int]) -> String {
    var text = ""
    for (place, token) in phrase.enumerated() {
      text += tokens[token].text
      if place + 1 < phrase.count, tokens[token].space || phrase[place + 1] != token + 1 {
        text += " "
      }
    }
    return text
  }
}
