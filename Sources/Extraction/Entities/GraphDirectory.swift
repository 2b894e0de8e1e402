import Graph

extension KnowledgeGraph: EntityDirectory {
  public func candidates(named name: String) throws -> [EntityCandidate] {
    try entities(named: name).map {
      EntityCandidate(value: $0.value, label: $0.label, types: $0.types, mentions: $0.mentions)
    }
  }
}
