/// A graph for one thread of a server: opened for reading when it is first asked, and again after it could not be.
package final class GraphOnDemand {
  private let path: String
  private var opened: KnowledgeGraph?

  package init(path: String) { self.path = path }

  /// - Throws: ``StoreError``
  package func graph() throws -> KnowledgeGraph {
    if let opened { return opened }
    let graph = try KnowledgeGraph(path: path, access: .readOnly)
    opened = graph
    return graph
  }
}
