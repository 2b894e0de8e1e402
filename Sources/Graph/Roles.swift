extension KnowledgeGraph {
  /// What an entity is, in a few words, from what is stored of it: "President of South Korea", or of a place, where it
  /// lies. Nil where the graph does not say.
  ///
  /// If it holds several offices, the one that most sentences give it.
  public func role(of entity: Value) throws -> String? {
    let rows = try connection.statement(
      """
      SELECT name.text, triple.object,
        (SELECT count(*) FROM statement JOIN evidence ON evidence.statement = statement.id
          WHERE statement.subject = triple.subject AND statement.predicate = triple.predicate
            AND statement.object = triple.object AND statement.asserted) AS support
      FROM triple JOIN term AS name ON name.id = triple.predicate
      WHERE triple.subject = ? ORDER BY support DESC, triple.predicate, triple.object
      """)
    try rows.bind(1, entity)
    var candidates: [(predicate: String, object: Value)] = []
    while try rows.step() { candidates.append((rows.text(0), rows.value(1))) }
    rows.reset()
    for (predicate, object) in candidates {
      guard let office = Self.office(predicate) else { continue }
      return office + " " + (try text(of: object))
    }
    for (predicate, object) in candidates where Self.places.contains(predicate) {
      return try text(of: object)
    }
    return nil
  }

  /// "President of" for `president_of`; nil for a predicate that is no office.
  private static func office(_ predicate: String) -> String? {
    let words = predicate.split(separator: "_")
    guard words.count >= 2, let preposition = words.last,
      ["of", "at", "for", "to", "in"].contains(preposition)
    else { return nil }
    let nouns = words.dropLast()
    guard let last = nouns.last, offices.contains(String(last)) else { return nil }
    let text =
      (nouns.map { acronyms.contains(String($0)) ? $0.uppercased() : String($0) } + [
        String(preposition)
      ]).joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private static let acronyms: Set<String> = ["ceo", "cfo", "coo", "cto", "mp"]

  /// Predicates that say where a place or an organisation is.
  private static let places: Set<String> = ["located_in", "part_of", "based_in", "capital_of"]

  /// Nouns that, with a preposition, name an office or a post.
  private static let offices: Set<String> = [
    "adviser", "advisor", "ambassador", "analyst", "author", "boss", "candidate", "captain", "ceo",
    "cfo", "chair", "chairman", "chairperson", "chairwoman", "chancellor", "chief", "coach",
    "cofounder", "commander", "commissioner", "coo", "correspondent", "cto", "dean", "delegate",
    "deputy", "director", "editor", "emperor", "envoy", "executive", "expert", "fellow", "founder",
    "general", "governor", "head", "judge", "justice", "king", "lawyer", "leader", "lecturer",
    "manager", "mayor", "member", "minister", "monarch", "mp", "negotiator", "officer", "official",
    "owner", "partner", "premier", "president", "prince", "princess", "principal", "producer",
    "professor", "prosecutor", "queen", "reporter", "representative", "researcher", "scholar",
    "scientist", "secretary", "senator", "speaker", "spokesman", "spokesperson", "spokeswoman",
    "strategist", "student", "treasurer", "undersecretary",
  ]
}
