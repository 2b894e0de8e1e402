import Foundation
import Graph

/// A statement of a graph in words, once for each document that makes it.
struct Claim: Sendable, CustomStringConvertible {
  /// The file name of the document.
  let document: String
  let subject: Names
  /// The lemma phrase and the forms that were seen, normalized.
  let predicates: Set<String>
  let object: Names?
  let isNegated: Bool
  let modality: String?
  let attributedTo: Names?

  var isAsserted: Bool { !isNegated && modality == nil && attributedTo == nil }

  /// All that a subject or object is called in the graph.
  struct Names: Sendable {
    let label: String
    let normalized: Set<String>

    init(label: String, aliases: [String] = []) {
      self.label = label
      var names = Set(([label] + aliases).map(Claim.normalized))
      // "China's market" is its market too.
      if let possessor = label.range(of: "['’]s ", options: .regularExpression) {
        names.insert(Claim.normalized(String(label[possessor.upperBound...])))
      }
      normalized = names
    }

    /// Whether one of the names is `phrase`, or is it with more after a preposition.
    func contain(_ phrase: String) -> Bool {
      let phrase = Claim.normalized(phrase)
      return normalized.contains { name in
        guard name != phrase else { return true }
        guard name.hasPrefix(phrase + " ") else { return false }
        let next = name.dropFirst(phrase.count + 1).prefix { $0 != " " }
        return Self.prepositions.contains(String(next))
      }
    }

    private static let prepositions: Set = [
      "about", "against", "alongside", "among", "around", "as", "at", "between", "beyond", "by",
      "for", "from", "in", "into", "of", "on", "over", "there", "to", "under", "with",
    ]
  }

  var description: String {
    let flags = [isNegated ? "negated" : nil, modality, attributedTo.map { "says \($0.label)" }]
    return
      ([subject.label, predicates.sorted().first ?? "", object?.label ?? "–"]
      + flags.compactMap { $0.map { "[\($0)]" } }).joined(separator: "  ")
  }

  /// Case, punctuation and words that do not change what a noun phrase means do not count.
  static func normalized(_ text: String) -> String {
    let folded = text.lowercased().replacingOccurrences(of: "’", with: "'")
    var words = folded.split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "$") }
      .map { $0.hasSuffix("'s") ? String($0.dropLast(2)) : $0.trimmingCharacters(in: ["'"]) }
      .filter { !$0.isEmpty }
    while words.count > 1, Self.determiners.contains(words[0]) { words.removeFirst() }
    return words.joined(separator: " ")
  }

  private static let determiners: Set = [
    "the", "a", "an", "its", "his", "her", "their", "some", "about",
  ]
}

extension Claim {
  /// All claims of a graph.
  static func all(in graph: KnowledgeGraph) throws -> [Claim] {
    var names: [Value: Names] = [:]
    func named(_ value: Value) throws -> Names {
      if let known = names[value] { return known }
      let aliases = try graph.entity(value)?.aliases.map(\.name) ?? []
      let made = Names(label: try graph.text(of: value), aliases: aliases)
      names[value] = made
      return made
    }
    var forms: [Value: Set<String>] = [:]
    for predicate in try graph.predicates() {
      forms[predicate.value] = Set(([predicate.name] + predicate.forms).map(normalized))
    }
    var claims: [Claim] = []
    let statements = try graph.statements(
      subject: nil, predicate: nil, object: nil, assertedOnly: false)
    for statement in statements {
      let documents = Set(try graph.evidence(of: statement.id).map(\.source))
      for document in documents.sorted() {
        claims.append(
          Claim(
            document: URL(filePath: document).lastPathComponent,
            subject: try named(statement.subject),
            predicates: forms[statement.predicate] ?? [],
            object: try statement.object.map(named),
            isNegated: statement.isNegated, modality: statement.modality,
            attributedTo: try statement.attributedTo.map(named)))
      }
    }
    return claims
  }
}
