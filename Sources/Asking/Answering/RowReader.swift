import Extraction
import GQL
import Graph

/// Makes rows of what a query gives: each answer as people write it, with its sentence, and how the text puts it.
struct RowReader {
  let run: QuestionRun
  let knowledge: Knowledge
  let form: QuestionForm
  let texts: GraphTexts

  /// The most rows of a question whether something is so.
  private static let mostTellings = 6

  /// The rows of a query, the surest first: one for each answer, and one where it is denied. Where the query asks for
  /// nothing, each claim that tells is a row.
  func rows(
    of query: String, columns: [String], isPredicate: Bool, bearing: Bearing
  ) throws -> [QuestionAnswer.Row] {
    struct Key: Hashable { let answer: String, isDenied: Bool, sentence: Int64? }
    var rows: [QuestionAnswer.Row] = []
    var place: [Key: Int] = [:]
    let stems = WordStems()
    try run.run(query) { answers in
      let first = columns.count
      for row in 0..<answers.rowCount {
        let words = try columns.indices.map { try answers.text(row: row, column: $0) }
        var answer = isPredicate ? Self.phrase(words) : words.joined(separator: ": ")
        if case .number(let noun?) = form.asked { answer = Self.count(answer, of: noun, stems) }
        guard case .integer(let statement) = try answers.term(row: row, column: first),
          case .integer(let sentence) = try answers.term(row: row, column: first + 1),
          let told = try run.graph.statement(statement),
          let context = try run.graph.context(ofSentence: sentence)
        else { continue }
        if form.kind == .relation { answer = converse(of: answer, told) ?? answer }
        // What is only planned or is itself denied does not tell that its contrary is not so.
        if bearing != .tells, told.isNegated || told.modality != nil { continue }
        let standing: QuestionAnswer.Standing =
          switch bearing {
          case .tells:
            try Self.settled(
              standing(of: told), by: context.text, isTruth: form.asked == .truth)
          case .denies: .denied(by: try told.attributedTo.map { try texts.text($0).text })
          case .fallsShort(let step): .unsure("only \(step)")
          }
        let made = QuestionAnswer.Row(
          answer: answer, standing: standing, statement: statement,
          entity: isPredicate ? nil : try entity(of: answers, row, columns),
          sentence: context.text, sentenceID: sentence, source: context.source,
          title: context.title, date: context.date)
        let key = Key(
          answer: answer, isDenied: made.standing.isDenied,
          sentence: columns.isEmpty ? sentence : nil)
        if let known = place[key] {
          if rows[known].standing != .asserted, made.standing == .asserted { rows[known] = made }
        } else {
          place[key] = rows.count
          rows.append(made)
        }
      }
    }
    rows =
      rows.filter { $0.standing == .asserted } + rows.filter { $0.standing == .denied(by: nil) }
      + rows.filter { $0.standing != .asserted && $0.standing != .denied(by: nil) }
    guard columns.isEmpty, rows.count > Self.mostTellings else { return rows }
    // A denial is to be seen beside what is told.
    let (denied, told) = (rows.filter(\.standing.isDenied), rows.filter { !$0.standing.isDenied })
    let denials = denied.prefix(max(Self.mostTellings / 2, Self.mostTellings - told.count))
    return Array(told.prefix(Self.mostTellings - denials.count) + denials)
  }

  /// "She had planned to sell the house, but kept it instead": what came of a plan may be told beside it.
  private static func settled(
    _ standing: QuestionAnswer.Standing, by text: String, isTruth: Bool
  ) -> QuestionAnswer.Standing {
    guard isTruth, case .unsure(let how) = standing, plans.contains(how) else { return standing }
    let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    let isPast =
      words.contains("had") || words.contains("originally") || words.contains("initially")
    return isPast && words.contains("instead") ? .denied(by: nil) : standing
  }

  private static let plans: Set<String> = ["plan", "intend", "hope", "want", "aim", "expect"]

  /// What one is to the other, where a claim tells what the other is to him: the uncle of whom it calls his nephew.
  private func converse(of noun: String, _ told: StoredStatement) -> String? {
    guard let first = form.parts.first?.entities.first, !first.means(told.subject),
      let object = told.object, let name = first.matches.first(where: { $0.value == object })
    else { return nil }
    let gender = knowledge.likelyGender(ofName: name.label)
    return KinNames.converse(of: noun, isFemale: gender.map { $0 == .feminine })
  }

  /// "Two men aged 34 and 51" as "Two men": as far as the noun that is counted.
  private static func count(_ answer: String, of noun: String, _ stems: WordStems) -> String {
    let words = answer.split(separator: " ")
    guard
      let number = words.firstIndex(where: {
        $0.contains(where: \.isNumber) || AnswerFitness.numerals.contains($0.lowercased())
      }),
      let end = words[number...].firstIndex(where: {
        stems.stem($0.lowercased()) == stems.stem(noun)
      }), end + 1 < words.count, !QuestionGrammar.prepositions.contains(String(words[end + 1]))
    else { return answer }
    return words[...end].joined(separator: " ")
  }

  /// What a row answers, where that is one entity or IRI of the graph.
  private func entity(
    of answers: Answers, _ row: Int, _ columns: [String]
  ) throws -> Value? {
    guard columns.count == 1 else { return nil }
    switch try answers.term(row: row, column: 0) {
    case .entity, .iri: return answers.value(row: row, column: 0)
    default: return nil
    }
  }

  /// A predicate, with its object where it has one, as people write it: "predecessor", "turn away boats".
  private static func phrase(_ words: [String]) -> String {
    guard let predicate = words.first else { return "" }
    var parts = predicate.split(separator: "_").map(String.init)
    if words.count == 1, parts.count > 1,
      QuestionGrammar.prepositions.contains(parts[parts.count - 1])
    {
      parts.removeLast()
    }
    return (parts + words.dropFirst()).joined(separator: " ")
  }

  private func standing(
    of statement: StoredStatement
  ) throws -> QuestionAnswer.Standing {
    let speaker = try statement.attributedTo.map { try texts.text($0).text }
    if form.isPlan, statement.isNegated { return .denied(by: speaker) }
    if statement.isNegated, statement.modality == Stance.refusal, !form.isNegated {
      return .denied(by: speaker)
    }
    if let modality = statement.modality {
      return .unsure(statement.isNegated ? "not \(modality)" : modality)
    }
    // That it is not so is what a negated question asks for.
    if statement.isNegated, !form.isNegated || form.asked == .truth { return .denied(by: speaker) }
    return speaker.map { .said(by: $0) } ?? .asserted
  }
}
