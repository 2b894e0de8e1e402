import TextAnalysis

/// Years with the era that counts them, which the recogniser takes for no dates: "900 CE", "44 BC", "AD 79".
enum EraYears {
  private static let eras: Set<String> = [
    "CE", "BCE", "BC", "AD", "B.C.", "A.D.", "B.C.E.", "C.E.",
  ]

  /// Whether words of a date, in lower case, count years before the common era.
  static func areBefore(_ words: [String]) -> Bool {
    words.contains { ["bc", "bce", "b.c", "b.c.e"].contains($0) }
  }

  /// Makes dates of them.
  static func mark(
    _ entity: inout [NamedEntityKind], _ position: inout [Analysis.EntityPosition],
    sentences: [Range<Int>], pos: [PartOfSpeech], text: (Int) -> String
  ) {
    for sentence in sentences {
      for era in sentence where eras.contains(text(era)) {
        if era > sentence.lowerBound, pos[era - 1] == .numeral {
          if entity[era - 1] != .date {
            entity[era - 1] = .date
            position[era - 1] = .begin
          }
          entity[era] = .date
          position[era] = .inside
        } else if era + 1 < sentence.upperBound, text(era) == "AD" || text(era) == "A.D.",
          pos[era + 1] == .numeral
        {
          entity[era] = .date
          position[era] = .begin
          entity[era + 1] = .date
          position[era + 1] = .inside
        }
      }
    }
  }
}
