import Graph

/// What a document tells of who its names are: offices and occupations, read off its statements.
struct EntityRoles {
  let knowledge: Knowledge

  /// Gives the named entities of a record their profiles.
  func profile(_ record: inout DocumentRecord, _ entities: [DocumentEntity]) {
    var roles = [Set<String>](repeating: [], count: entities.count)
    for statement in record.statements where statement.isAsserted {
      guard case .entity(let person) = statement.subject, isBearer(entities[person]),
        let role = role(statement, record)
      else { continue }
      roles[person].insert(role)
    }
    for (index, entity) in entities.enumerated() where entity.kind != .concept {
      record.entities[index].profile = EntityProfile(
        kind: entity.kind.rawValue,
        roles: entity.office.map { [$0.role] } ?? roles[index].sorted())
    }
  }

  private func isBearer(_ entity: DocumentEntity) -> Bool {
    entity.kind == .person || entity.kind == .thing
  }

  /// "senator of Ohio", "striker", from `senator_of(…, Ohio)` and `be(…, striker)`.
  private func role(_ statement: StatementRecord, _ record: DocumentRecord) -> String? {
    guard case .entity(let object)? = statement.object else { return nil }
    let label = record.entities[object].label
    if statement.predicate == "be" {
      let noun = label.split(separator: " ").last.map(String.init) ?? ""
      return names(noun) || Office.isTitle(label, knowledge) ? label.lowercased() : nil
    }
    let words = statement.predicate.split(separator: "_").map(String.init)
    guard words.count > 1, let preposition = words.last,
      knowledge.prepositions[preposition] != nil,
      names(words[words.count - 2])
    else { return nil }
    return (words + [label]).joined(separator: " ")
  }

  private func names(_ noun: String) -> Bool {
    KindEvidence(knowledge: knowledge, lines: []).kind(ofNoun: noun) == .person
      || knowledge.occupations[noun] != nil
  }
}
