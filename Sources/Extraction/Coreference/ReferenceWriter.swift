import Graph

/// Writes down the names, pronouns and descriptions of a document that was read, and what they mean.
struct ReferenceWriter {
  let document: ReadDocument
  /// Index into the record's sentences of the first sentence of each line.
  let firstSentence: [Int]
  /// First scalar of each line in the document.
  let lineStart: [Int]
  /// What told for the kind of each name, where it was kept.
  var evidence: [NameKey: [(feature: NameFeature, value: Double)]] = [:]

  /// Names and the names that are parts of them, and the pronouns and descriptions that surely mean the same, in the
  /// order of the text.
  func mentions(nested: [NestedNames.Part]) -> [MentionRecord] {
    var records: [MentionRecord] = []
    func add(_ entity: Int, _ reference: ReferenceRecord) {
      records.append(
        MentionRecord(
          entity: entity, sentence: reference.sentence, start: reference.range.lowerBound,
          end: reference.range.upperBound, surface: reference.text))
    }
    for mention in document.mentions where mention.entity >= 0 {
      add(mention.entity, name(mention))
    }
    for part in nested {
      let text = document.lines[part.line].tree.text(part.tokens)
      add(part.entity, record(.name, part.line, part.tokens, text))
    }
    for resolution in document.resolutions.values where resolution.isSure {
      for case .entity(let entity) in resolution.referents { add(entity, reference(resolution)) }
    }
    return records.sorted { ($0.start, $0.end, $0.entity) < ($1.start, $1.end, $1.entity) }
  }

  /// All of them, in the order of the text.
  func references() -> [ReferenceRecord] {
    let names = document.mentions.lazy.filter { $0.entity >= 0 }.map(name)
    let others = document.resolutions.values.map(reference)
    return (names + others).sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  private func name(_ mention: Mention) -> ReferenceRecord {
    var record = record(
      .name, mention.line, mention.citation ?? mention.tokens, mention.surface)
    record.entities = [mention.entity]
    record.features = evidence[mention.key, default: []].map { ($0.feature.name, $0.value) }
    return record
  }

  private func reference(_ resolution: Resolution) -> ReferenceRecord {
    let place = resolution.place
    var record = record(
      resolution.isDescription ? .description : .pronoun, place.line,
      place.token..<place.token + 1, document.lines[place.line].tree.text(place.token))
    record.entities = entities(resolution.referents)
    record.antecedent = resolution.referents.lazy.compactMap(phrase).first
    record.probability = resolution.probability
    record.isSure = resolution.isSure
    record.column = resolution.column
    record.choices = resolution.choices.map { choice in
      ReferenceRecord.Choice(
        entities: entities(choice.referents), mentions: choice.places.map(range),
        probability: choice.probability,
        features: choice.features.values.map { ($0.feature.name, $0.value) })
    }
    return record
  }

  private func entities(_ referents: [Referent]) -> [Int] {
    referents.compactMap { referent in
      if case .entity(let entity) = referent { entity } else { nil }
    }
  }

  private func phrase(_ referent: Referent) -> Range<Int>? {
    guard case .phrase(let place) = referent else { return nil }
    let tree = document.lines[place.line].tree
    let tokens = tree.nounPhrase(place.token, dropping: [.acl])
    let start = lineStart[place.line]
    return start + tree.start(tokens.first ?? place.token)..<start
      + tree.end(tokens.last ?? place.token)
  }

  /// The scalars of a token.
  private func range(_ place: Place) -> Range<Int> {
    let (tree, start) = (document.lines[place.line].tree, lineStart[place.line])
    return start + tree.start(place.token)..<start + tree.end(place.token)
  }

  private func record(
    _ kind: ReferenceRecord.Kind, _ line: Int, _ tokens: Range<Int>, _ text: String
  ) -> ReferenceRecord {
    let (tree, start) = (document.lines[line].tree, lineStart[line])
    return ReferenceRecord(
      kind: kind, sentence: firstSentence[line] + tree.sentence[tokens.lowerBound],
      range: start + tree.start(tokens.lowerBound)..<start + tree.end(tokens.upperBound - 1),
      text: text)
  }
}
