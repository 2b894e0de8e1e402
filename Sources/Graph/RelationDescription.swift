import Schema

/// What a relation is, as `schema/relations.tsv` tells: for people who look for one.
public struct RelationDescription: Sendable, Equatable {
  public let name: String
  /// Types of its subject and object.
  public let subjects: [String]
  public let objects: [String]
  /// `symmetric`, `inverse works_for`, `broader said`, ….
  public let kinds: [String]
  /// Predicates that tell it; `^` where subject and object are exchanged.
  public let wordings: [String]
  /// A sentence that tells it, with subject and object in brackets.
  public let example: String

  /// `met(agent | place, agent | place) symmetric`
  public var signature: String {
    let types = [subjects, objects].map { $0.joined(separator: " | ") }.joined(separator: ", ")
    return "\(name)(\(types))" + kinds.map { " " + $0 }.joined(separator: ",")
  }

  /// Whether a word is one that it is named or worded by, in this inflection or another.
  public func isNamed(by word: String) -> Bool {
    let bases = phraseBases(foldedName(word))
    return ([name] + wordings).contains { wording in
      let phrase = foldedName(String(wording.drop { $0 == "^" }))
      return !bases.isDisjoint(with: phraseBases(phrase))
        || bases.contains { phrase.hasPrefix($0 + " ") }
    }
  }

  /// The relations that come with the program. Reads the table anew.
  public static func builtIn() -> [RelationDescription] {
    Schema.relations.split(separator: "\n").dropFirst().compactMap { line in
      guard line.first != "#" else { return nil }
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count > 4 else { return nil }
      func list(_ column: Int) -> [String] {
        columns[column].split(separator: ";").map(String.init)
      }
      return RelationDescription(
        name: String(columns[0]), subjects: list(1), objects: list(2), kinds: list(3),
        wordings: list(4), example: columns.count > 5 ? String(columns[5]) : "")
    }
  }
}
