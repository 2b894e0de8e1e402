import Extraction
import Graph

/// Finds the place of a claim that answers a question.
struct AnswerFinder {
  let form: QuestionForm
  let texts: GraphTexts
  let knowledge: Knowledge
  let stems: WordStems

  /// How well a place goes with what is asked for: 1 for a place of the role and the type.
  struct Answer {
    var slot: Match.Slot
    var fitness: Double
  }

  /// The best place; nil where none is what the question asks for.
  func answer(
    in candidate: Candidate, _ slots: [Matcher.FilledSlot], _ predicate: ToldPredicate,
    _ meetings: [Match.Meeting]
  ) throws -> Answer? {
    switch form.kind {
    case .having: return Answer(slot: .act, fitness: 1)
    case .relation:
      if predicate.isCopula { return Answer(slot: .object, fitness: 0.9) }
      return Answer(slot: .predicate, fitness: 1)
    case .office:
      return predicate.isCopula
        ? Answer(slot: .object, fitness: 1) : Answer(slot: .predicate, fitness: 0.9)
    case .telling where form.open == .agent && candidate.told.statement.attributedTo != nil:
      return try speaker(candidate)
    default: break
    }
    if form.asked == .time { return try time(candidate, slots) }
    let taken = Set(
      meetings.compactMap { meeting -> Match.Slot? in
        if case .slot(let slot) = meeting.place { slot } else { nil }
      })
    var best: Answer?
    for slot in slots where !taken.contains(slot.slot) {
      let role = roleFitness(slot, predicate)
      guard role > 0 else { continue }
      let text = try texts.text(slot.value)
      guard !isAskedAbout(slot.value), !Self.isOpen(text.text) else { continue }
      let fitness = role * (try typeFitness(text, slot))
      if fitness >= 0.3, best.map({ fitness > $0.fitness }) ?? true {
        best = Answer(slot: slot.slot, fitness: fitness)
      }
    }
    return best
  }

  /// Who says what the claim tells.
  private func speaker(_ candidate: Candidate) throws -> Answer? {
    guard let speaker = candidate.told.statement.attributedTo else { return nil }
    let text = try texts.text(speaker)
    guard text.isEntity, !isAskedAbout(speaker) else { return nil }
    return Answer(
      slot: .speaker,
      fitness: try typeFitness(text, .init(slot: .speaker, role: .agent, value: speaker)))
  }

  /// A pronoun that the text leaves open.
  private static func isOpen(_ text: String) -> Bool {
    ["it", "he", "she", "they", "who", "them", "him", "i", "we", "you", "this", "that"]
      .contains(text.lowercased())
  }

  /// What the question names itself is no answer to it.
  private func isAskedAbout(_ value: Value) -> Bool {
    form.parts.contains { $0.entities.contains { $0.means(value) && !$0.isAdjective } }
  }

  // MARK: Roles

  private func roleFitness(_ slot: Matcher.FilledSlot, _ predicate: ToldPredicate) -> Double {
    switch form.asked {
    case .place: return placeFitness(slot.role)
    case .reason:
      guard case .oblique(let name) = slot.role else { return 0 }
      return ["because", "because of", "due", "due to", "since", "as", "over", "for", "to"]
        .contains(name) ? 1 : 0
    case .manner:
      guard case .oblique(let name) = slot.role else { return slot.role == .attribute ? 0.8 : 0 }
      return ["as", "manner", "by", "through", "with"].contains(name) ? 1 : 0
    case .number where form.open == nil:
      return slot.role == .patient || slot.role == .attribute ? 1 : 0.6
    default: break
    }
    guard let open = form.open else { return 0 }
    if open == slot.role { return 1 }
    switch (open, slot.role) {
    case (.attribute, .patient), (.patient, .attribute): return 0.9
    case (.oblique(let one), .oblique(let other)):
      return Self.placing.contains(one) && Self.placing.contains(other) ? 0.9 : 0.6
    case (.patient, .oblique(let name)): return Self.transparent.contains(name) ? 0.75 : 0
    case (.oblique(let name), .patient): return Self.transparent.contains(name) ? 0.7 : 0
    case (.agent, .oblique), (.oblique, .agent): return 0
    default: return 0
    }
  }

  /// Prepositions whose object other verbs have without one: "speak to", "agree on", "contact".
  private static let transparent: Set<String> = [
    "to", "with", "for", "on", "against", "at", "of", "in",
  ]
  private static let placing: Set<String> = [
    "in", "at", "on", "near", "outside", "inside", "into", "to",
  ]

  private func placeFitness(_ role: QuestionForm.Role) -> Double {
    if form.open == role { return 1 }
    guard case .oblique(let name) = role else { return 0 }
    switch name {
    case "in", "at", "near", "outside", "inside", "within": return 1
    case "on", "under", "across", "throughout", "along": return 0.7
    case "to", "into": return 0.7
    case "from": return form.open == .oblique("from") ? 1 : 0.8
    default: return 0
    }
  }

  // MARK: Types

  private func typeFitness(_ text: GraphTexts.Text, _ slot: Matcher.FilledSlot) throws -> Double {
    switch form.asked {
    case .person:
      if text.isDate || text.isNumber { return 0 }
      if text.types.contains("person") { return 1 }
      if ["organization", "country", "group"].contains(where: text.types.contains) { return 0.9 }
      return text.isNamed ? 0.5 : text.isEntity ? 0.55 : 0.4
    case .place:
      if ["place", "country"].contains(where: text.types.contains) { return 1 }
      if text.isNamed { return text.types.contains("person") ? 0 : 0.8 }
      return text.isDate || text.isNumber ? 0 : text.isEntity ? 0.5 : 0.3
    case .number(let noun): return number(text, noun)
    case .thing(let noun):
      if text.isDate, noun != nil { return 0 }
      guard let noun else { return text.isEntity && !text.isNamed ? 1 : 0.9 }
      let stem = stems.stem(noun)
      // "which project": "a project" is no answer.
      if text.stems == [stem] { return 0 }
      if text.stems.contains(stem) { return 1 }
      if text.isNamed, try texts.isCalled(slot.value, stem) { return 1 }
      guard let type = knowledge.type(ofNoun: noun) else { return text.isNamed ? 0.85 : 0.7 }
      if text.types.contains(type) { return 1 }
      if type == "place" || type == "country",
        ["place", "country"].contains(where: text.types.contains)
      {
        return 0.6
      }
      if type == "person", !text.isNamed { return 0.5 }
      return text.isNamed ? 0.35 : 0.25
    case .reason, .manner: return 1
    case .truth, .time: return 0
    }
  }

  /// A number by itself goes with people and votes alike; in words it stands before its noun.
  private func number(_ text: GraphTexts.Text, _ noun: String?) -> Double {
    if text.isDate { return 0 }
    if text.isNumber { return 1 }
    guard let place = text.text.split(separator: " ").firstIndex(where: Self.isNumeral) else {
      return 0
    }
    guard let noun else { return 0.9 }
    let words = text.text.split(separator: " ")[place...].map { stems.stem(String($0)) }
    if words.contains(stems.stem(noun)) { return 1 }
    // "200", "about 80", "400 or more"
    if text.text.split(separator: " ").count <= 2 { return 0.8 }
    return ["people", "person", "man", "woman"].contains(noun) ? 0.6 : 0
  }

  private static func isNumeral(_ word: Substring) -> Bool {
    word.contains(where: \.isNumber) || numerals.contains(word.lowercased())
  }

  private static let numerals: Set<String> = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "million",
    "millions",
  ]

  // MARK: Time

  private func time(_ candidate: Candidate, _ slots: [Matcher.FilledSlot]) throws -> Answer? {
    if candidate.told.statement.date != nil { return Answer(slot: .date, fitness: 1) }
    for (number, qualifier) in candidate.told.qualifiers.enumerated()
    where ["on", "in", "since", "from", "at", "time", "during", "until", "by"].contains(
      qualifier.name)
    {
      if try texts.text(qualifier.value).isDate {
        return Answer(slot: .qualifier(number), fitness: 0.95)
      }
    }
    for slot in slots where slot.slot == .object {
      if case .oblique = slot.role, try texts.text(slot.value).isDate {
        return Answer(slot: .object, fitness: 0.95)
      }
    }
    // What one sentence says stays together: another claim of it may have the date.
    let act = try texts.predicate(candidate.told.statement.predicate).predicate.words.map(
      stems.stem)
    for beside in candidate.siblings where beside.statement.id != candidate.told.statement.id {
      // Only a claim that tells of this one: "a storm caused the crane to fall".
      guard let object = beside.statement.object,
        try texts.text(object).stems.contains(where: act.contains)
      else { continue }
      if beside.statement.date != nil { return Answer(slot: .dateBeside, fitness: 0.75) }
      for qualifier in beside.qualifiers where ["on", "in"].contains(qualifier.name) {
        if try texts.text(qualifier.value).isDate {
          return Answer(slot: .qualifierBeside(qualifier.name), fitness: 0.7)
        }
      }
    }
    return nil
  }
}
