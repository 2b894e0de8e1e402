/// What a name's own words tell of what it names: which they are, how they are written, what the tables know of them.
struct NameWords {
  let features: [NameFeature]
  /// What its last word says that it is, and its first.
  let institution: DocumentEntity.Kind?
  let opening: DocumentEntity.Kind?

  /// More words are not told apart.
  private static let most = 5

  init(_ mention: Mention, _ knowledge: Knowledge) {
    let words = mention.surface.split(separator: " ").map(String.init)
    let lower = words.map { $0.lowercased() }
    institution = Self.institution(words, knowledge)
    opening = Self.opening(words, knowledge)
    var features: [NameFeature] = []
    func add(_ kind: NameFeature.Kind, _ word: String) {
      features.append(NameFeature(kind: kind, word: word))
    }
    add(.words, String(min(words.count, Self.most)))
    add(.shape, words.prefix(Self.most).map(Self.shape).joined(separator: " "))
    if let first = lower.first, let last = lower.last {
      add(.last, last)
      if words.count > 1 {
        add(.first, first)
        for word in Set(lower.dropFirst().dropLast()).sorted() { add(.inner, word) }
      }
      add(.ending, String(last.suffix(3)))
      if last.count > 5 { add(.ending, String(last.suffix(4))) }
      if let kind = Self.kind(of: last, knowledge) { add(.lastNoun, kind.rawValue) }
      if words.count > 1, let kind = knowledge.nameNouns[first] { add(.firstNoun, kind.rawValue) }
      if let institution {
        add(.institution, institution.rawValue)
      } else if let opening {
        add(.opening, opening.rawValue)
      }
    }
    if let first = words.first {
      if knowledge.genders[first] != nil {
        add(.given, words.count > 1 ? "first" : "alone")
      } else if knowledge.likelyGender(ofName: first) != nil {
        add(.given, words.count > 1 ? "rare first" : "rare alone")
      }
    }
    if words.count > 1, words.dropFirst().contains(where: { knowledge.genders[$0] != nil }) {
      add(.given, "inside")
    }
    if let known = knowledge.knownNames[mention.surface] { add(.table, "known " + known.name) }
    if mention.isCapital { add(.table, "capital") }
    let places = words.indices.filter {
      knowledge.countries[words[$0]] != nil || knowledge.capitals[words[$0]] != nil
        || knowledge.demonyms[words[$0]] != nil
    }
    if words.count > 1, let place = places.first {
      add(.table, place == 0 ? "place first" : place == words.count - 1 ? "place last" : "place in")
    }
    self.features = features
  }

  private static func kind(of last: String, _ knowledge: Knowledge) -> DocumentEntity.Kind? {
    let plain = last.filter { $0 != "." }
    return knowledge.nameNouns[last] ?? knowledge.nameNouns[plain]
      ?? (NameForm.constitutions.contains(plain) ? .organization : nil)
  }

  /// "Austin Marlow Hotel", "State Department": the last word of a name says what it is.
  private static func institution(
    _ words: [String], _ knowledge: Knowledge
  ) -> DocumentEntity.Kind? {
    guard words.count > 1, let last = words.last?.lowercased(),
      !NameTitles.familyNames.contains(last), let kind = kind(of: last, knowledge),
      kind == .organization || kind == .place
    else { return nil }
    return kind
  }

  /// "Lake Victoria", "Hurricane Milton": the first word says so.
  private static func opening(_ words: [String], _ knowledge: Knowledge) -> DocumentEntity.Kind? {
    guard words.count > 1, let first = words.first?.lowercased(), let last = words.last,
      !NameTitles.familyNames.contains(first), let kind = knowledge.nameNouns[first],
      kind == .event || kind == .place, knowledge.nameNouns[last.lowercased()] == nil
    else { return nil }
    return kind
  }

  /// "Anna" as "Xx", "NASA" as "X", "J." as "X.", "McNeil" as "XxXx", "B-52" as "X-0".
  private static func shape(_ word: String) -> String {
    var result = ""
    for scalar in word.unicodeScalars {
      let properties = scalar.properties
      let sign: Character =
        properties.isUppercase
        ? "X"
        : properties.isAlphabetic
          ? "x" : properties.numericType != nil ? "0" : Character(scalar)
      if result.last != sign { result.append(sign) }
    }
    return result
  }
}
