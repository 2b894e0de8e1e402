/// Mends titles of works, marks of reference and glosses that the parser takes for clauses and arguments.
extension TreeRepair {
  /// What has a title that may look like a clause.
  private static let works: Set<String> = [
    "film", "movie", "book", "novel", "novella", "memoir", "song", "album", "single", "play",
    "series", "show", "episode", "documentary", "poem", "painting", "musical", "opera", "game",
    "comedy", "drama", "thriller", "sitcom", "podcast", "magazine", "essay", "trilogy", "sequel",
  ]

  /// "the film Calling the Shots": a participle in capitals right behind the noun for a work begins its title.
  mutating func mendTitleTakenForClause(_ verb: Int, _ sentence: Range<Int>) {
    let noun = head[verb]
    guard noun == verb - 1, pos[noun] == .noun, !isCapitalized(noun), isCapitalized(verb),
      entity[verb] == .workOfArt || Self.works.contains(word(noun))
    else { return }
    let makers = children(verb, sentence).filter { dep[$0] == .agent }
    guard
      attach([arc(verb, to: noun, as: .appos)] + makers.map { arc($0, to: noun, as: .prep) })
    else { return }
    pos[verb] = .properNoun
    tag[verb] = .name
  }

  /// "[38] In Chinese paintings, …": a number in brackets refers to a note and takes part in nothing.
  mutating func mendReferenceMark(_ number: Int, _ sentence: Range<Int>) {
    guard number + 1 < sentence.upperBound, word(number + 1) == "]",
      word(number).allSatisfy({ $0.isNumber || [",", "-", "–"].contains($0) })
    else { return }
    arcs.relabel(number, as: .punct)
    pos[number] = .punctuation
    tag[number] = .other
  }

  /// "systems are becoming common (e.g., Star Wars, Harry Potter)": examples in parentheses belong to no clause.
  mutating func mendExamplesInParentheses(_ opening: Int, _ sentence: Range<Int>) {
    let last = min(sentence.upperBound, opening + Self.reach)
    guard opening > sentence.lowerBound, word(opening - 1) == "(",
      let close = (opening..<last).first(where: { word($0) == ")" })
    else { return }
    for token in opening..<close where head[token] < opening || head[token] > close {
      arcs.relabel(token, as: .dep)
    }
  }

  private static let prepositions: Set<String> = [
    "in", "on", "at", "of", "from", "under", "over", "to", "for", "with", "by", "through", "into",
    "beyond", "between",
  ]

  /// "the story “Umoregi” (“In Obscurity”)": a preposition in capitals names nobody.
  mutating func mendGlossTakenForName(_ preposition: Int, _ sentence: Range<Int>) {
    guard isCapitalized(preposition), Self.prepositions.contains(word(preposition)),
      child(preposition, .pobj, sentence) != nil
    else { return }
    arcs.relabel(preposition, as: .dep)
    pos[preposition] = .adposition
    tag[preposition] = .preposition
  }

  /// How far a parenthesis goes back that is looked for.
  private static let reach = 60

  /// "Lena Moran (Polish: …; 2 May 1928 – 2017) was a singer": the subject stands before the parenthesis, not in it.
  mutating func mendSubjectInParentheses(_ token: Int, _ sentence: Range<Int>) {
    let verb = head[token]
    guard token < verb, dep[token].isSubject,
      (token..<verb).contains(where: { word($0) == ")" })
    else { return }
    let start = max(sentence.lowerBound, token - Self.reach)
    guard let open = (start..<token).last(where: { ["(", ")"].contains(word($0)) }),
      word(open) == "(", open > sentence.lowerBound, pos[open - 1] == .properNoun
    else { return }
    let name = open - 1
    attach([arc(name, to: verb, as: dep[token]), arc(token, to: name, as: .dep)])
  }

  /// "a former editor-in-chief", "her brother-in-law": a preposition between hyphens is a part of one word.
  mutating func mendHyphenatedPreposition(_ preposition: Int, _ sentence: Range<Int>) {
    let noun = head[preposition]
    guard noun == preposition - 2, preposition + 2 < sentence.upperBound,
      word(preposition - 1) == "-", word(preposition + 1) == "-",
      let object = child(preposition, .pobj, sentence), object == preposition + 2
    else { return }
    let behind = children(object, sentence)
    attach(
      [arc(preposition, to: noun, as: .compound), arc(object, to: noun, as: .compound)]
        + behind.map { arc($0, to: noun) })
  }
}
