import Extraction
import TextAnalysis

/// What an analysis may look like at the worst: any words with any labels, hung on any others.
struct RandomAnalysis<Generator: RandomNumberGenerator> {
  var generator: Generator

  /// Words that the rules ask for, and some that they do not.
  private static var words: [String] {
    [
      "Lee", "Xi", "Ana", "Ruiz", "Beijing", "China", "Altona", "president", "minister", "leaders",
      "company", "city", "visit", "talks", "plan", "photo", "phone", "percent", "a", "the", "no",
      "both", "two", "its", "his", "whose", "which", "who", "that", "what", "he", "she", "it",
      "they",
      "them", "himself", "I", "my", "said", "told", "accused", "used", "guided", "is", "was", "be",
      "had", "will", "could", "to", "of", "in", "on", "from", "with", "for", "as", "by", "than",
      "rather", "after", "before", "amid", "according", "not", "n't", "nor", "neither", "never",
      "if", "and", "or", "but", ",", ".", ";", ":", "-", "—", "(", ")", "“", "”", "\"", "'s", "’s",
      "rising", "resurface", "part", "former", "prime", "5", "2019", "May", "Monday", "$", "%", "?",
      "", " ", "é", "\u{200D}",
    ]
  }

  private static var entityTypes: [String] {
    ["PERSON", "GPE", "ORG", "DATE", "MONEY", "PERCENT", "CARDINAL", "NORP", "PRODUCT", "EVENT"]
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  private mutating func one(of choices: [String]) -> String {
    choices.randomElement(using: &generator) ?? ""
  }

  /// An analysis of so many tokens. Heads are near by in half of the analyses, and anywhere in the others.
  mutating func make(tokens: Int) -> Analysis {
    var analysis = Analysis()
    let (words, types) = (Self.words, Self.entityTypes)
    let labels = Dependency.allCases.map(\.rawValue)
    let tags = Tag.allCases.map(\.rawValue)
    let parts = PartOfSpeech.allCases.map(\.rawValue)
    let reach = chance(50) ? 4 : tokens
    var start = 0
    for token in 0..<tokens {
      let word = one(of: words)
      let hasSpace = chance(80)
      analysis.start.append(Int32(start))
      start += word.unicodeScalars.count + (hasSpace ? 1 : 0)
      analysis.text.append(analysis.strings.intern(word))
      analysis.space.append(hasSpace)
      analysis.tag.append(analysis.strings.intern(one(of: tags)))
      analysis.pos.append(
        analysis.strings.intern(chance(40) ? one(of: ["VERB", "NOUN", "PROPN"]) : one(of: parts)))
      analysis.morph.append(0)
      analysis.lemma.append(analysis.strings.intern(chance(50) ? word : one(of: words)))
      let head = Int.random(in: token - reach...token + reach, using: &generator)
      analysis.head.append(Int32(min(max(0, head), tokens - 1)))
      analysis.dep.append(analysis.strings.intern(one(of: labels)))
      analysis.sentenceStart.append(token == 0 || chance(5))
      let isInside = token > 0 && analysis.entityPosition[token - 1] != .outside && chance(50)
      let isEntity = isInside || chance(20)
      analysis.entityPosition.append(isInside ? .inside : isEntity ? .begin : .outside)
      analysis.entityType.append(
        isInside
          ? analysis.entityType[token - 1]
          : analysis.strings.intern(isEntity ? one(of: types) : ""))
    }
    return analysis
  }
}
