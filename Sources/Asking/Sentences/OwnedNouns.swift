import Extraction
import GQL
import Graph

/// Answers who or what has a place of something ("the captain of the Nordstjernen") where the text tells the place without
/// its owner: "The ship's captain, Tor Askvik", or "the mayor, Ana Lind" behind a sentence on her town.
struct OwnedNouns {
  let run: QuestionRun
  let tools: FormTools
  let surroundings: Surroundings
  private var form: QuestionForm { tools.form }
  private var texts: GraphTexts { tools.texts }

  private struct Found {
    var value: Value
    var score: Double
    var context: SentenceContext
    var statement: StoredStatement
  }

  /// By how much what a text tells of the owner's own noun goes before what stands beside his name.
  private static let ofOwner = 0.8
  private static let besideOwner = 0.7

  func reading(of sentences: [CandidateSentence]) throws -> QuestionAnswer.Reading? {
    guard case .being(let noun) = form.kind, form.open == .agent, !form.isNegated,
      form.ordinal == nil, let owner,
      form.parts.allSatisfy({ $0.role == .oblique("of") || $0.role == .attribute })
    else { return nil }
    var found: [Found] = []
    for sentence in sentences {
      try run.check()
      for claim in sentence.claims where claim.statement.isAsserted {
        if let one = try place(noun, of: owner, in: claim.statement, sentence.context) {
          found.append(one)
        }
      }
    }
    let best = found.map(\.score).max() ?? 0
    found = found.filter { $0.score == best }
    guard let first = found.first, form.isList || Set(found.map(\.value)).count == 1 else {
      return nil
    }
    var rows: [QuestionAnswer.Row] = []
    for one in found where !rows.contains(where: { $0.entity == one.value }) {
      rows.append(
        QuestionAnswer.Row(
          answer: try texts.text(one.value).text, standing: .read, statement: one.statement.id,
          entity: one.value, sentence: one.context.text, sentenceID: one.context.id,
          source: one.context.source, title: one.context.title, date: one.context.date))
    }
    let predicate = WrittenName.string(try texts.predicate(first.statement.predicate).name)
    return QuestionAnswer.Reading(
      query: "?(Who, F, T) :- fact(F, Who, \(predicate), Y), "
        + "contains(lower(str(Y)), \(WrittenName.string(try words(of: first.statement)))), "
        + "evidence(F, _, T, _).",
      rows: rows, verdict: nil, score: best)
  }

  /// The one that the place is of; nil where the question tells more than its name.
  private var owner: LinkedName? {
    let names = form.parts.flatMap(\.entities)
    let isBare = form.parts.allSatisfy { $0.words.isEmpty || $0.role == .attribute }
    return names.count == 1 && isBare ? names[0] : nil
  }

  private func words(of statement: StoredStatement) throws -> String {
    try statement.object.map { try texts.text($0).text.lowercased() } ?? ""
  }

  /// Whom a claim gives the place that is asked for.
  private func place(
    _ noun: String, of owner: LinkedName, in statement: StoredStatement,
    _ context: SentenceContext
  ) throws -> Found? {
    guard let object = statement.object, !owner.means(statement.subject),
      try texts.text(statement.subject).isNamed
    else { return nil }
    let (_, predicate) = try texts.predicate(statement.predicate)
    let told = try texts.text(object)
    func found(_ score: Double) -> Found {
      Found(value: statement.subject, score: score, context: context, statement: statement)
    }
    func isNoun(_ word: String) -> Bool {
      tools.nearness.nearness(ofNoun: word, to: noun) >= MatchWeights.converse
    }
    if case .oblique("of") = predicate.object, predicate.words.count == 1,
      isNoun(predicate.words[0]),
      !told.isNamed, try tools.described.isMeant(owner, by: told.text, in: context.document)
    {
      return found(Self.ofOwner)
    }
    guard predicate.isCopula, predicate.words.isEmpty else { return nil }
    let said = told.text.lowercased().split(separator: " ").map(String.init)
    // What tells of another owner, or of a deputy, is another place.
    guard let last = said.last, isNoun(last),
      said.dropLast().elementsEqual(
        form.parts.filter { $0.role == .attribute }.flatMap(\.words).map(\.text)),
      told.text.first?.isLowercase ?? false,
      try !hasOther(statement.subject, noun)
    else { return nil }
    if try surroundings.speakOf(owner, before: context)
      || context.mentions.contains(where: {
        owner.means($0.entity)
      })
    {
      return found(Self.besideOwner)
    }
    return nil
  }

  /// Whether the graph gives somebody such a place of something with a name of its own.
  private func hasOther(_ holder: Value, _ noun: String) throws -> Bool {
    try run.graph.statements(subject: holder, predicate: nil, object: nil, assertedOnly: true)
      .contains { statement in
        guard let object = statement.object, try texts.text(object).isNamed else { return false }
        let predicate = try texts.predicate(statement.predicate).predicate
        guard case .oblique = predicate.object, let last = predicate.words.last else {
          return false
        }
        return tools.stems.stem(last) == tools.stems.stem(noun)
      }
  }
}
