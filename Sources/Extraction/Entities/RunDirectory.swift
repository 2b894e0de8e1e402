import Graph

/// The entities of the documents of one run, where no graph keeps them.
public final class RunDirectory: EntityDirectory {
  private var entities: [EntityCandidate] = []
  private var byName: [String: [Int]] = [:]
  private var names: Set<Name> = []

  /// That an entity goes by a name.
  private struct Name: Hashable {
    var entity: Int
    var name: String
  }

  /// A run that has read nothing yet.
  public init() {}

  /// The entities of this run that have the name.
  public func candidates(named name: String) -> [EntityCandidate] {
    let folded = foldedName(name)
    return (byName[folded] ?? []).map { entities[$0] }.sorted { left, right in
      let (isLeft, isRight) = (foldedName(left.label) == folded, foldedName(right.label) == folded)
      if isLeft != isRight { return isLeft }
      return (right.mentions, left.value.rawValue) < (left.mentions, right.value.rawValue)
    }
  }

  /// Takes in the entities of a document; gives their labels, in the order of the record.
  public func add(_ record: DocumentRecord) -> [String] {
    record.entities.map { entity in
      let index: Int
      if let known = entity.existing?.rawValue {
        index = Int(known)
        let label = entities[index].label
        if foldedName(entity.label).split(separator: " ").count
          > foldedName(label).split(separator: " ").count
        {
          entities[index].label = entity.label
        }
      } else {
        index = entities.count
        entities.append(
          EntityCandidate(
            value: Value(term: Int32(index)), label: entity.label, types: entity.types,
            mentions: 0))
      }
      name(index, entity.label)
      for (alias, count) in entity.aliases {
        name(index, alias)
        entities[index].mentions += count
      }
      return entities[index].label
    }
  }

  private func name(_ index: Int, _ name: String) {
    let folded = foldedName(name)
    guard names.insert(Name(entity: index, name: folded)).inserted else { return }
    byName[folded, default: []].append(index)
  }
}
