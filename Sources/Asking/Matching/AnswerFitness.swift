import Extraction
import Graph

/// What a value has to be to answer beside the one that was found; the query says it too.
enum AnswerCondition: Equatable {
  case none
  /// An entity of one of these types.
  case types([String])
  /// Its text holds a word that begins so, in small letters.
  case word(String)
  /// It has digits.
  case digits
}

/// How well a place of an act and what stands in it go with what a question asks for.
struct AnswerFitness {
  let form: QuestionForm
  let texts: GraphTexts
  let knowledge: Knowledge
  let stems: WordStems

  /// From 0 to 1, with what is asked of other values.
  struct Fitness {
    var value: Double
    var condition = AnswerCondition.none
  }

  // MARK: Roles

  /// How well a role in the act goes with what is asked for, from 0 to 1.
  func fitness(of role: QuestionForm.Role) -> Double {
    switch form.asked {
    case .place: return placeFitness(role)
    case .reason:
      guard case .oblique(let name) = role else { return 0 }
      return ["because", "because of", "due", "due to", "since", "as", "over", "for", "to"]
        .contains(name) ? 1 : 0
    case .manner:
      guard case .oblique(let name) = role else { return role == .attribute ? 0.8 : 0 }
      return ["as", "manner", "by", "through", "with"].contains(name) ? 1 : 0
    case .number where form.open == nil:
      return role == .patient || role == .attribute ? 1 : 0.6
    default: break
    }
    guard let open = form.open else { return 0 }
    if open == role { return 1 }
    switch (open, role) {
    case (.attribute, .patient), (.patient, .attribute), (.attribute, .oblique("as")): return 0.9
    case (.oblique(let one), .oblique(let other)):
      return Self.placing.contains(one) && Self.placing.contains(other) ? 0.9 : 0.6
    case (.patient, .oblique(let name)): return Self.transparent.contains(name) ? 0.75 : 0
    case (.oblique(let name), .patient): return Self.transparent.contains(name) ? 0.7 : 0
    default: return 0
    }
  }

  /// Prepositions whose object other verbs have without one: "speak to", "agree on", "contact".
  static let transparent: Set<String> = ["to", "with", "for", "on", "against", "at", "of", "in"]
  private static let placing: Set<String> = [
    "in", "at", "on", "near", "outside", "inside", "into", "to",
  ]

  /// Whether two prepositions may tell the same: "in" and "at".
  static func areLike(_ one: String, _ other: String) -> Bool {
    one == other || placing.contains(one) && placing.contains(other)
  }

  private func placeFitness(_ role: QuestionForm.Role) -> Double {
    if form.open == role { return 1 }
    // Where one comes from is not where one is.
    guard form.open != .oblique("from"), case .oblique(let name) = role else { return 0 }
    switch name {
    case "in", "at", "near", "outside", "inside", "within": return 1
    case "on", "under", "across", "throughout", "along": return 0.7
    case "to", "into": return 0.7
    case "from": return form.open == .oblique("from") ? 1 : 0.8
    default: return 0
    }
  }

  // MARK: Types

  private static let agents = ["person", "organization", "country", "group"]
  private static let places = ["place", "country"]

  /// How well a text goes with the kind of thing that is asked for.
  ///
  /// - Parameters:
  ///   - entity: what it stands for, where that is known.
  ///   - isOfTime: whether it stands where times do: "in 1500".
  func fitness(
    of text: GraphTexts.Text, entity: Value?, isOfTime: Bool = false
  ) throws -> Fitness {
    // The members that it names are answers themselves.
    if text.namesMembers { return Fitness(value: 0.3) }
    switch form.asked {
    case .person:
      if text.isDate || text.isNumber || Self.numerals.contains(text.text.lowercased()) {
        return Fitness(value: 0)
      }
      if text.types.contains("person") { return Fitness(value: 1, condition: .types(Self.agents)) }
      if Self.agents.contains(where: text.types.contains) {
        return Fitness(value: 0.9, condition: .types(Self.agents))
      }
      if text.isNamed { return Fitness(value: 0.5) }
      return Fitness(value: isSomebody(noun(of: text)) ? 0.75 : text.isEntity ? 0.55 : 0.4)
    case .place:
      if Self.places.contains(where: text.types.contains) {
        return Fitness(value: 1, condition: .types(Self.places))
      }
      if text.isNamed { return Fitness(value: text.types.contains("person") ? 0 : 0.8) }
      if text.isDate || text.isNumber || !mayBePlace(noun(of: text)) { return Fitness(value: 0) }
      return Fitness(value: text.isEntity ? 0.5 : 0.3)
    case .number(let noun): return number(text, noun, isOfTime)
    case .thing(let noun):
      guard let noun else { return Fitness(value: text.isEntity && !text.isNamed ? 1 : 0.9) }
      return try thing(text, entity, noun)
    case .reason, .manner: return Fitness(value: 1)
    case .truth, .time: return Fitness(value: 0)
    }
  }

  private func thing(
    _ text: GraphTexts.Text, _ entity: Value?, _ noun: String
  ) throws -> Fitness {
    if text.isDate { return Fitness(value: 0) }
    let stem = stems.stem(noun)
    // "which project": "a project" is no answer.
    if text.stems == [stem] || Self.empty.contains(text.text.lowercased()) {
      return Fitness(value: 0)
    }
    let type = knowledge.type(ofNoun: noun)
    if text.stems.contains(stem) {
      // Without their last letters, words are told in whatever form.
      return Fitness(value: 1, condition: type == nil ? .word(Self.beginning(stem)) : .none)
    }
    if let type, text.types.contains(type) { return Fitness(value: 1, condition: .types([type])) }
    if text.isNamed, let entity, try texts.isCalled(entity, stem) {
      return Fitness(value: 1)
    }
    guard let type else {
      if text.isNamed { return Fitness(value: 0.85) }
      // A break is no disease, as far as WordNet can tell their kinds apart.
      return Fitness(value: isOtherKind(text, noun) ? 0.2 : 0.7)
    }
    if Self.places.contains(type), Self.places.contains(where: text.types.contains) {
      return Fitness(value: 0.6, condition: .types(Self.places))
    }
    if type == "person", !text.isNamed { return Fitness(value: 0.5) }
    return Fitness(value: text.isNamed ? 0.35 : 0.25)
  }

  /// Nouns that mean something only with their verb: "take part", "take place".
  private static let empty: Set<String> = [
    "part", "place", "care", "advantage", "way", "office", "charge", "note", "use", "time",
  ]

  private func isOtherKind(_ text: GraphTexts.Text, _ noun: String) -> Bool {
    guard let told = Self.kind(self.noun(of: text)) else { return false }
    return Self.kind(noun) != told
  }

  /// The noun that a phrase is about, in small letters.
  private func noun(of text: GraphTexts.Text) -> String {
    QuestionGrammar.wordsToHead(of: text.text.lowercased()).last ?? ""
  }

  /// Whether a noun is one for people or for what acts as they do.
  func isSomebody(_ noun: String) -> Bool {
    if knowledge.isRole(noun) { return true }
    if let type = knowledge.type(ofNoun: noun) { return type != "place" }
    return ["person", "group"].contains(Self.kind(noun))
  }

  /// Whether a noun is one for a place, or for a thing that one can be in.
  func isPlace(_ noun: String) -> Bool {
    if let type = knowledge.type(ofNoun: noun) { return type != "person" }
    return ["place", "artifact"].contains(Self.kind(noun))
  }

  /// Whether nothing tells that a noun is of another kind than a place.
  private func mayBePlace(_ noun: String) -> Bool {
    isPlace(noun) || Self.kind(noun) == nil && noun != "o'clock" && !Self.numerals.contains(noun)
  }

  /// What a noun is by WordNet; nil where that does not tell, or is not installed.
  private static func kind(_ noun: String) -> String? {
    (try? WordNet.installed.get())?.kind(ofNoun: noun)
  }

  /// What all forms of a word with a stem begin with: "compani" is of "company" and "companies".
  private static func beginning(_ stem: String) -> String {
    stem.hasSuffix("i") || stem.hasSuffix("z") ? String(stem.dropLast()) : stem
  }

  /// A number by itself goes with people and votes alike; in words it stands before its noun.
  private func number(_ text: GraphTexts.Text, _ noun: String?, _ isOfTime: Bool) -> Fitness {
    if text.isDate || text.mayBeYear && isOfTime { return Fitness(value: 0) }
    if text.isNumber { return Fitness(value: 1, condition: .digits) }
    let words = text.text.split(separator: " ")
    guard let place = words.firstIndex(where: Self.isNumeral) else { return Fitness(value: 0) }
    let condition = words[place].contains(where: \.isNumber) ? AnswerCondition.digits : .none
    guard let noun else { return Fitness(value: 0.9, condition: condition) }
    if words[place...].map({ stems.stem(String($0)) }).contains(stems.stem(noun)) {
      return Fitness(value: 1, condition: condition)
    }
    if noun == "money" {
      let isAmount =
        words[place...].contains { Self.currencies.contains($0.lowercased()) }
        || text.text.contains { "$€£¥".contains($0) }
      return Fitness(value: isAmount ? 1 : 0, condition: condition)
    }
    // "200", "about 80", "400 or more"
    if words.count <= 2 { return Fitness(value: 0.8, condition: condition) }
    let isPeople = ["people", "person", "man", "woman"].contains(noun)
    return Fitness(value: isPeople ? 0.6 : 0, condition: condition)
  }

  private static let currencies: Set<String> = [
    "euro", "euros", "dollar", "dollars", "pound", "pounds", "yen", "yuan", "won", "rupee",
    "rupees", "franc", "francs", "rubles", "roubles", "peso", "pesos", "krona", "kroner", "cents",
    "crowns", "crown", "kronor", "zloty", "lira", "lire", "rand", "shekels",
    "reais", "rials", "dinars", "dirhams",
  ]

  private static func isNumeral(_ word: Substring) -> Bool {
    word.contains(where: \.isNumber) || numerals.contains(word.lowercased())
  }

  static let numerals: Set<String> = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "million",
    "millions",
  ]
}
