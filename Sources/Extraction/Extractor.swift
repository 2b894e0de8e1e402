import Documents
import Graph
import TextAnalysis

/// Reads documents: names, pronouns, clauses and facts of one text as a record for the store.
///
/// The same text gives the same record, and against the same directory the same entities.
public struct Extractor: Sendable {
  let knowledge: Knowledge
  private let analyze: @Sendable (String) -> Analysis
  /// Whether a word in small letters is a known one of English.
  private let isListed: @Sendable (String) -> Bool
  private let references: ReferenceDetail

  /// How much a record tells of its names, pronouns and descriptions.
  public enum ReferenceDetail: Sendable {
    case none
    /// What each of them means.
    case meaning
    /// With all that a pronoun could mean, and what tells for each.
    case withChoices
  }

  /// - Parameters:
  ///   - pipeline: the model of English
  ///   - knowledge: the tables of words and relations
  public init(
    pipeline: EnglishPipeline, knowledge: Knowledge, references: ReferenceDetail = .none
  ) {
    self.knowledge = knowledge
    self.references = references
    analyze = { pipeline.analyze($0) }
    isListed = { pipeline.isListed($0) }
  }

  /// With another analysis than the installed pipeline's.
  public init(
    knowledge: Knowledge, references: ReferenceDetail = .none,
    analyze: @escaping @Sendable (String) -> Analysis
  ) {
    self.knowledge = knowledge
    self.references = references
    self.analyze = analyze
    isListed = { _ in true }
  }

  /// The record of a document, its names recognised among those of the directory.
  public func extract(_ source: SourceDocument, directory: any EntityDirectory) throws
    -> DocumentRecord
  {
    var record = try read(source)
    try EntityRecognizer(directory: directory, knowledge: knowledge).recognize(&record.entities)
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
    var roles: [TextRole] = []
    let finder = MentionFinder(knowledge: knowledge)
    var sourceLines = source.lines.flatMap(LinePieces.divide)
    if source.isInCapitals {
      var capitals = CapitalText(analyze: analyze, isListed: isListed)
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
      roles.append(line.role)
      speakers.append(line.speaker)
      lines.append(
        AnalyzedLine(tree: tree, mentionAt: mentionAt, givesFacts: line.role == .body))
    }
    dropHeadlineNames(in: &lines, &mentions, roles)
    recoverNames(in: &lines, &mentions, finder)
    let talk = Talk(
      roles: roles, speakers: speakers,
      author: source.kind == .mail ? source.details.authors.first : nil)
    let (document, resolver) = try resolve(lines, mentions, talk, stop: stop)
    let slots = SlotReader(
      document: document, knowledge: knowledge, dates: DateReader(published: source.published),
      resolver: resolver)
    var builder = FactBuilder(
      document: document, knowledge: knowledge, slots: slots, firstSentence: firstSentence,
      lineStart: lineStart)
    try builder.build(stop: stop)
    record.statements = builder.statements
    for sentence in builder.unread { record.sentences[sentence].role = .unread }
    let nested = NestedNames(
      knowledge: knowledge, mentions: document.mentions, entities: builder.slots.entities,
      lines: document.lines
    ).parts { name, isCountry in
      isCountry ? builder.slots.country(name) : builder.slots.place(name)
    }
    record.entities = builder.slots.entities.map {
      EntityRecord(label: $0.label, types: $0.types, aliases: $0.aliases)
    }
    EntityRoles(knowledge: knowledge).profile(&record, builder.slots.entities)
    let writer = ReferenceWriter(
      document: document, firstSentence: firstSentence, lineStart: lineStart,
      evidence: resolver.evidence)
    record.mentions = writer.mentions(nested: nested + resolver.authors)
    if references != .none { record.references = writer.references() }
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
      [AnalyzedLine(tree: tree, mentionAt: mentionAt, givesFacts: true)], mentions,
      Talk(roles: [.body], speakers: [nil]), stop: stop)
    var slots = SlotReader(
      document: document, knowledge: knowledge, dates: DateReader(published: nil),
      resolver: resolver)
    slots.keepsOpenPhrases = true
    var builder = FactBuilder(
      document: document, knowledge: knowledge, slots: slots, firstSentence: [0], lineStart: [0])
    try builder.build(stop: stop)
    return builder.made
  }

  /// What the form of a document tells of who speaks in it: the role of each line, its label, and who sent it all.
  private struct Talk {
    var roles: [TextRole]
    var speakers: [String?]
    var author: String?
  }

  /// Who and what the names, pronouns and descriptions of a document mean.
  private func resolve(
    _ lines: [AnalyzedLine], _ mentions: [Mention], _ talk: Talk, stop: StopSignal
  ) throws -> (ReadDocument, EntityResolver) {
    var mentions = mentions
    var resolver = EntityResolver(
      knowledge: knowledge, keepsEvidence: references == .withChoices)
    resolver.resolve(&mentions, in: lines)
    let quotations = Quotations.read(lines, knowledge: knowledge)
    let spoken = SpokenDocument(
      lines: lines, roles: talk.roles, quotations: quotations, speakers: talk.speakers,
      mentions: mentions, entities: resolver.entities, author: talk.author)
    var coreference = Coreference(
      lines: lines, mentions: mentions, entities: resolver.entities, knowledge: knowledge,
      interlocutors: Interlocutors(spoken), quotations: quotations,
      keepsChoices: references == .withChoices)
    try coreference.resolve(stop: stop)
    let document = ReadDocument(
      lines: lines, mentions: mentions, resolutions: coreference.resolutions,
      quotations: quotations, speakers: talk.speakers)
    return (document, resolver)
  }

  /// The trees of a line; nil for one that only furnishes the page, or has no words.
  private func tree(of line: SourceDocument.Line) -> Tree? {
    switch line.role {
    case .body, .title, .caption, .salutation: break
    case .signature where isName(line.text): break
    case .byline, .teaser, .pullQuote, .biography, .comment, .notice, .speaker, .table, .verse,
      .note,
      .contents, .foreign, .quoted, .signature, .attachment, .furniture:
      return nil
    }
    let written = NormalizedText(line)
    let joined = JoinedPrefixes(written.text)
    let analysis = analyze(joined.text)
    guard analysis.count > 0 else { return nil }
    return Tree(analysis, joints: joined.joints) { written.origin(of: joined.origin(of: $0)) }
  }

  /// Whether the line of a signature is no more than a name.
  private func isName(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    return words.count <= 4
      && words.allSatisfy { ($0.first?.isUppercase ?? false) && !$0.contains(where: \.isNumber) }
  }

  /// Takes the names out of headlines that the text does not know: where every word is capital, any may seem a name.
  private func dropHeadlineNames(
    in lines: inout [AnalyzedLine], _ mentions: inout [Mention], _ roles: [TextRole]
  ) {
    let told = mentions.filter { roles[$0.line] != .title }.map(\.key)
    guard roles.contains(.body) else { return }
    let keys = Set(told)
    let words = Set(told.flatMap { key in key.count == 1 ? key.words : [key.words.last ?? ""] })
    var sentenceCase: [Int: Bool] = [:]
    func isInSentenceCase(_ line: Int) -> Bool {
      if let known = sentenceCase[line] { return known }
      let result = Self.isInSentenceCase(lines[line].tree)
      sentenceCase[line] = result
      return result
    }
    func isKnown(_ mention: Mention) -> Bool {
      if roles[mention.line] != .title || mention.country != nil || keys.contains(mention.key) {
        return true
      }
      if isInterviewed(mention, lines[mention.line].tree) { return true }
      if mention.kind.isName, isInSentenceCase(mention.line) { return true }
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

  /// "Storm closes the port of Orsk": a headline whose nouns, verbs and adjectives are not all capitalised, so that what
  /// is may be a name.
  private static func isInSentenceCase(_ tree: Tree) -> Bool {
    var small = 0
    for token in 0..<tree.count where !tree.isCapitalized(token) && tree.text(token).count > 3 {
      switch tree.pos[token] {
      case .noun, .verb, .adjective: small += 1
      default: break
      }
    }
    return small > 1
  }

  /// "The Courier interviews Ana Ruiz": whose words follow need not be named again.
  private func isInterviewed(_ mention: Mention, _ tree: Tree) -> Bool {
    guard mention.kind == .person, mention.tokens.lowerBound > 0 else { return false }
    let first = mention.tokens.lowerBound
    return tree.lower(first - 1).hasPrefix("interview")
      || first > 1 && tree.lower(first - 1) == "with" && tree.lower(first - 2) == "interview"
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
}
