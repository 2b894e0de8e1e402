/// How the words in a slot look, which tells how surely they are read.
struct SlotLook {
  /// The name of somebody or something.
  var isName = false
  /// A value or words as they stand, rather than a thing.
  var isLiteral = false
  /// More than 40 letters.
  var isLong = false
  /// One common noun with nothing beside it.
  var isBare = false
}

/// Reads what statements rest on: the look of their slots, their clause, their sentence and their document.
struct EvidenceReader {
  private let document: ReadDocument
  /// Whether one word in 25 of the document is of the first or second person.
  private let isPersonal: Bool
  /// What the last sentence looked at tells.
  private var last: (place: Place, traits: Certainty.Traits)?

  private static let personal: Set<String> = [
    "i", "you", "we", "my", "your", "our", "me", "us", "uh", "um", "yeah", "okay",
  ]

  init(_ document: ReadDocument) {
    self.document = document
    var (words, personal) = (0, 0)
    for line in document.lines where line.givesFacts {
      words += line.tree.count
      personal += (0..<line.tree.count).count { Self.personal.contains(line.tree.lower($0)) }
    }
    isPersonal = personal * 25 > words
  }

  /// What a claim rests on, besides what its clause has told.
  mutating func traits(
    of claim: FactBuilder.Claim, _ subject: SlotLook, _ object: SlotLook?, isSaid: Bool
  ) -> Certainty.Traits {
    let tree = document.lines[claim.line].tree
    var traits = claim.traits.union(
      sentenceTraits(Place(line: claim.line, token: tree.sentence[claim.anchor]), tree))
    if isPersonal { traits.insert(.personalText) }
    if subject.isName { traits.insert(.namedSubject) }
    if subject.isLong { traits.insert(.longSubject) }
    if subject.isBare { traits.insert(.bareSubject) }
    if let object {
      if object.isName { traits.insert(.namedObject) }
      if object.isLiteral { traits.insert(.literalObject) }
      if object.isLong { traits.insert(.longObject) }
      if object.isBare { traits.insert(.bareObject) }
    }
    if isSaid || claim.stance.isNegated || claim.stance.modality != nil { traits.insert(.flagged) }
    if let clause = claim.clause { insertTraits(of: clause, claim, tree, into: &traits) }
    return traits
  }

  /// How many tokens may part the verb from a slot that is near it.
  private static let nearest = 8

  private func insertTraits(
    of clause: Clause, _ claim: FactBuilder.Claim, _ tree: Tree, into traits: inout Certainty.Traits
  ) {
    if ["be", "have"].contains(tree.lemma(clause.last)) { traits.insert(.lightVerb) }
    let isPast = clause.chain.contains { verb in
      tree.tag[verb] == .past
        || tree.children(verb).contains { tree.dep[$0].isAuxiliary && tree.tag[$0] == .past }
    }
    if isPast { traits.insert(.past) }
    if let place = claim.subject, abs(place - clause.verb) > Self.nearest {
      traits.insert(.farSubject)
    }
    if case .phrase(let head)? = claim.object, abs(head - clause.last) > Self.nearest {
      traits.insert(.farObject)
    }
  }

  private static let oddMarks: Set<String> = [
    "(", ")", "[", "]", ":", ";", "–", "—", "-", "--", "/", "*", "#", "@", "|", "•", "…", "...",
    "=", "+", "<", ">", "_", "&",
  ]

  /// What the look of a sentence tells of the statements in it. The place is its line, and its number in the line.
  private mutating func sentenceTraits(_ place: Place, _ tree: Tree) -> Certainty.Traits {
    if let last, last.place == place { return last.traits }
    var traits = Certainty.Traits()
    let range = tree.sentences[place.token]
    if range.count > 22 { traits.insert(.fairlyLongSentence) }
    if range.count > 35 { traits.insert(.longSentence) }
    if document.speakers[place.line] != nil { traits.insert(.speech) }
    for token in range {
      let text = tree.text(token)
      if Self.oddMarks.contains(text) { traits.insert(.oddMarks) }
      if ["“", "”", "\"", "``", "''"].contains(text) { traits.insert(.quotationMarks) }
      if Self.personal.contains(tree.lower(token)) { traits.insert(.speech) }
    }
    let isFinished = range.suffix(3).contains { [".", "!", "?"].contains(tree.text($0)) }
    if !isFinished { traits.insert(.unfinishedSentence) }
    last = (place, traits)
    return traits
  }
}
