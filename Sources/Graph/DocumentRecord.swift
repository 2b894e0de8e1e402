/// All that one document brings into the graph: what ``KnowledgeGraph/add(_:)`` stores in one transaction.
///
/// Offsets are Unicode scalars from the beginning of the document's text.
public struct DocumentRecord: Sendable {
  /// Where it was read from: a path, with `#` and a number for one of several in a file.
  public var source: String
  /// The address that it says it has, where it says so. Other documents may claim the same.
  public var address: String?
  /// Its title, where it has one.
  public var title: String?
  /// When it was published, where it says so.
  public var date: CalendarDate?
  /// SHA-256 of its bytes, in hexadecimal: the same content twice is read once.
  public var contentHash: String
  /// What else it says of itself, and what it is.
  public var properties: [DocumentProperty] = []
  /// How much of it was read.
  public var characters: [RoleCharacters] = []
  /// In the order of the text.
  public var sentences: [SentenceRecord] = []
  /// The entities that it mentions.
  public var entities: [EntityRecord] = []
  /// Where the text speaks of its entities.
  public var mentions: [MentionRecord] = []
  /// What it claims.
  public var statements: [StatementRecord] = []
  /// Names, pronouns and descriptions in the order of the text, where they were asked for; none is stored.
  public var references: [ReferenceRecord] = []

  /// Indexes of the sentences that are kept as text and not read.
  public var unreadSentences: [Int] {
    sentences.indices.filter { sentences[$0].role == .unread }
  }

  /// A document of which nothing was read yet.
  ///
  /// - Parameters:
  ///   - source: the path that it was read from
  ///   - contentHash: SHA-256 of its bytes, in hexadecimal
  public init(
    source: String, address: String? = nil, title: String?, date: CalendarDate?,
    contentHash: String
  ) {
    self.source = source
    self.address = address
    self.title = title
    self.date = date
    self.contentHash = contentHash
  }
}

/// What a document says of itself, or what it is.
public struct DocumentProperty: Sendable, Equatable {
  /// What there is to say.
  public enum Name: String, Sendable, CaseIterable {
    case kind, language, author, modified, section, publication, address, recipient
  }
  /// What is said.
  public var name: Name
  /// What the document says, as text.
  public var value: String

  package init(name: Name, value: String) {
    self.name = name
    self.value = value
  }
}

/// How much of a document plays a part, in Unicode scalars.
public struct RoleCharacters: Sendable, Equatable {
  /// `body`, `title`, `caption`, `furniture`, ….
  public var role: String
  /// Scalars that were read.
  public var taken: Int
  /// Scalars that were not.
  public var leftOut: Int

  package init(role: String, taken: Int, leftOut: Int) {
    self.role = role
    self.taken = taken
    self.leftOut = leftOut
  }
}

/// A sentence of a document, as it is stored.
public struct SentenceRecord: Sendable {
  /// What part of the document a sentence belongs to; only `body` gives facts.
  public enum Role: String, Sendable, CaseIterable {
    case body, title, byline, caption, teaser, furniture
    /// A sentence of the body that is too long, or says too much, to be read for facts.
    case unread
  }
  /// Its first scalar in the text.
  public var start: Int
  /// The scalar behind its last.
  public var end: Int
  /// The sentence itself.
  public var text: String
  /// What part of the document it belongs to.
  public var role: Role
  /// The page on which it begins, from 1, where the document has pages.
  public var page: Int?

  /// - Parameters:
  ///   - start: its first scalar in the text
  ///   - end: the scalar behind its last
  ///   - page: the page on which it begins, from 1
  public init(start: Int, end: Int, text: String, role: Role, page: Int? = nil) {
    self.start = start
    self.end = end
    self.text = text
    self.role = role
    self.page = page
  }
}

/// An entity as one document sees it.
public struct EntityRecord: Sendable {
  /// The entity of the graph that this is, if the resolver found one; nil makes a new entity.
  public var existing: Value?
  /// Canonical label. For an existing entity, a longer label may replace the old one.
  public var label: String
  /// `person`, `organization`, `country`, `place`, `event`, `concept`, …; an entity may have several.
  public var types: [String]
  /// Names it goes by in this document, with how often.
  public var aliases: [String: Int]
  /// What tells who it is among the names of other documents; nil for a noun phrase, which names nobody.
  public var profile: EntityProfile?

  /// - Parameters:
  ///   - existing: the entity of the graph that it is; nil makes a new one
  public init(
    existing: Value? = nil, label: String, types: [String], aliases: [String: Int],
    profile: EntityProfile? = nil
  ) {
    self.existing = existing
    self.label = label
    self.types = types
    self.aliases = aliases
    self.profile = profile
  }
}

/// What one document tells of who or what a name is.
public struct EntityProfile: Sendable, Equatable {
  /// What the document takes it for: `person`, `organization`, …; `thing` where it does not tell, `office` for a
  /// description of whoever holds one ("the Norwegian prime minister").
  public var kind: String
  /// Offices and occupations, such as `senator of Ohio`; for an office, the office itself.
  public var roles: [String]

  package init(kind: String, roles: [String]) {
    self.kind = kind
    self.roles = roles
  }
}

/// A place where a document speaks of an entity.
public struct MentionRecord: Sendable {
  /// Index into ``DocumentRecord/entities``.
  public var entity: Int
  /// Index into ``DocumentRecord/sentences``.
  public var sentence: Int
  /// Its first scalar in the text.
  public var start: Int
  /// The scalar behind its last.
  public var end: Int
  /// The words there.
  public var surface: String

  /// - Parameters:
  ///   - entity: index into ``DocumentRecord/entities``
  ///   - sentence: index into ``DocumentRecord/sentences``
  public init(entity: Int, sentence: Int, start: Int, end: Int, surface: String) {
    self.entity = entity
    self.sentence = sentence
    self.start = start
    self.end = end
    self.surface = surface
  }
}

/// What stands in a slot of a statement.
public enum Argument: Sendable, Hashable {
  /// Index into ``DocumentRecord/entities``.
  case entity(Int)
  /// A literal: string, number, date, ….
  case literal(Term)
}

/// One claim of the text, with the sentence that makes it.
public struct StatementRecord: Sendable {
  /// Who or what it is about.
  public var subject: Argument
  /// Lemma phrase (`meet`, `president_of`).
  public var predicate: String
  /// The form seen in the text (`met`), by which the predicate can be named too.
  public var surface: String
  /// Nil for an intransitive claim, which is a statement but no triple.
  public var object: Argument?
  /// Whether the text denies it.
  public var isNegated = false
  /// `could`, `planned`, `conditional`, `urged`, …; nil where the text asserts.
  public var modality: String?
  /// Who says so, where the text does not say so itself.
  public var attributedTo: Argument?
  /// When it was or is, where the text gives a day.
  public var date: CalendarDate?
  /// `in`, `on`, `since`, `with`, … and their values.
  public var qualifiers: [(name: String, value: Argument)] = []
  /// What it means, whatever its words: the relations that it is an instance of.
  public var relations: [RelationRecord] = []
  /// Index into ``DocumentRecord/sentences``.
  public var sentence: Int
  /// Its first scalar in the text.
  public var start: Int
  /// The scalar behind its last.
  public var end: Int
  /// 0...1; of the statements at 0.8, about four in five are right.
  public var confidence: Double
  /// What the confidence rests on, in the words of `schema/models/confidence.tsv`; it is not stored.
  public var basis: [String] = []
  /// The rule that made it.
  public var extractor: String

  /// Whether the text asserts it, so that it is a fact and a triple.
  public var isAsserted: Bool { !isNegated && modality == nil && attributedTo == nil }

  /// - Parameters:
  ///   - surface: the predicate, as the text words it
  ///   - sentence: index into ``DocumentRecord/sentences``
  ///   - start: its first scalar in the text
  ///   - end: the scalar behind its last
  ///   - confidence: from 0 to 1
  ///   - extractor: the rule that made it
  public init(
    subject: Argument, predicate: String, surface: String, object: Argument?, sentence: Int,
    start: Int, end: Int,
    confidence: Double, extractor: String
  ) {
    self.subject = subject
    self.predicate = predicate
    self.surface = surface
    self.object = object
    self.sentence = sentence
    self.start = start
    self.end = end
    self.confidence = confidence
    self.extractor = extractor
  }
}

/// A relation that a statement is an instance of, and between whom it makes it hold: "was born to Ana" tells who is
/// whose parent with subject and object exchanged, and "on 3 May" when somebody was born.
public struct RelationRecord: Sendable, Hashable {
  /// As `schema/relations.tsv` calls it (`met`, `born_in`).
  public var name: String
  /// Nil where the statement does not tell: "was arrested" does not say by whom.
  public var subject: Argument?
  /// Nil where the statement does not tell.
  public var object: Argument?

  /// - Parameter name: as `schema/relations.tsv` calls it
  public init(name: String, subject: Argument?, object: Argument?) {
    self.name = name
    self.subject = subject
    self.object = object
  }
}
