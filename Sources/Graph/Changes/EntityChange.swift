/// What a person did to the entities of a graph, which can be taken back (``KnowledgeGraph/takeBackLastChange()``).
public struct EntityChange: Sendable, Equatable, CustomStringConvertible {
  /// What was done.
  public enum Kind: String, Sendable {
    /// The first was made one with the second.
    case merge
    /// The second was taken off the first.
    case split
    /// The first is called the second.
    case rename
    /// The first is called the second, too.
    case alias
  }

  /// What was done.
  public let kind: Kind
  /// The name of the entity to which it was done.
  public let first: String
  /// The other name.
  public let second: String

  package init(_ kind: Kind, _ first: String, _ second: String) {
    self.kind = kind
    self.first = first
    self.second = second
  }

  /// What holds since, in a few words.
  public var description: String {
    switch kind {
    case .merge: "\(first) is \(second)"
    case .split: "\(second) is no longer \(first)"
    case .rename: "\(first) is called \(second)"
    case .alias: "\(second) means \(first)"
    }
  }
}
