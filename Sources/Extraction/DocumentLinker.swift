import Graph

/// Tells which names of all documents of a graph are one entity (``EntityLinker``), and has documents forgotten so that
/// the graph is as if they had never been read.
public struct DocumentLinker {
  private let graph: KnowledgeGraph
  private let knowledge: Knowledge

  /// - Parameters:
  ///   - graph: open for writing
  ///   - knowledge: the tables of names and types
  public init(graph: KnowledgeGraph, knowledge: Knowledge) {
    self.graph = graph
    self.knowledge = knowledge
  }

  /// Tells anew who is who, now that more or less is known.
  public func link() throws {
    let decisions = try graph.decisions()
    try graph.link { profiles in
      var linker = EntityLinker(knowledge: knowledge, profiles: profiles, decisions: decisions)
      return linker.link()
    }
  }

  /// The entities that may be one and on which nobody has decided, the likeliest first. Reads all names of the graph.
  public func duplicates() throws -> [Duplicate] {
    var linker = EntityLinker(
      knowledge: knowledge, profiles: try graph.profiles(), decisions: try graph.decisions())
    _ = linker.link()
    return linker.duplicates()
  }

  /// Remembers that two entities are one, or that they are not, and tells anew who is who.
  public func decide(_ duplicate: Duplicate, isSame: Bool) throws {
    try graph.transaction {
      try graph.add(
        NameDecision(
          first: duplicate.witnesses.first, second: duplicate.witnesses.second, isSame: isSame))
      try link()
    }
  }

  /// Takes back what a person did last of what can be taken back, and tells anew who is who; nil if there is nothing.
  ///
  /// - Throws: ``StoreError/changedSince(_:)`` where the graph has been changed there since
  public func takeBackLast() throws -> TakenBack? {
    if let rejection = try graph.takeBackLastRejection() { return .rejection(rejection) }
    if let change = try graph.takeBackLastChange() {
      try link()
      return .change(change)
    }
    return try graph.transaction {
      guard let last = try graph.removeLastDecision() else { return nil }
      try link()
      return .decision(last)
    }
  }

  /// Takes a document out of the graph with all that only it says, and with what its names told of others; nil if there
  /// is none.
  public func forget(document: Int64) throws -> ForgottenDocument? {
    try graph.transaction {
      guard let gone = try graph.forget(document: document) else { return nil }
      try link()
      return gone
    }
  }
}
