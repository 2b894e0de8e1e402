import Documents
import Graph
import TextAnalysis

/// Reads documents: names, pronouns, clauses and facts of one text as a record for the store.
///
/// The same text gives the same record, and against the same directory the same entities.
public struct Extractor: Sendable {
  let knowledge: Knowledge
  private let analyze: @Sendable (String) -> Analysis

  public init(pipeline: EnglishPipeline, knowledge: Knowledge) {
    self.init(knowledge: knowledge) { pipeline.analyze($0) }
  }

  /// With another analysis than the installed pipeline's.
  public init(knowledge: Knowledge, analyze: @escaping @Sendable (String) -> Analysis) {
    self.knowledge = knowledge
    self.analyze = analyze
  }

  /// The record of a document, its names recognised among those of the directory.
  public func extract(_ source: SourceDocument, directory: any EntityDirectory) throws
    -> DocumentRecord
  {
    var record = try read(source)
    try EntityRecognizer(directory: directory).recognize(&record.entities)
    return record
  }

  /// What a document says by itself.
  ///
  /// - Throws: ``Stopped`` where `stop` is raised before the end.
  public func read(_ source: SourceDocument, stop: StopSignal = StopSignal()) throws
    -> DocumentRecord
  {
    var record = DocumentRecord(
      source: source.source, address: source.address, title: source.title, date: source.published,
      contentHash: source.contentHash)
    record.describe(source)
    var lines: [AnalyzedLine] = []
    var firstSentence: [Int] = []
    var lineStart: [Int] = []
    var speakers: [String?] = []
    var mentions: [Mention] = []
    var roles: [SentenceRecord.Role] = []
    let finder = MentionFinder(knowledge: knowledge)
    var sourceLines = source.lines.flatMap(LinePieces.divide)
    if source.isInCapitals {
      var capitals = CapitalText(analyze: analyze)
      sourceLines = capitals.recased(sourceLines)
    }
    for line in sourceLines {
      try stop.check()
      guard let tree = tree(of: line) else {
        record.sentences.append(
          SentenceRecord(
            start: line.start, end: line.start + line.text.unicodeScalars.count, text: line.text,
            role: .init(line.role), page: line.page))
        continue
      }
      firstSentence.append(record.sentences.count)
      lineStart.append(line.start)
      for (index, range) in tree.sentences.enumerated() {
        record.sentences.append(
          SentenceRecord(
            start: line.start + tree.start(range.lowerBound),
            end: line.start + tree.end(range.upperBound - 1), text: tree.text(range),
            role: line.role == .body && tree.isTooLong(index) ? .unread : .init(line.role),
            page: line.page(at: tree.start(range.lowerBound))))
      }
      var mentionAt = TokenColumn(repeating: -1, count: tree.count)
      for mention in finder.mentions(in: tree, line: lines.count) {
        for token in mention.tokens { mentionAt[token] = mentions.count }
        mentions.append(mention)
      }
      roles.append(.init(line.role))
      speakers.append(line.speaker)
      lines.append(
        AnalyzedLine(tree: tree, mentionAt: mentionAt, givesFacts: line.role == .body))
    }
    dropHeadlineNames(in: &lines, &mentions, roles)
    recoverNames(in: &lines, &mentions, finder)
    let (document, resolver) = try resolve(lines, mentions, speakers: speakers, stop: stop)
    let slots = SlotReader(
      document: document, knowledge: knowledge, dates: DateReader(published: source.published),
      resolver: resolver)
    var builder = FactBuilder(
      document: document, knowledge: knowledge, slots: slots, firstSentence: firstSentence,
      lineStart: lineStart)
    try builder.build(stop: stop)
    record.statements = builder.statements
    for sentence in builder.unread { record.sentences[sentence].role = .unread }
    record.entities = builder.slots.entities.map {
      EntityRecord(label: $0.label, types: $0.types, aliases: $0.aliases)
    }
    EntityRoles(knowledge: knowledge).profile(&record, builder.slots.entities)
    record.mentions = mentionRecords(document, firstSentence: firstSentence, lineStart: lineStart)
    return record
  }

  /// The statements of one sentence by itself, with where in it each was read; its pronouns stand for themselves.
  func statements(ofSentence tree: Tree, stop: StopSignal) throws -> [FactBuilder.Made] {
    var mentionAt = TokenColumn(repeating: -1, count: tree.count)
    let mentions = MentionFinder(knowledge: knowledge).mentions(in: tree, line: 0)
    for (index, mention) in mentions.enumerated() {
      for token in mention.tokens { mentionAt[token] = index }
    }
    let (document, resolver) = try resolve(
      [AnalyzedLine(tree: tree, mentionAt: mentionAt, givesFacts: true)], mentions, speakers: [nil],
      stop: stop)
    var slots = SlotReader(
      document: document, knowledge: knowledge, dates: DateReader(published: nil),
      resolver: resolver)
    slots.keepsOpenPhrases = true
    var builder = FactBuilder(
      document: document, knowledge: knowledge, slots: slots, firstSentence: [0], lineStart: [0])
    try builder.build(stop: stop)
    return builder.made
  }

  /// Who and what the names, pronouns and descriptions of a document mean.
  private func resolve(
    _ lines: [AnalyzedLine], _ mentions: [Mention], speakers: [String?], stop: StopSignal
  ) throws -> (ReadDocument, EntityResolver) {
    var mentions = mentions
    var resolver = EntityResolver(knowledge: knowledge)
    resolver.resolve(&mentions, in: lines)
    let quotations = Quotations.read(lines, knowledge: knowledge)
    var coreference = Coreference(
      lines: lines, mentions: mentions, entities: resolver.entities, knowledge: knowledge)
    try coreference.resolve(quotations: quotations, stop: stop)
    let document = ReadDocument(
      lines: lines, mentions: mentions, referents: coreference.referents,
      doubtful: coreference.doubtful, quotations: quotations, speakers: speakers)
    return (document, resolver)
  }

  /// The trees of a line; nil for one that only furnishes the page, or has no words.
  private func tree(of line: SourceDocument.Line) -> Tree? {
    switch line.role {
    case .body, .title, .caption: break
    case .byline, .teaser, .pullQuote, .biography, .comment, .notice, .speaker, .table, .verse,
      .contents, .foreign, .quoted, .signature, .attachment, .furniture:
      return nil
    }
    let written = NormalizedText(line)
    let joined = JoinedPrefixes(written.text)
    let analysis = analyze(joined.text)
    guard analysis.count > 0 else { return nil }
    return Tree(analysis, joints: joined.joints) { written.origin(of: joined.origin(of: $0)) }
  }

  /// Takes the names out of headlines that the text does not know: where every word is capital, any may seem a name.
  private func dropHeadlineNames(
    in lines: inout [AnalyzedLine], _ mentions: inout [Mention], _ roles: [SentenceRecord.Role]
  ) {
    let told = mentions.filter { roles[$0.line] != .title }.map(\.key)
    guard roles.contains(.body) else { return }
    let keys = Set(told)
    let words = Set(told.flatMap { key in key.count == 1 ? key.words : [key.words.last ?? ""] })
    func isKnown(_ mention: Mention) -> Bool {
      if roles[mention.line] != .title || mention.country != nil || keys.contains(mention.key) {
        return true
      }
      let own = mention.key.words
      return mention.kind == .person && own.count <= 3 && own.count > 1
        && (words.contains(own[own.count - 1]) || words.contains(own[0]))
    }
    var kept: [Mention] = []
    for (index, mention) in mentions.enumerated() {
      let place = isKnown(mention) ? kept.count : -1
      for token in mention.tokens where lines[mention.line].mentionAt[token] == index {
        lines[mention.line].mentionAt[token] = place
      }
      if place >= 0 { kept.append(mention) }
    }
    mentions = kept
  }

  /// Adds the mentions of names that the analysis saw in other places of the document only.
  private func recoverNames(
    in lines: inout [AnalyzedLine], _ mentions: inout [Mention], _ finder: MentionFinder
  ) {
    var known: [String: NamedEntityKind] = [:]
    for mention in mentions where mention.country == nil && mention.kind.isName {
      let words = mention.surface.split(separator: " ")
      guard let last = words.last, last.count > 2, last.first?.isUppercase ?? false else {
        continue
      }
      if words.count == 1 || mention.kind == .person { known[String(last)] = mention.kind }
    }
    guard !known.isEmpty else { return }
    for index in lines.indices {
      let covered = lines[index].mentionAt.map { $0 >= 0 }
      for mention in finder.recovered(
        in: lines[index].tree, line: index, covered: covered, known: known)
      {
        for token in mention.tokens { lines[index].mentionAt[token] = mentions.count }
        mentions.append(mention)
      }
    }
  }

  /// Names, and the pronouns and descriptions that mean the same, in the order of the text.
  private func mentionRecords(
    _ document: ReadDocument, firstSentence: [Int], lineStart: [Int]
  ) -> [MentionRecord] {
    var records: [MentionRecord] = []
    func add(_ entity: Int, _ line: Int, _ tokens: Range<Int>, _ surface: String) {
      let tree = document.lines[line].tree
      records.append(
        MentionRecord(
          entity: entity, sentence: firstSentence[line] + tree.sentence[tokens.lowerBound],
          start: lineStart[line] + tree.start(tokens.lowerBound),
          end: lineStart[line] + tree.end(tokens.upperBound - 1), surface: surface))
    }
    for mention in document.mentions where mention.entity >= 0 {
      add(mention.entity, mention.line, mention.tokens, mention.surface)
    }
    for (place, referents) in document.referents {
      for case .entity(let entity) in referents {
        let surface = document.lines[place.line].tree.text(place.token)
        add(entity, place.line, place.token..<(place.token + 1), surface)
      }
    }
    return records.sorted { ($0.start, $0.end, $0.entity) < ($1.start, $1.end, $1.entity) }
  }
}
