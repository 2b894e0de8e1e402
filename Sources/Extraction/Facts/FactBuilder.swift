import Graph

/// Makes the statements of a document: one for each thing that a clause or a noun phrase claims.
struct FactBuilder {
  let document: ReadDocument
  let knowledge: Knowledge
  /// Index into the record's sentences of the first sentence of each line.
  let firstSentence: [Int]
  /// First scalar of each line in the document.
  let lineStart: [Int]
  var slots: SlotReader
  /// Which of joined objects go with the subject that is told of, where the clause pairs them in their order.
  var partner: Partner?
  /// A statement and where it was read; no place for one that only follows from another.
  struct Made {
    var statement: StatementRecord
    var origin: StatementOrigin?
  }

  /// What somebody was last asked to do.
  var request: Request?

  private(set) var made: [Made] = []
  var statements: [StatementRecord] { made.map(\.statement) }
  /// Sentences that say more than is read of one, as indexes into the record's.
  private(set) var unread: Set<Int> = []
  /// Where the statement of each key stands among those made.
  private var seen: [StatementKey: Int] = [:]
  /// The sentence at hand, and how many claims it has made.
  private var claims = (sentence: -1, count: 0)
  private let mentions: MentionIndex
  private let certainty: Certainty
  private var evidence: EvidenceReader
  private let relations: RelationMatcher

  /// How many claims a sentence may make. What is joined to what is joined makes more, each by itself worth nothing.
  private static let mostClaims = 1000

  /// A sentence makes too many claims.
  private struct TooManyClaims: Error {
    var sentence: Int
  }

  private struct StatementKey: Hashable {
    var subject: Argument
    var predicate: String
    var object: Argument?
    var isNegated: Bool
    var modality: String?
    var speaker: Argument?
    var sentence: Int
  }

  init(
    document: ReadDocument, knowledge: Knowledge, slots: SlotReader, firstSentence: [Int],
    lineStart: [Int]
  ) {
    self.document = document
    self.knowledge = knowledge
    self.slots = slots
    self.firstSentence = firstSentence
    self.lineStart = lineStart
    mentions = MentionIndex(document.mentions, lines: document.lines.count)
    certainty = Certainty(knowledge.confidence)
    evidence = EvidenceReader(document)
    relations = RelationMatcher(knowledge)
  }

  /// A claim before its subject and object are spread over their coordinated parts.
  struct Claim {
    /// A circumstance or a further place of an act.
    struct Qualifier {
      var name: String
      var value: Argument
      /// The word that brings it: its preposition, or the first of an adverbial.
      var token: Int
    }

    var line: Int
    /// The token that the claim hangs on.
    var anchor: Int
    /// The words of the predicate, as lemmas, and as they stand in the text.
    var words: [String]
    var surface: [String]
    var stance: Stance
    var rule: String
    /// What tells how sure the claim is.
    var traits = Certainty.Traits()
    var qualifiers: [Qualifier] = []
    /// The word of the qualifier that predicate and object tell already.
    var told: Int?
    var date: CalendarDate?
    /// Whether the text names the end of it: an office is a former one.
    var isOver = false
    /// The clause that claims it, the head of the subject's phrase, and what stands in the object's slot.
    var clause: Clause?
    var subject: Int?
    var object: StatementOrigin.Object?

    /// Where a statement of it is read; nil where no words fill its slots.
    func origin(hasObject: Bool) -> StatementOrigin? {
      guard let subject, hasObject == (object != nil) else { return nil }
      return StatementOrigin(line: line, clause: clause, subject: subject, object: object)
    }
    /// Who gives the office that a claim is of: where the text does not say whose it is, it is the giver's.
    var giver: Argument?
  }

  // MARK: Stating

  mutating func state(_ claim: Claim, _ subject: Argument, _ object: Argument?) throws {
    let predicate = PredicateName.join(claim.words)
    guard subject != object, !predicate.isEmpty else { return }
    let tree = document.lines[claim.line].tree
    let sentence = tree.sentence[claim.anchor]
    let index = firstSentence[claim.line] + sentence
    try count(index)
    let speaker = try speaker(of: claim)
    let key = StatementKey(
      subject: subject, predicate: predicate, object: object, isNegated: claim.stance.isNegated,
      modality: claim.stance.modality, speaker: speaker, sentence: index)
    if let known = seen[key] { return supplement(known, from: claim) }
    seen[key] = made.count
    let range = tree.sentences[sentence]
    let offset = lineStart[claim.line]
    var statement = StatementRecord(
      subject: subject, predicate: predicate, surface: claim.surface.joined(separator: " "),
      object: object, sentence: index, start: offset + tree.start(range.lowerBound),
      end: offset + tree.end(range.upperBound - 1), confidence: 0, extractor: claim.rule)
    let traits = evidence.traits(
      of: claim, slots.look(of: subject), object.map { slots.look(of: $0) }, isSaid: speaker != nil)
    statement.confidence = certainty.probability(rule: claim.rule, traits)
    statement.basis = Certainty.basis(rule: claim.rule, traits)
    statement.isNegated = claim.stance.isNegated
    statement.modality = claim.stance.modality
    statement.attributedTo = speaker
    statement.date = claim.date
    statement.qualifiers = claim.qualifiers.filter { $0.token != claim.told }
      .map { ($0.name, $0.value) }
    for relay in claim.stance.relays {
      let value = try source(at: relay, line: claim.line)
      if value != speaker { statement.qualifiers.append(("reported by", value)) }
    }
    statement.relations = relations.relations(of: statement, among: slots.entities)
    made.append(Made(statement: statement, origin: claim.origin(hasObject: object != nil)))
  }

  /// What is told twice keeps the circumstances that only the second telling has: "(born 2 March 1972)".
  private mutating func supplement(_ index: Int, from claim: Claim) {
    let known = made[index].statement
    let qualifiers = claim.qualifiers.filter { $0.token != claim.told }.map { ($0.name, $0.value) }
    guard known.date == nil, known.qualifiers.isEmpty, claim.date != nil || !qualifiers.isEmpty
    else { return }
    made[index].statement.date = claim.date
    made[index].statement.qualifiers = qualifiers
    made[index].statement.relations = relations.relations(
      of: made[index].statement, among: slots.entities)
  }

  private mutating func count(_ sentence: Int) throws {
    claims = sentence == claims.sentence ? (sentence, claims.count + 1) : (sentence, 1)
    if claims.count > Self.mostClaims { throw TooManyClaims(sentence: sentence) }
  }

  /// Who says what a claim tells: whom its sentence names, or whom another line names as the speaker of the
  /// quotation, or who says the whole line.
  private mutating func speaker(of claim: Claim) throws -> Argument? {
    if let token = claim.stance.speaker { return try source(at: token, line: claim.line) }
    let quotation = document.quotations[claim.line].quotation(at: claim.anchor)
    if let place = quotation?.source { return try source(at: place.token, line: place.line) }
    // What a noun phrase tells inside a quotation is its speaker's word too.
    if let token = quotation?.speaker { return try source(at: token, line: claim.line) }
    return slots.speaker(ofLine: claim.line)
  }

  /// Who says something: whom the token means, or else the word itself.
  private mutating func source(at token: Int, line: Int) throws -> Argument {
    if let known = try slots.arguments(Place(line: line, token: token)).first { return known }
    if let person = onlyPerson(before: token, line: line) { return .entity(person) }
    return .literal(.string(document.lines[line].tree.text(token)))
  }

  /// "The mayor, Joao Pinto, objected. “…,” he said.": who says so, where the paragraph names one person
  /// only outside its quotations.
  private func onlyPerson(before token: Int, line: Int) -> Int? {
    let tree = document.lines[line].tree
    let word = tree.lower(token)
    guard word == "he" || word == "she", !document.quotations[line].contains(token) else {
      return nil
    }
    var person: Int?
    let before = mentions.mentions(before: Place(line: line, token: token), andLinesBefore: 0)
    for mention in before.lazy.map({ document.mentions[$0] }) where mention.entity >= 0 {
      guard !document.quotations[line].contains(mention.head),
        slots.entities[mention.entity].kind == .person, mention.entity != person
      else { continue }
      if person != nil { return nil }
      person = mention.entity
    }
    guard let person else { return nil }
    let given = String(slots.entities[person].label.prefix { $0 != " " })
    guard let gender = knowledge.genders[given] else { return person }
    return gender == (word == "he" ? .masculine : .feminine) ? person : nil
  }

  // MARK: The whole document

  /// Reads every line that gives facts.
  ///
  /// - Throws: ``Stopped`` where `stop` is raised before the end.
  mutating func build(stop: StopSignal) throws {
    for line in document.lines.indices where document.lines[line].givesFacts {
      let tree = document.lines[line].tree
      let reader = StanceReader(
        tree: tree, knowledge: knowledge, quotations: document.quotations[line])
      var finder = ClauseFinder(tree, knowledge: knowledge)
      let clauses = finder.clauses()
      var next = 0
      for (index, sentence) in tree.sentences.enumerated() where !tree.isTooLong(index) {
        try stop.check()
        let first = next
        while next < clauses.count, clauses[next].verb < sentence.upperBound { next += 1 }
        do {
          for clause in clauses[first..<next] {
            try state(clause, line: line, tree: tree, reader: reader)
          }
        } catch let error as TooManyClaims {
          unread.insert(error.sentence)
        }
      }
      for (index, sentence) in tree.sentences.enumerated() where !tree.isTooLong(index) {
        try stop.check()
        do {
          try stateNouns(in: sentence, line: line, tree: tree, reader: reader, finder: &finder)
        } catch let error as TooManyClaims {
          unread.insert(error.sentence)
        }
      }
    }
    if !unread.isEmpty { made.removeAll { unread.contains($0.statement.sentence) } }
  }
}
