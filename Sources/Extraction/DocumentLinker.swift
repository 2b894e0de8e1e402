import Graph

/// Tells which names of all documents of a graph are one entity (``EntityLinker``), and has documents forgotten so that
/// the graph is as if they had never been read.
public struct DocumentLinker {
  private let graph: KnowledgeGraph
  private let knowledge: Knowledge

  public init(graph: KnowledgeGraph, knowledge: Knowledge) {
    self.graph = graph
    self.knowledge = knowledge
  }

  /// Tells anew who is who, now that more or less is known.
  public func link() throws {
    try graph.link { profiles in
      var linker = EntityLinker(knowledge: knowledge, profiles: profiles)
      return linker.link()
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
