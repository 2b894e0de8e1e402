/// Marks paragraphs in other languages than English, which the analysis would read as nonsense.
enum ForeignParagraphs {
  /// Marks them, and gives the name of the language where nothing of the text is English.
  static func mark(in lines: inout [SourceDocument.Line]) -> String? {
    var whole = LanguageGuess()
    let guesses = lines.map { line in
      let guess = line.role == .body ? LanguageGuess(line.text) : LanguageGuess()
      whole.add(guess)
      return guess
    }
    let language = whole.foreignName
    for (place, guess) in guesses.enumerated() where lines[place].role == .body {
      // A short paragraph is in the language of the whole.
      let isForeign =
        guess.words < LanguageGuess.leastWords
        ? language != nil : guess.foreignName != nil || language != nil && !guess.isSurelyEnglish
      if isForeign { lines[place].role = .foreign }
    }
    guard let language, !lines.contains(where: { $0.role == .body }) else { return nil }
    // Its titles and captions are no English either.
    for place in lines.indices where [.title, .caption].contains(lines[place].role) {
      lines[place].role = .foreign
    }
    return language
  }
}
