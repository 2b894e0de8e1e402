import GQL

/// MATCH of chains of nodes and relationships, with names and labels, and RETURN of variables or of their count.
///
///     MATCH (a:Person {name: 'Lee'})-[:MET]->(b) RETURN b LIMIT 5
///     ?(B) :- met("Lee", B), person("Lee") limit 5.
struct CypherTranslation {
  private var words: ForeignWords
  private var atoms: [String] = []
  /// What stands for a node: a variable or a name in quotes.
  private var terms: [String: String] = [:]
  private var anonymous = 0

  static func query(_ words: [ForeignWord]) -> String? {
    var translation = CypherTranslation(words: ForeignWords(words))
    return translation.query()
  }

  private mutating func query() -> String? {
    guard words.take("match") else { return nil }
    repeat {
      guard chain() else { return nil }
    } while words.take(mark: ",")
    guard condition(), words.take("return") else { return nil }
    _ = words.take("distinct")
    guard let columns = columns() else { return nil }
    var limit = ""
    guard words.takeEnd(limit: &limit), !atoms.isEmpty else { return nil }
    return GQLText.query(columns, atoms, limit)
  }

  private mutating func chain() -> Bool {
    guard var left = node() else { return false }
    while words.next == .mark("-") || words.next == .mark("<") {
      let isBackward = words.take(mark: "<")
      guard words.take(mark: "-") else { return false }
      var predicate: String?
      var variable: String?
      var isPath = false
      if words.take(mark: "[") {
        variable = words.takeName()
        if words.take(mark: ":") { predicate = words.takeName() }
        isPath = words.take(mark: "*")
        guard words.take(mark: "]") else { return false }
      }
      guard words.take(mark: "-") else { return false }
      let isForward = words.take(mark: ">")
      // A relationship without a direction is two questions.
      guard isForward != isBackward, let right = node() else { return false }
      let (from, to) = isForward ? (left, right) : (right, left)
      if let predicate {
        atoms.append("\(GQLText.predicate(predicate))\(isPath ? "+" : "")(\(from), \(to))")
      } else {
        guard !isPath else { return false }
        atoms.append("triple(\(from), \(variable.map(GQLText.variable) ?? "_"), \(to))")
      }
      left = right
    }
    return true
  }

  /// A node; gives its term.
  private mutating func node() -> String? {
    guard words.take(mark: "(") else { return nil }
    let name = words.takeName()
    var labels: [String] = []
    while words.take(mark: ":") {
      guard let label = words.takeName() else { return nil }
      labels.append(label)
    }
    var constant: String?
    if words.take(mark: "{") {
      guard words.take("name"), words.take(mark: ":"), let text = words.takeText(),
        words.take(mark: "}")
      else { return nil }
      constant = WrittenName.string(text)
    }
    guard words.take(mark: ")") else { return nil }
    let term: String
    if let name {
      term = constant ?? terms[name] ?? GQLText.variable(name)
      terms[name] = term
    } else if let constant {
      term = constant
    } else {
      anonymous += 1
      term = labels.isEmpty ? "_" : "_n\(anonymous)"
    }
    for label in labels { atoms.append("\(GQLText.predicate(label))(\(term))") }
    return term
  }

  /// `WHERE a.name = 'Lee'`, joined by AND.
  private mutating func condition() -> Bool {
    guard words.take("where") else { return true }
    repeat {
      guard let name = words.takeName(), words.take(mark: "."), words.take("name"),
        words.take(mark: "="), let text = words.takeText()
      else { return false }
      atoms.append("\(terms[name] ?? GQLText.variable(name)) = \(WrittenName.string(text))")
    } while words.take("and")
    return true
  }

  private mutating func columns() -> [String]? {
    var columns: [String] = []
    repeat {
      if words.take(mark: "*") { return [] }
      guard let name = words.takeName() else { return nil }
      if name.lowercased() == "count", words.take(mark: "(") {
        let counted = words.takeName().map { terms[$0] ?? GQLText.variable($0) }
        guard counted != nil || words.take(mark: "*"), words.take(mark: ")") else { return nil }
        columns.append("N = count(\(counted ?? ""))")
      } else {
        if words.take(mark: ".") {
          guard words.take("name") else { return nil }
        }
        columns.append(terms[name] ?? GQLText.variable(name))
      }
    } while words.take(mark: ",")
    return columns
  }
}
