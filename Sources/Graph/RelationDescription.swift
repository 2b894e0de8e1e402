import Schema

/// What a relation is, as `schema/relations.tsv` tells: for people who look for one.
public struct RelationDescription: Sendable, Equatable {
  /// What queries call it.
  public let name: String
  /// Types of its subject and object.
  public let subjects: [String]
  /// Types of its object.
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

  /// The relations that come with the program.
  public static let builtIn: [RelationDescription] = {
    // By bytes: the table is long, and its columns are split only here.
    Schema.relations.utf8.split(separator: UInt8(ascii: "\n")).dropFirst().compactMap { line in
      guard line.first != UInt8(ascii: "#") else { return nil }
      let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      guard columns.count > 4 else { return nil }
      func list(_ column: Int) -> [String] {
        columns[column].split(separator: UInt8(ascii: ";")).map { String(Substring($0)) }
      }
      return RelationDescription(
        name: String(Substring(columns[0])), subjects: list(1), objects: list(2), kinds: list(3),
        // What a wording is of is for extraction.
        wordings: list(4).map { String($0.prefix { $0 != "(" }) },
        example: columns.count > 5 ? String(Substring(columns[5])) : "")
    }
  }()
}
