import Extraction

/// A question turned into the statement that would answer it, with a stand-in for what it asks for: "Who did Lee meet
/// in Nara?" is "Lee met someone in Nara".
///
/// The parser learned from texts, where questions are rare; statements it reads well.
struct Declaration: Sendable {
  /// The words, with the place of the stand-in's first one, if there is a stand-in.
  struct Wording: Sendable {
    var words: [Word] = []
    var standIn: Int?
    /// Where the verb stands that bore no tense before, or the auxiliary.
    var verb: Int?
    /// How many words before it are the subject.
    var subjectEnd: Int?
  }

  struct Word: Sendable {
    var text: String
    var space = true
  }

  var sentence: ParsedSentence
  /// The first token of the stand-in.
  var standIn: Int?
  var standInLength: Int
  var asked: Asked
  /// Whether the question's own verb or auxiliary is of the present, or of the past; nil where it tells neither.
  var isPresent: Bool?

  /// Turns a question into a statement.
  ///
  /// The subject of an inverted question ends where the parser best accepts the statement. It is asked for at most
  /// ``mostReadings`` places; each costs one reading of a sentence.
  ///
  /// - Parameter names: ranges of tokens that are names and are not to be parted.
  static func read(
    _ question: ParsedQuestion, names: [Range<Int>], parse: (String) -> ParsedSentence
  ) -> Declaration? {
    let word = QuestionWord(question)
    var best: (score: Int, declaration: Declaration)?
    var wordings = Array(DeclarationWordings(question, word, names: names).all.prefix(mostReadings))
    // "someone called the plan foolish" may be read as a name and what follows it.
    if let first = wordings.first(where: { $0.standIn == 0 && $0.words.first?.text == "someone" }),
      first.words.count > 1, first.words[1].text != "'s"
    {
      var other = first
      other.words[0].text = "he"
      wordings.append(other)
    }
    // Before a rare noun, the parser takes "some" for an adverb's.
    if let first = wordings.first, let place = first.standIn, place < first.words.count,
      first.words[place].text == "some"
    {
      var other = first
      other.words[place].text = "the"
      wordings.append(other)
    }
    for wording in wordings {
      let (text, starts) = text(of: wording)
      let sentence = parse(text)
      func token(_ place: Int?) -> Int? {
        place.flatMap { place in
          place < starts.count
            ? sentence.tokens.firstIndex { $0.start >= starts[place] } : nil
        }
      }
      let standIn = token(wording.standIn)
      let score = score(
        sentence, standIn: standIn, verb: token(wording.verb),
        subjectEnd: token(wording.subjectEnd))
      if best.map({ score > $0.score }) ?? true {
        best = (
          score,
          Declaration(
            sentence: sentence, standIn: standIn,
            standInLength: max(
              word?.standIn.split(separator: " ").count ?? 0, standIn == nil ? 0 : 1),
            asked: word?.asked ?? .truth, isPresent: question.isPresent)
        )
      }
    }
    return best?.declaration
  }

  private static let mostReadings = 8

  private static func text(of wording: Wording) -> (text: String, starts: [Int]) {
    var text = ""
    var starts: [Int] = []
    var length = 0
    for (place, word) in wording.words.enumerated() {
      starts.append(length)
      let isLast = place + 1 == wording.words.count
      text += word.text + (word.space && !isLast ? " " : "")
      length += word.text.unicodeScalars.count + (word.space && !isLast ? 1 : 0)
    }
    return (text + ".", starts)
  }

  /// How well a reading goes with the places where subject and verb were taken to be.
  private static func score(
    _ sentence: ParsedSentence, standIn: Int?, verb: Int?, subjectEnd: Int?
  ) -> Int {
    var score = 0
    let tokens = sentence.tokens
    guard let root = tokens.indices.first(where: { tokens[$0].head == $0 }) else { return -10 }
    if tokens[root].pos == .verb || tokens[root].pos == .auxiliary { score += 2 }
    if let verb {
      let isAuxiliary =
        tokens[verb].head == root && [.aux, .auxpass, .advmod].contains(tokens[verb].dep)
      if verb == root || isAuxiliary { score += 3 }
      if tokens[verb].pos == .verb || tokens[verb].pos == .auxiliary { score += 1 }
    }
    if let subjectEnd {
      let subject = tokens.indices.first {
        tokens[$0].head == root && [.nsubj, .nsubjpass, .csubj].contains(tokens[$0].dep)
      }
      if let subject {
        let phrase = sentence.subtree(subject)
        if phrase.first == 0, phrase.last == subjectEnd - 1 { score += 3 }
      }
    }
    if let standIn, standIn < tokens.count {
      if tokens[standIn].dep == .dep { score -= 1 }
      // "some salamander" as an adverb's
      let head = tokens[tokens[standIn].head]
      if tokens[standIn].dep == .det, head.pos == .adverb || head.dep == .npadvmod { score -= 2 }
    }
    score -= tokens.count { $0.dep == .dep }
    return score
  }
}
