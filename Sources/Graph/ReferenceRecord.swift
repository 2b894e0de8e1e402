/// A name, pronoun or description of a document, and what it was found to mean.
///
/// References are printed and not stored; of those that are sure to mean an entity the graph keeps a
/// ``MentionRecord``.
public struct ReferenceRecord: Sendable {
  /// The sort of phrase that refers.
  public enum Kind: String, Sendable, CaseIterable {
    case name, pronoun, description
  }

  /// The sort of phrase that it is.
  public var kind: Kind
  /// Index into ``DocumentRecord/sentences``.
  public var sentence: Int
  /// Scalars of the document's text.
  public var range: Range<Int>
  /// Its words.
  public var text: String
  /// Indexes into ``DocumentRecord/entities``: several where it means them together, none where it means no entity.
  public var entities: [Int] = []
  /// The noun phrase that it takes up, where that names no entity, as scalars of the document's text.
  public var antecedent: Range<Int>?
  /// How likely it is to mean that, from 0 to 1; for a name 1.
  public var probability = 1.0
  /// Whether facts rest on it.
  public var isSure = true
  /// The column of the table of weights by which a pronoun was read, where choices were asked for.
  public var column = ""
  /// All that a pronoun could mean, where they were asked for; the last is that it means nothing named.
  public var choices: [Choice] = []

  /// What tells for or against each kind of thing that a name may name, where choices were asked for.
  public var features: [(name: String, value: Double)] = []

  /// One of the things that a pronoun could mean.
  public struct Choice: Sendable {
    /// Indexes into ``DocumentRecord/entities``; none where it means nothing named.
    public var entities: [Int]
    /// Where the text before the pronoun tells of it.
    public var mentions: [Range<Int>]
    /// How likely it is, from 0 to 1.
    public var probability: Double
    /// What tells for or against it.
    public var features: [(name: String, value: Double)]

    package init(
      entities: [Int], mentions: [Range<Int>], probability: Double,
      features: [(name: String, value: Double)]
    ) {
      self.entities = entities
      self.mentions = mentions
      self.probability = probability
      self.features = features
    }
  }

  package init(kind: Kind, sentence: Int, range: Range<Int>, text: String) {
    self.kind = kind
    self.sentence = sentence
    self.range = range
    self.text = text
  }
}
