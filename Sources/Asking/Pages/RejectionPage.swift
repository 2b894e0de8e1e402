import Graph

/// A page on what readers rejected, with their reasons.
public struct RejectionPage {
  private let reader: FactReader

  /// - Parameter check: asked for each fact; what it throws ends the work
  public init(graph: KnowledgeGraph, check: @escaping () throws -> Void) throws {
    reader = try FactReader(graph: graph, check: check)
  }

  /// The page on what was rejected.
  ///
  /// - Throws: `StoreError`
  public func page() throws -> Page {
    var page = Page(title: "Rejected")
    let entries = try reader.graph.rejections().flatMap { try told(by: $0) }
    if entries.isEmpty {
      page.notes.append("nothing was rejected")
    } else {
      page.sections = [PageSection("Oldest first", entries)]
    }
    return page
  }

  private func told(by rejection: Rejection) throws -> [PageEntry] {
    try rejection.facts.map { fact in
      let told = try reader.fact(
        subject: fact.subject, predicate: fact.predicate, object: fact.object)
      return PageEntry(text: told.text, marks: rejection.reason.map { [$0] } ?? [], facts: [told])
    }
  }
}
