import Graph

/// Sentences that say what another one says, of others, at other times, or in another form.
struct RelationVariants {
  private let sentence: String
  private let statement: StatementRecord

  /// - Parameter statement: the one of the sentence that tells its relation
  init(of sentence: String, _ statement: StatementRecord) {
    self.sentence = sentence
    self.statement = statement
  }

  var all: [String] { withOtherNames + inOtherForms }

  // MARK: Names

  private static let names: [(old: String, new: [String])] = [
    ("Ana Lind", ["Maria Costa", "Helen Ward", "Helga Dahl"]),
    ("Omar Reyes", ["Erik Holm", "James Porter", "Peter Novak"]),
    ("Tessel Group", ["Havila Group", "Morland Group", "Cobalt Group"]),
    ("Orvane Foods", ["Brenna Foods", "Lunde Foods", "Castell Foods"]),
    ("Norvik United", ["Brenna United", "Lunde United", "Castell United"]),
    ("Norway", ["Chile", "Brazil", "Canada"]), ("Sweden", ["Peru", "Mexico", "Japan"]),
    ("Oslo", ["Lisbon", "Madrid", "Toronto"]),
  ]

  private var withOtherNames: [String] {
    (0..<3).compactMap { round in
      var text = sentence
      for (old, new) in Self.names { text = text.replacing(old, with: new[round]) }
      return text == sentence ? nil : text
    }
  }

  // MARK: Forms

  private var words: [String] { sentence.dropLast().split(separator: " ").map(String.init) }

  /// The sentence in other tenses, denied, planned and with its object or office in front.
  private var inOtherForms: [String] {
    let words = words
    guard let place = verb(in: words) else { return [] }
    func with(_ verb: String) -> String {
      (words[..<place] + [verb] + words[(place + 1)...]).joined(separator: " ") + "."
    }
    let verb = words[place]
    if ["is", "was", "are", "were"].contains(verb) {
      return ["has been", "was not", "will be", "had been", "is said to be"].map(with)
        + appositions(words, place)
    }
    let base = String(statement.predicate.prefix { $0 != "_" })
    return ["will \(base)", "did not \(base)", "has \(Self.participle(of: verb, base))"].map(with)
      + ["may \(base)", "plans to \(base)"].map(with) + passives(words, place, base)
  }

  /// The word that the statement's predicate begins with.
  private func verb(in words: [String]) -> Int? {
    let predicate = statement.predicate.split(separator: "_").map(String.init)
    let auxiliaries: Set = ["is", "was", "are", "were"]
    if let place = words.firstIndex(where: auxiliaries.contains) { return place }
    return words.firstIndex { word in
      word.first?.isLowercase ?? false
        && (word == predicate[0] || verbBases(word).contains { $0 == predicate[0] })
    }
      ?? words.firstIndex { word in
        word.first?.isLowercase ?? false && !verbBases(word).isEmpty
      }
  }

  /// "Ana Lind, the wife of Omar Reyes, spoke on Monday."
  private func appositions(_ words: [String], _ verb: Int) -> [String] {
    guard words.count > verb + 2, ["the", "a", "an"].contains(words[verb + 1]), verb == 2 else {
      return []
    }
    let subject = words[..<verb].joined(separator: " ")
    let office = words[(verb + 1)...].joined(separator: " ")
    return ["\(subject), \(office), spoke on Monday."]
  }

  /// "Omar Reyes was met by Ana Lind."
  private func passives(_ words: [String], _ verb: Int, _ base: String) -> [String] {
    guard !statement.predicate.contains("_"), verb == 2, words.count == verb + 3,
      words.allSatisfy({ !["that", "to"].contains($0) }), words[3].first?.isUppercase ?? false
    else { return [] }
    let (subject, object) = (words[..<2].joined(separator: " "), words[3...].joined(separator: " "))
    return ["\(object) was \(Self.participle(of: words[verb], base)) by \(subject)."]
  }

  private static func participle(of verb: String, _ base: String) -> String {
    if let participle = participles[base] { return participle }
    // "held", "fought": most verbs have one form for both.
    if verb != base, !verb.hasSuffix("s") { return verb }
    if base.hasSuffix("e") { return base + "d" }
    if base.hasSuffix("y"), !"aeiou".contains(base.dropLast().last ?? "a") {
      return base.dropLast() + "ied"
    }
    return base + "ed"
  }

  private static let participles = [
    "beat": "beaten", "become": "become", "begin": "begun", "break": "broken", "come": "come",
    "cost": "cost", "cut": "cut", "eat": "eaten", "give": "given", "go": "gone", "grow": "grown",
    "have": "had", "hurt": "hurt", "lead": "led", "lie": "lain", "overthrow": "overthrown",
    "run": "run", "see": "seen", "sing": "sung", "speak": "spoken", "steal": "stolen",
    "take": "taken", "wear": "worn", "withdraw": "withdrawn", "write": "written",
  ]
}
