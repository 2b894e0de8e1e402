import Graph

extension KnowledgeGraph: EntityDirectory {
  /// The entities of the graph that have the name.
  public func candidates(named name: String) throws -> [EntityCandidate] {
    // Of the many bearers of a name none is the likeliest, and the linker tells them apart anyway.
    try entities(named: name, atMost: 16).map {
      EntityCandidate(value: $0.value, label: $0.label, types: $0.types, mentions: $0.mentions)
    }
  }
}
