import GQL
import Graph

/// A match generalised to a query: what the question fixes stays, what it asks for is a variable, and all that fits is
/// an answer.
struct QueryPattern {
  let form: QuestionForm
  let texts: GraphTexts
  private let match: Match
  /// What the names of its variables end in, so that several patterns can be one query.
  private let suffix: String

  init(_ match: Match, form: QuestionForm, texts: GraphTexts, suffix: String = "") {
    self.match = match
    self.form = form
    self.texts = texts
    self.suffix = suffix
  }

  /// The variable that the answer stands in.
  var variable: String {
    switch form.asked {
    case .person: "Who"
    case .place: "Where"
    case .time: "When"
    case .number: "HowMany"
    case .reason: "Why"
    case .manner: "How"
    case .thing(let noun): noun == nil ? "What" : "Which"
    case .truth: ""
    }
  }

  /// Names of the columns that hold the answer: one, or predicate and object.
  var columns: [String] {
    switch match.answer {
    case nil: []
    case .act: ["Does", "What"]
    case .subject where form.asksWords: [variable, "What"]
    default: [variable]
    }
  }

  /// What it finds says of the act that is asked about.
  var bearing: Bearing { match.bearing }

  /// Whether the first column holds a predicate.
  var asksPredicate: Bool { match.answer == .act || match.answer == .predicate }

  /// What two matches share that differ in their predicates alone.
  func shape() throws -> String { try text(predicates: ["…"]) }

  /// The query for the predicates, which are those of the matches of one shape.
  ///
  /// Its columns are the answer, the statement `F` and the sentence `T`.
  ///
  /// - Parameter further: literals of other patterns with the same unknown.
  func text(predicates: [String], further: [String] = []) throws -> String {
    let head = (columns + ["F", "T"]).joined(separator: ", ")
    let body = try literals(predicates: predicates) + further
    return "?(\(head)) :- \(body.joined(separator: ", "))."
  }

  /// The body of the query.
  func literals(predicates: [String]) throws -> [String] {
    let statement = match.candidate.told.statement
    var literals: [String] = []
    literals += try claim(predicates)
    if case .having = form.kind, let modality = statement.modality {
      literals.append("modality(F\(suffix), \(WrittenName.string(modality)))")
    }
    if form.isPlan, statement.modality != nil {
      if case .having = form.kind {} else { literals.append("modality(F\(suffix), _)") }
    }
    literals += try qualifiers()
    if form.isNegated, form.asked != .truth { literals.append("negated(F\(suffix))") }
    if match.answer == .speaker { literals.append("said(\(variable), F\(suffix))") }
    if match.answer == .date { literals.append("date(F\(suffix), \(variable))") }
    let isDocument = match.meetings.contains { $0.place == .document }
    literals.append("evidence(F\(suffix), \(isDocument ? "D\(suffix)" : "_"), T\(suffix), _)")
    switch match.answer {
    case .dateBeside:
      literals += ["evidence(G\(suffix), _, T\(suffix), _)", "date(G\(suffix), \(variable))"]
    case .qualifierBeside(let name):
      literals += [
        "evidence(G\(suffix), _, T\(suffix), _)",
        "qualifier(G\(suffix), \(WrittenName.string(name)), \(variable))",
      ]
    default: break
    }
    literals += try surroundings()
    literals += times()
    literals += try words()
    literals += conditions()
    literals += try exclusions()
    for (number, entity) in try ambiguous().enumerated() {
      literals.append(
        "label(E\(number + 1)\(suffix.isEmpty ? "" : "x" + suffix), \(WrittenName.string(try texts.text(entity).text)))"
      )
    }
    return literals
  }

  /// What the claim says: of whom, what, and of what.
  private func claim(_ predicates: [String]) throws -> [String] {
    let statement = match.candidate.told.statement
    if let relation = match.relation {
      return [
        "related(F\(suffix), \(WrittenName.string(relation)), "
          + "\(try argument(.relationSubject, nil)), \(try argument(.relationObject, nil)))"
      ]
    }
    // A denial is to be seen beside what is asserted.
    let isFact = statement.isAsserted && form.asked != .truth
    // Facts have objects; "resigned" has none.
    let relation = isFact && statement.object != nil ? "fact" : "statement"
    let subject = try argument(.subject, statement.subject, open: "X\(suffix)")
    let object = try statement.object.map { try argument(.object, $0, open: "Y\(suffix)") } ?? "_"
    var predicate = predicates.count == 1 ? WrittenName.string(predicates[0]) : "P\(suffix)"
    if match.answer == .predicate { predicate = variable }
    if match.answer == .act { predicate = columns[0] }
    var literals = ["\(relation)(F\(suffix), \(subject), \(predicate), \(object))"]
    if isFact, statement.object == nil { literals.append("stance(F\(suffix), \"asserted\")") }
    if predicate == "P\(suffix)" {
      literals.append(
        "P\(suffix) in [\(predicates.map(WrittenName.string).joined(separator: ", "))]")
    }
    return literals
  }

  /// The predicate that the match has.
  func predicateName() throws -> String {
    try match.relation ?? texts.predicate(match.candidate.told.statement.predicate).name
  }

  // MARK: Literals

  private func argument(
    _ slot: Match.Slot, _ value: Value?, open: String = "_"
  ) throws -> String {
    if match.answer == slot { return variable }
    if slot == .object, columns.count > 1 { return columns[1] }
    if let entity = match.meetings.first(where: { $0.place == .slot(slot) })?.entity {
      return try name(entity)
    }
    return try match.meetings.contains { $0.place == .inside(slot) } || needsNoun(slot)
      ? open : "_"
  }

  /// What a slot holds a name in, where the query gives its value no other name.
  private func opened(_ slot: Match.Slot) -> String? {
    if match.answer == slot { return nil }
    switch slot {
    case .subject where match.relation == nil: return "X\(suffix)"
    case .object where match.relation == nil: return columns.count > 1 ? columns[1] : "Y\(suffix)"
    default: return nil
    }
  }

  /// The times that the claim is of.
  private func times() -> [String] {
    let times = match.meetings.compactMap { meeting in
      if case .time(let time) = meeting.place { time } else { nil }
    }
    guard let time = times.first else { return [] }
    return [
      "occurrence(O\(suffix), F\(suffix), T\(suffix), _)",
      "time(O\(suffix), First\(suffix), Last\(suffix), Told\(suffix))",
      "Told\(suffix) != \"reported\"",
    ] + time.literals(first: "First\(suffix)", last: "Last\(suffix)")
  }

  /// What another value has to be to answer too.
  private func conditions() -> [String] {
    let membership = GraphTexts.membership
    guard match.candidate.context.text.contains(membership), answerIsTold else {
      return typeConditions()
    }
    return typeConditions() + [
      "not contains(str(\(variable)), \(WrittenName.string(membership)))"
    ]
  }

  /// Whether the answer fills a slot of the claim.
  private var answerIsTold: Bool {
    switch match.answer {
    case .subject, .object, .qualifier, .relationSubject, .relationObject: true
    default: false
    }
  }

  private func typeConditions() -> [String] {
    switch match.condition {
    case .none: return []
    case .types(let types):
      let names = types.map(WrittenName.string)
      guard names.count > 1 else { return ["type(\(variable), \(names[0]))"] }
      return ["type(\(variable), K\(suffix))", "K\(suffix) in [\(names.joined(separator: ", "))]"]
    case .word(let beginning):
      return ["contains(lower(str(\(variable))), \(WrittenName.string(beginning)))"]
    case .digits: return ["matches(str(\(variable)), \".*[0-9].*\")"]
    }
  }

  private func qualifiers() throws -> [String] {
    var literals: [String] = []
    for (number, qualifier) in match.candidate.told.qualifiers.enumerated() {
      let slot = Match.Slot.qualifier(number)
      let value: String
      if match.answer == slot {
        value = variable
      } else if match.meetings.contains(where: { $0.place == .slot(slot) && $0.entity != nil }) {
        value = try name(qualifier.value)
      } else {
        continue
      }
      literals.append("qualifier(F\(suffix), \(WrittenName.string(qualifier.name)), \(value))")
    }
    return literals
  }

  /// Names that the sentence has, in no place of the statement.
  private func surroundings() throws -> [String] {
    var seen: Set<Value> = []
    return try match.meetings.compactMap { meeting in
      guard let entity = meeting.entity else { return nil }
      let name = try name(entity)
      switch meeting.place {
      case .slot: return nil
      case .behind(let preposition, let phrase):
        return
          "not qualifier(F\(suffix), \(WrittenName.string(preposition)), _), sentence(T\(suffix), _, _, S\(suffix)), contains(S\(suffix), \(WrittenName.string(phrase)))"
      case .document:
        guard seen.insert(entity).inserted else { return nil }
        let number = "\(seen.count)\(suffix.isEmpty ? "" : "x" + suffix)"
        return "mention(\(name), M\(number), _), sentence(M\(number), D\(suffix), _, _)"
      case .time: return nil
      case .inside(let slot):
        if let held = meeting.name, let value = opened(slot) {
          return "contains(lower(str(\(value))), \(WrittenName.string(held)))"
        }
        fallthrough
      case .sentence:
        guard match.candidate.context.mentions(entity), seen.insert(entity).inserted
        else { return nil }
        return "mention(\(name), T\(suffix), _)"
      }
    }
  }

  /// A name of the question is no answer to it, wherever the sentence has it.
  private func exclusions() throws -> [String] {
    switch match.answer {
    case .subject, .object, .qualifier, .speaker, .relationSubject, .relationObject: break
    default: return []
    }
    switch form.asked {
    case .person, .thing, .place: break
    default: return []
    }
    var literals: [String] = []
    for name in form.parts.flatMap(\.entities) where !name.isAdjective {
      let isPlaced = match.meetings.contains { meeting in
        guard case .slot = meeting.place, let entity = meeting.entity else { return false }
        return name.means(entity)
      }
      guard !isPlaced, let meant = name.matches.first,
        !Set(meant.types).isDisjoint(with: try answerTypes())
      else { continue }
      let label = meant.label
      literals.append("\(variable) != \(WrittenName.string(label))")
    }
    return literals
  }

  /// The types of what answers in the match.
  private func answerTypes() throws -> [String] {
    let told = match.candidate.told
    let relation = match.relation.flatMap { name in told.relations.first { $0.name == name } }
    let value: Value? =
      switch match.answer {
      case .subject: told.statement.subject
      case .object: told.statement.object
      case .speaker: told.statement.attributedTo
      case .qualifier(let number): told.qualifiers[number].value
      case .relationSubject: relation?.subject
      case .relationObject: relation?.object
      default: nil
      }
    return try value.map { try texts.text($0).types } ?? []
  }

  /// How the query names a value: by its label, or by a variable where others have the label too.
  private func name(_ value: Value) throws -> String {
    let label = try texts.text(value).text
    guard let number = try ambiguous().firstIndex(of: value) else {
      return WrittenName.string(label)
    }
    return "E\(number + 1)\(suffix.isEmpty ? "" : "x" + suffix)"
  }

  /// The entities of the match whose label, case aside, is another's too.
  private func ambiguous() throws -> [Value] {
    var seen: [Value] = []
    for meeting in match.meetings {
      guard let entity = meeting.entity, !seen.contains(entity) else { continue }
      // What stands for it in the words of a slot is no name of it.
      if case .inside(let slot) = meeting.place, meeting.name != nil, opened(slot) != nil {
        continue
      }
      if try texts.sharesLabel(entity) { seen.append(entity) }
    }
    return seen
  }

  /// The words that the statement or its sentence holds.
  private func words() throws -> [String] {
    var literals: [String] = []
    if form.kind == .office, match.answer == .object,
      let object = match.candidate.told.statement.object,
      let role = QuestionGrammar.wordsToHead(of: try texts.text(object).text).last
    {
      literals.append("contains(lower(str(\(variable))), \(WrittenName.string(role.lowercased())))")
    }
    if form.kind == .telling, match.answer == .object {
      literals.append("not is_entity(\(variable))")
    }
    if form.asked == .time, match.answer != .date, match.answer != .dateBeside {
      literals.append("matches(str(\(variable)), \".*[0-9].*\")")
    }
    if case .being(let noun) = form.kind, try needsNoun(.object) {
      literals.append("contains(lower(str(Y\(suffix))), \(WrittenName.string(noun)))")
    }
    var words: [String] = []
    for meeting in match.meetings {
      for found in texts.words(
        of: match.candidate.context.text, withStems: meeting.stems)
      where !words.contains(found) {
        words.append(found)
      }
    }
    if !words.isEmpty {
      literals.append("search(\(WrittenName.string(words.joined(separator: " "))), T\(suffix), _)")
    }
    return literals
  }

  /// "is the mayor": the noun is to stand in what the statement says of its subject.
  private func needsNoun(_ slot: Match.Slot) throws -> Bool {
    guard case .being(let noun) = form.kind, slot == .object, match.answer != .object,
      let object = match.candidate.told.statement.object
    else { return false }
    return try texts.text(object).text.lowercased().contains(noun)
  }
}
