import Graph

/// Relations: what predicates mean, whatever their words; the rows of `schema/relations.tsv`.
struct RelationTable: Sendable {
  struct Relation: Sendable {
    var name: String
    /// Kinds of what may stand in its places.
    var subjects: Set<String>
    var objects: Set<String>
    var isSymmetric = false
    /// Whether no two have it to the same thing at a time, as an office that one person holds.
    var hasOneSubject = false
    /// Relations that hold with subject and object exchanged where it holds.
    var inverses: [String] = []
    /// Relations that hold wherever it holds.
    var broader: [String] = []
    /// A sentence that states it, with subject and object in brackets, in this order or numbered.
    var example: String
  }

  /// What a wording tells.
  struct Wording: Sendable {
    /// Index of a relation.
    var relation: Int
    /// Whether the predicate's subject is the relation's object.
    var isTurned: Bool
    /// Kinds of what may stand in the relation's places where this wording tells it; nil is what the relation admits.
    var subjects: Set<String>?
    var objects: Set<String>?
  }

  private(set) var relations: [Relation] = []
  private var places: [String: Int] = [:]
  /// By predicate.
  private var wordings: [String: [Wording]] = [:]
  /// By predicate with `{role}` or `{office}` for the noun that it is of.
  private var roleWordings: [String: [Wording]] = [:]
  /// What the object of a verb is, by verb and preposition: "founded Lumio in 1987" says when Lumio was founded.
  private var objectWordings: [String: [Wording]] = [:]
  /// What sort of thing a noun means, beside the kinds of entities: `school`, `award`, `contest`, ….
  var classes: [String: Set<String>] = [:]

  subscript(name: String) -> Relation? { places[name].map { relations[$0] } }

  func wordings(of predicate: String) -> [Wording] { wordings[predicate] ?? [] }

  func wordings(ofRole pattern: String) -> [Wording] { roleWordings[pattern] ?? [] }

  func wordings(ofObject phrase: String) -> [Wording] { objectWordings[phrase] ?? [] }

  /// Whether whatever a predicate may mean holds both ways.
  func isSymmetric(_ predicate: String) -> Bool {
    let wordings = wordings(of: predicate)
    return !wordings.isEmpty
      && wordings.allSatisfy { !$0.isTurned && relations[$0.relation].isSymmetric }
  }

  // MARK: Rows

  /// Adds a row; gives what is wrong with it, or nil. A relation that is there is extended.
  mutating func add(_ row: KnowledgeRow) -> String? {
    let name = row[0]
    var relation = Relation(
      name: name, subjects: Self.kinds(row.list(1)), objects: Self.kinds(row.list(2)),
      example: row[5])
    if let known = self[name] {
      relation.subjects.formUnion(known.subjects)
      relation.objects.formUnion(known.objects)
      relation.isSymmetric = known.isSymmetric
      relation.hasOneSubject = known.hasOneSubject
      relation.inverses = known.inverses
      relation.broader = known.broader
      if relation.example.isEmpty { relation.example = known.example }
    }
    guard !relation.subjects.isEmpty, !relation.objects.isEmpty else {
      return "the relation needs types for its subject and its object (any if they may be anything)"
    }
    for kind in row.list(3) {
      let words = kind.split(separator: " ").map(String.init)
      switch (words.first, words.count) {
      case ("symmetric", 1): relation.isSymmetric = true
      case ("single", 1): relation.hasOneSubject = true
      case ("inverse", 2): relation.inverses.append(words[1])
      case ("broader", 2): relation.broader.append(words[1])
      default:
        return "'\(kind)' is not a kind of relation (symmetric, single, inverse NAME, broader NAME)"
      }
    }
    let place = places[name] ?? relations.count
    if place == relations.count { relations.append(relation) } else { relations[place] = relation }
    places[name] = place
    for wording in row.list(4) {
      guard let read = Self.read(wording, of: place) else {
        return
          "the wording '\(wording)' should end with the kinds that it applies to, as in 'attend(event)' or 'date_from(place > date)'"
      }
      add(read.predicate, read.told)
    }
    return nil
  }

  /// A wording and what it tells: `^` before it exchanges the two places, and in parentheses stand the kinds of object, or
  /// of subject and object, that it is of. Nil where the parentheses are not closed or empty.
  private static func read(
    _ text: String, of relation: Int
  ) -> (predicate: String, told: Wording)? {
    let isTurned = text.hasPrefix("^")
    var told = Wording(relation: relation, isTurned: isTurned)
    let parts = text.dropFirst(isTurned ? 1 : 0).split(
      separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return (String(parts[0]), told) }
    guard parts[1].hasSuffix(")") else { return nil }
    let places = parts[1].dropLast().split(separator: ">", omittingEmptySubsequences: false)
      .map { place in
        kinds(place.split(separator: ",").map { $0.filter { $0 != " " } })
      }
    guard (1...2).contains(places.count), places.allSatisfy({ !$0.isEmpty }) else { return nil }
    if places.count == 2 { told.subjects = places[0] }
    told.objects = places.last
    return (String(parts[0]), told)
  }

  private mutating func add(_ predicate: String, _ told: Wording) {
    let words = predicate.split(separator: "_").map(String.init)
    guard let first = words.first else { return }
    if words.contains(where: { $0.hasPrefix("{") }) {
      roleWordings[predicate, default: []].append(told)
      return
    }
    let folded = ([VerbLemma.folded(first)] + words.dropFirst()).joined(separator: "_")
    wordings[folded, default: []].append(told)
    if first == "be", words.count > 2, words.last != "by", !told.isTurned {
      let rest = words.dropFirst(2).joined(separator: "_")
      for base in verbBases(words[1]) {
        objectWordings[base + "_" + rest, default: []].append(told)
      }
    }
  }

  /// The first relation that a row names and that there is not.
  func unknownName(in rows: [KnowledgeRow]) -> (name: String, line: Int)? {
    for row in rows.dropFirst() {
      guard let relation = self[row[0]] else { continue }
      if let name = (relation.inverses + relation.broader).first(where: { places[$0] == nil }) {
        return (name, row.line)
      }
    }
    return nil
  }

  // MARK: Kinds

  private static let named = DocumentEntity.Kind.named.map(\.rawValue)

  /// Kinds with the shorthands spelled out.
  private static func kinds(_ list: [String]) -> Set<String> {
    var kinds: Set<String> = []
    for kind in list {
      switch kind {
      case "agent": kinds.formUnion(["person", "organization", "country", "group"])
      case "name": kinds.formUnion(named)
      case "any": kinds.formUnion(named + ["concept", "number", "date", "text"])
      default: kinds.insert(kind)
      }
    }
    return kinds
  }

  /// Whether a signature has room for something that has a name.
  static func admitsNames(_ kinds: Set<String>) -> Bool {
    !kinds.isSubset(of: ["concept", "number", "date", "text"])
  }
}
