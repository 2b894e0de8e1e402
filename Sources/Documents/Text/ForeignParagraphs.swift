/// Marks paragraphs in other languages than English, which the analysis would read as nonsense.
enum ForeignParagraphs {
  /// - Throws: ``ReadingError/language(_:)`` where nothing of the text is English.
  static func marked(in lines: [SourceDocument.Line]) throws(ReadingError)
    -> [SourceDocument.Line]
  {
    var whole = LanguageGuess()
    let guesses = lines.map { line in
      let guess = line.role == .body ? LanguageGuess(line.text) : LanguageGuess()
      whole.add(guess)
      return guess
    }
    let language = whole.foreignName
    var marked = lines
    for (place, guess) in guesses.enumerated() where lines[place].role == .body {
      // A short paragraph is in the language of the whole.
      let isForeign =
        guess.words < LanguageGuess.leastWords
        ? language != nil : guess.foreignName != nil || language != nil && !guess.isSurelyEnglish
      if isForeign { marked[place].role = .foreign }
    }
    if let language, !marked.contains(where: { $0.role == .body }) { throw .language(language) }
    return marked
  }
}
