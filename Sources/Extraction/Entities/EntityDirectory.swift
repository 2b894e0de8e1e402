import Graph

/// The entities known before a document is read: those of the graph, or of the documents of one run.
public protocol EntityDirectory {
  /// Those that go by `name` (a label or an alias, case folded), the likeliest first.
  func candidates(named name: String) throws -> [EntityCandidate]
}

/// An entity that a mention may mean.
public struct EntityCandidate: Sendable, Hashable {
  /// The entity, as a value of queries.
  public var value: Value
  /// What it is called.
  public var label: String
  /// Names of its types.
  public var types: [String]
  /// How often it was mentioned so far.
  public var mentions: Int

  package init(value: Value, label: String, types: [String], mentions: Int) {
    self.value = value
    self.label = label
    self.types = types
    self.mentions = mentions
  }
}

/// A directory that knows nobody.
public struct EmptyDirectory: EntityDirectory {
  /// A directory without entities.
  public init() {}
  /// None.
  public func candidates(named name: String) -> [EntityCandidate] { [] }
}
