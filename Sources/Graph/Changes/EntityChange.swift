/// What a person did to the entities of a graph, which can be taken back (``KnowledgeGraph/takeBackLastChange()``).
public struct EntityChange: Sendable, Equatable, CustomStringConvertible {
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

  public let kind: Kind
  public let first: String
  public let second: String

  package init(_ kind: Kind, _ first: String, _ second: String) {
    self.kind = kind
    self.first = first
    self.second = second
  }

  public var description: String {
    switch kind {
    case .merge: "\(first) is \(second)"
    case .split: "\(second) is no longer \(first)"
    case .rename: "\(first) is called \(second)"
    case .alias: "\(second) means \(first)"
    }
  }
}
