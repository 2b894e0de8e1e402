import Extraction
import Graph

/// How many or how long something is, where a word before its noun tells: "a 400-member delegation", "a three-day visit".
struct CompoundNumbers {
  let tools: FormTools
  private var form: QuestionForm { tools.form }
  private var stems: WordStems { tools.stems }

  /// What a text tells; nil where it tells none.
  func answer(in context: SentenceContext) throws -> String? {
    guard case .number(let unit) = form.asked, let verb = form.verb.last,
      Self.verbs.contains(verb), let noun = noun, try namesAreMet(in: context)
    else { return nil }
    let words = context.text.replacing(" - ", with: "-").split(separator: " ")
    for place in words.indices {
      let pieces = words[place].split { $0 == "-" || $0 == "‑" }.map { $0.lowercased() }
      guard pieces.count > 1, Self.isNumeral(pieces[0]), fits(pieces[1], unit) else { continue }
      // At most two adjectives stand between.
      let behind = words[(place + 1)...].prefix(3)
      guard behind.contains(where: { isNoun($0, noun) }) else { continue }
      return unit == nil ? Self.measure(pieces[0], pieces[1]) : pieces[0]
    }
    return nil
  }

  /// Verbs that say only that something has so many.
  private static let verbs: Set<String> = [
    "have", "be", "include", "comprise", "contain", "consist", "last", "take",
  ]

  /// The noun that is counted by.
  private var noun: String? {
    let nouns = form.parts.filter { $0.role != .unknown }.flatMap(\.words).filter(\.isHead)
    return nouns.count == 1 ? nouns[0].text : nil
  }

  private func isNoun(_ word: Substring, _ noun: String) -> Bool {
    stems.stem(word.lowercased().filter { $0.isLetter }) == stems.stem(noun)
  }

  private func namesAreMet(in context: SentenceContext) throws -> Bool {
    try form.parts.flatMap(\.entities).allSatisfy { name in
      try name.isAdjective
        || name.matches.contains {
          try context.mentions($0.value)
            || tools.texts.isMentioned($0.value, inDocument: context.document)
        }
    } && form.parts.flatMap(\.words).allSatisfy { !$0.isName }
  }

  private static let people: Set<String> = ["person", "people", "member", "man", "woman"]
  private static let times: Set<String> = [
    "second", "minute", "hour", "day", "week", "month", "year", "night",
  ]

  private func fits(_ told: String, _ asked: String?) -> Bool {
    guard let asked else { return Self.times.contains(told) }
    if stems.stem(told) == stems.stem(asked) { return true }
    return Self.people.contains(asked) && (Self.people.contains(told) || told == "strong")
  }

  private static func isNumeral(_ word: String) -> Bool {
    word.contains(where: \.isNumber) || AnswerFitness.numerals.contains(word)
  }

  private static func measure(_ number: String, _ unit: String) -> String {
    number == "one" || number == "1" ? number + " " + unit : number + " " + unit + "s"
  }
}
