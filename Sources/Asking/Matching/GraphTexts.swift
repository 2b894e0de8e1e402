import Base
import Graph

/// What values of the graph are called, each looked up once a question.
final class GraphTexts {
  struct Text {
    var text: String
    /// The stems of its words, in order.
    var stems: [String]
    var types: [String]
    var isEntity: Bool
    /// Whether it is a day or a month, told in signs or words.
    var isDate: Bool
    var isNumber: Bool
    /// Whether it is four digits that may be a year, and as well a number of something.
    var mayBeYear: Bool

    /// Whether it is a group with some of its members: "firms such as Acme".
    var namesMembers: Bool { text.contains(GraphTexts.membership) }

    /// Whether it is an entity with a name of its own.
    var isNamed: Bool { isEntity && types != ["concept"] && !types.isEmpty }
  }

  /// The words between a group and its members.
  static let membership = " such as "

  private let graph: KnowledgeGraph
  private let stems: WordStems
  private var texts: [Value: Text] = [:]
  private var nouns: [Value: Set<String>] = [:]
  private var heads: [Value: Set<String>] = [:]
  private var documents: [Value: Set<Int64>] = [:]
  private var shared: [Value: Bool] = [:]
  private var predicates: [Value: (name: String, predicate: ToldPredicate)] = [:]

  init(graph: KnowledgeGraph, stems: WordStems) {
    self.graph = graph
    self.stems = stems
  }

  func text(_ value: Value) throws -> Text {
    if let known = texts[value] { return known }
    let term = try graph.term(value)
    var text = Text(
      text: "", stems: [], types: [], isEntity: false, isDate: false, isNumber: false,
      mayBeYear: false)
    switch term {
    case .entity(let label, _):
      text.text = label
      text.isEntity = true
      text.types = try graph.types(of: value)
    case .string(let string), .iri(let string), .blank(let string),
      .languageString(let string, _), .typed(let string, _):
      text.text = string
    case .integer(let number): (text.text, text.isNumber) = (String(number), true)
    case .float(let number): (text.text, text.isNumber) = (String(number), true)
    case .boolean(let truth): text.text = String(truth)
    case .date(let date): (text.text, text.isDate) = (date.description, true)
    case .dateTime(let moment): (text.text, text.isDate) = (moment.description, true)
    }
    text.stems = stems.stems(of: text.text)
    describe(&text)
    texts[value] = text
    return text
  }

  /// Words of a sentence that stand for no value of the graph.
  func text(ofPhrase phrase: String) -> Text {
    var text = Text(
      text: phrase, stems: stems.stems(of: phrase), types: [], isEntity: false, isDate: false,
      isNumber: false, mayBeYear: false)
    describe(&text)
    return text
  }

  private func describe(_ text: inout Text) {
    text.mayBeYear =
      text.text.utf8.count == 4 && (Int(text.text).map(AskedTime.years.contains) ?? false)
    if text.mayBeYear { text.isNumber = true }
    text.isDate = text.isDate || Self.isDate(text.text)
  }

  /// The words of a text that have these stems, as the text spells them; the first for each.
  func words(of text: String, withStems wanted: [String]) -> [String] {
    let words = text.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    return wanted.compactMap { stem in words.first { stems.stem($0) == stem } }
  }

  /// Whether a document mentions an entity anywhere.
  func isMentioned(_ entity: Value, inDocument document: Int64) throws -> Bool {
    if let known = documents[entity] { return known.contains(document) }
    let found = try graph.documents(mentioning: entity)
    documents[entity] = found
    return found.contains(document)
  }

  /// Whether the graph says of an entity that it is a thing of this noun, given by its stem.
  func isCalled(_ entity: Value, _ stem: String) throws -> Bool {
    try words(saidOf: entity).contains(stem)
  }

  /// The stems of all words by which the graph says what an entity is.
  private func words(saidOf entity: Value) throws -> Set<String> {
    if let known = nouns[entity] { return known }
    let found = Set(try kinds(of: entity).flatMap(\.stems))
    nouns[entity] = found
    return found
  }

  /// The stems of the nouns by which the graph says what an entity is: "ferri" of what is "an old ferry from Oslo".
  func nouns(of entity: Value) throws -> Set<String> {
    if let known = heads[entity] { return known }
    let found = Set(
      try kinds(of: entity).compactMap { kind in
        QuestionGrammar.wordsToHead(of: kind.text.lowercased()).last.map(stems.stem)
      })
    heads[entity] = found
    return found
  }

  private func kinds(of entity: Value) throws -> [Text] {
    guard let be = try graph.predicate(named: "be") else { return [] }
    return try graph.statements(subject: entity, predicate: be, object: nil, assertedOnly: true)
      .compactMap { try $0.object.map(text) }
  }

  /// Whether another entity has the same label, case aside.
  func sharesLabel(_ entity: Value) throws -> Bool {
    if let known = shared[entity] { return known }
    let result = try graph.entities(named: text(entity).text, atMost: 4).count { $0.isLabel } > 1
    shared[entity] = result
    return result
  }

  func predicate(_ value: Value) throws -> (name: String, predicate: ToldPredicate) {
    if let known = predicates[value] { return known }
    let name = try text(value).text
    let predicate = (name, ToldPredicate(name))
    predicates[value] = predicate
    return predicate
  }

  /// Whether a text is a day or a month: "2016-05", "November 20".
  private static func isDate(_ text: String) -> Bool {
    let words = text.split { $0 == " " || $0 == "," }
    guard let first = words.first, words.count <= 4 else { return false }
    if words.contains(where: { MonthNames.numbers[$0.lowercased()] != nil }) {
      return words.contains { $0.contains(where: \.isNumber) }
    }
    let parts = first.split(separator: "-")
    return words.count == 1 && (2...3).contains(parts.count) && parts[0].count == 4
      && parts.allSatisfy { $0.allSatisfy(\.isNumber) }
  }
}
