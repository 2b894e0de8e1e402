/// Finds what the pronouns and descriptions of a document mean.
///
/// A pronoun of the third person means one of the names and noun phrases before it, or nothing that the text names:
/// ``PronounModel`` says how likely each is (the features are those of S. Lappin and H. Leass, "An Algorithm for
/// Pronominal Anaphora Resolution", 1994, and of its successors). No fact rests on a reading that is not sure.
///
/// Cost: linear in the text; a pronoun looks at the sentences just before it and at a few entities besides.
struct Coreference {
  let lines: [AnalyzedLine]
  let mentions: [Mention]
  let knowledge: Knowledge
  private let interlocutors: Interlocutors
  private let descriptions: Descriptions
  private let finder: AntecedentFinder
  private let choices: PronounChoices
  /// Whether resolutions tell all that they were chosen from.
  private let keepsChoices: Bool
  /// What each pronoun or description means.
  private(set) var resolutions: [Place: Resolution] = [:]
  private var antecedents: [Antecedent] = []
  private var tallies = ReferentTallies()

  /// How many sentences a pronoun looks back.
  private static let reach = 4

  init(
    lines: [AnalyzedLine], mentions: [Mention], entities: [DocumentEntity], knowledge: Knowledge,
    interlocutors: Interlocutors, quotations: [Quotations], keepsChoices: Bool = false
  ) {
    self.lines = lines
    self.knowledge = knowledge
    self.interlocutors = interlocutors
    self.mentions = mentions
    self.keepsChoices = keepsChoices
    descriptions = Descriptions(
      lines: lines, mentions: mentions,
      index: MentionIndex(mentions, lines: lines.count), entities: entities, knowledge: knowledge,
      holders: OfficeHolders(
        lines: lines, mentions: mentions, entities: entities, knowledge: knowledge
      ).find())
    finder = AntecedentFinder(
      lines: lines, mentions: mentions, entities: entities, knowledge: knowledge)
    choices = PronounChoices(
      lines: lines, entities: entities, knowledge: knowledge, quotations: quotations)
  }

  /// Resolves every pronoun and description, in the order of the text.
  mutating func resolve(stop: StopSignal) throws(Stopped) {
    var sentenceNumber = 0
    for (index, line) in lines.enumerated() {
      var clauses = ClauseFinder(line.tree, knowledge: knowledge)
      for token in 0..<line.tree.count { describe(Place(line: index, token: token)) }
      for (order, range) in line.tree.sentences.enumerated() {
        try stop.check()
        defer { sentenceNumber += 1 }
        if line.tree.isTooLong(order) { continue }
        antecedents.removeAll { $0.sentence < sentenceNumber - Self.reach }
        let own = finder.antecedents(in: range, line: index, sentence: sentenceNumber) {
          resolutions[$0]?.referents ?? []
        }
        for antecedent in own { tallies.add(antecedent) }
        antecedents += own
        for token in range {
          guard let pronoun = Pronoun(token, in: line.tree) else { continue }
          let context = PronounContext(
            pronoun, at: Place(line: index, token: token), sentence: sentenceNumber,
            in: line.tree, knowledge: knowledge, finder: &clauses)
          read(context)
        }
      }
    }
    for (index, line) in lines.enumerated() {
      try stop.check()
      for token in 0..<line.tree.count { address(Place(line: index, token: token)) }
    }
  }

  /// "I" and "you" mean who speaks and who is spoken to.
  private mutating func address(_ place: Place) {
    guard let pronoun = SpeakerPronoun(place.token, in: lines[place.line].tree) else { return }
    let entity: Int? =
      switch pronoun {
      case .speaker: interlocutors.speaker(at: place).flatMap(entity)
      case .addressee: interlocutors.addressee(at: place)
      }
    guard let entity else { return }
    resolutions[place] = Resolution(
      place: place, referents: [.entity(entity)], probability: Self.sureOfSpeaker, isSure: true)
  }

  /// How often who is found to speak is who speaks.
  private static let sureOfSpeaker = 0.9

  /// The entity that a speaker is, where it is sure.
  private func entity(_ speaker: Interlocutors.Speaker) -> Int? {
    switch speaker {
    case .entity(let entity): return entity
    case .token(let place):
      let mention = lines[place.line].mentionAt[place.token]
      if mention >= 0 { return mentions[mention].entity >= 0 ? mentions[mention].entity : nil }
      guard let known = resolutions[place], known.isSure, known.referents.count == 1,
        case .entity(let entity) = known.referents[0]
      else { return nil }
      return entity
    }
  }

  /// What a name, pronoun or noun means.
  private func meaning(of place: Place) -> [Referent]? {
    let mention = lines[place.line].mentionAt[place.token]
    if mention >= 0 {
      return mentions[mention].entity >= 0 ? [.entity(mentions[mention].entity)] : nil
    }
    if let known = resolutions[place], !known.referents.isEmpty { return known.referents }
    return lines[place.line].tree.pos[place.token] == .noun ? [.phrase(place)] : nil
  }

  private mutating func describe(_ place: Place) {
    let found = descriptions.referents(of: place)
    guard !found.isEmpty else { return }
    resolutions[place] = Resolution(
      place: place, referents: found, probability: 1, isSure: true, isDescription: true)
  }

  private mutating func read(_ context: PronounContext) {
    var others = [
      interlocutors.speaker(at: context.place).flatMap(entity),
      interlocutors.addressee(at: context.place),
    ].compactMap { $0.map { [Referent.entity($0)] } }
    // "He thanked him": whom the other argument means, this one does not, wherever else he is named.
    others += context.excluded.compactMap {
      meaning(of: Place(line: context.place.line, token: $0))
    }
    let candidates = choices.candidates(
      of: context, among: antecedents, tallies: tallies, except: others)
    let nothing = choices.nothing(context, beside: candidates)
    let model = knowledge.pronounModel
    let probabilities = model.probabilities(
      candidates.map(\.features) + [nothing], of: context)
    var best = candidates.count
    for index in candidates.indices
    where best == candidates.count || probabilities[index] > probabilities[best] { best = index }
    var resolution = Resolution(
      place: context.place, referents: [], probability: probabilities[best], isSure: false)
    if best < candidates.count, probabilities[best] >= probabilities[candidates.count] {
      resolution.referents = candidates[best].referents
      resolution.isSure =
        probabilities[best] >= PronounModel.sure
        && !choices.passesOverSubject(best, of: candidates, context)
      note(candidates[best].last, at: context)
    }
    if keepsChoices {
      resolution.column = context.column
      resolution.choices = candidates.indices.map {
        .init(
          referents: candidates[$0].referents, places: candidates[$0].mentions.map(\.place),
          probability: probabilities[$0], features: candidates[$0].features)
      }
      resolution.choices.append(
        .init(
          referents: [], places: [], probability: probabilities[candidates.count],
          features: nothing))
    }
    resolutions[context.place] = resolution
  }

  /// A resolved pronoun keeps what it means in play.
  private mutating func note(_ antecedent: Antecedent, at context: PronounContext) {
    let tree = lines[context.place.line].tree
    var antecedent = antecedent
    antecedent.place = context.place
    antecedent.sentence = context.sentence
    antecedent.role = context.role
    antecedent.isMainSubject = Antecedent.isMainSubject(context.place.token, in: tree)
    antecedent.isTrailingSpeaker = false
    antecedent.toldGender = nil
    antecedent.pronoun = context.pronoun
    antecedents.append(antecedent)
    tallies.add(antecedent)
  }
}
