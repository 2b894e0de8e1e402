import Graph

/// Recognises the entities of a document among those of the documents before, by name and type.
///
/// What comes later may tell better: ``EntityLinker`` then has the last word.
struct EntityRecognizer {
  let directory: any EntityDirectory
  let knowledge: Knowledge

  func recognize(_ entities: inout [EntityRecord]) throws {
    for index in entities.indices {
      guard let candidate = try candidate(for: entities[index]) else { continue }
      entities[index].existing = candidate.value
      guard entities[index].profile != nil else { continue }
      if candidate.types.contains("person") { entities[index].types = ["person"] }
    }
  }

  private func candidate(for entity: EntityRecord) throws -> EntityCandidate? {
    let key = NameKey(entity.label)
    guard let kind = entity.profile?.kind, kind != "office" else {
      let folded = foldedName(entity.label)
      return try directory.candidates(named: entity.label).first {
        $0.types.contains("concept") && foldedName($0.label) == folded
      }
    }
    let type = entity.types[0]
    var candidates: [EntityCandidate] = []
    for name in [entity.label] + entity.aliases.keys.sorted() where !name.isEmpty {
      if NameKey(name).count == 1 && key.count > 1 { continue }
      for candidate in try directory.candidates(named: name) where !candidates.contains(candidate) {
        candidates.append(candidate)
      }
    }
    let sameType = candidates.filter { $0.types.contains(type) }
    if let exact = sameType.first(where: { NameKey($0.label) == key }) { return exact }
    guard kind != "country" else { return nil }
    if key.count > 1 {
      let persons = candidates.filter { $0.types.contains("person") && NameKey($0.label) == key }
      if sameType.count == 1 { return sameType[0] }
      if sameType.isEmpty, persons.count == 1 { return persons[0] }
      return kind == "person" ? try shortNamed(entity) : nil
    }
    // Many people share a given name.
    if kind == "person", knowledge.genders[entity.label] != nil { return nil }
    if sameType.count == 1 { return sameType[0] }
    if sameType.isEmpty, ["thing", "organization", "place"].contains(kind), candidates.count == 1,
      candidates[0].types.contains("person")
    {
      return candidates[0]
    }
    let isForemost = sameType.count > 1 && sameType[0].mentions >= 3 * sameType[1].mentions
    return isForemost ? sameType[0] : nil
  }

  /// A person that earlier documents know by the short name only, which this one uses for the full one.
  private func shortNamed(_ entity: EntityRecord) throws -> EntityCandidate? {
    for name in entity.aliases.keys.sorted() where NameKey(name).count == 1 {
      let same = try directory.candidates(named: name).filter {
        // A name of which the earlier text did not tell what it names is a concept so far.
        $0.types.contains("person")
          || $0.types == ["concept"] && ($0.label.first?.isUppercase ?? false)
      }
      if same.count == 1, NameKey(same[0].label).count == 1 { return same[0] }
    }
    return nil
  }
}
