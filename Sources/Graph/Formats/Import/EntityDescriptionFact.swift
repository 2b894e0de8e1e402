/// What an export says of an entity beside triples (``EntityStatements``), on its way back into the graph.
struct EntityDescriptionFact {
  enum Fact {
    /// The label is part of the entity already.
    case label
    case type(String)
    case name(String)
  }

  /// The number of the entity's spelling.
  let entity: UInt32
  let fact: Fact
}

extension ImportBatch {
  /// Takes the statements out of the batch that describe entities as graphsh's exports do; all others stay.
  mutating func takeEntityDescriptions() -> [EntityDescriptionFact] {
    let type = find("<" + RDFVocabulary.type + ">")
    let label = find("<" + RDFVocabulary.label + ">")
    let name = find("<" + RDFVocabulary.alternativeLabel + ">")
    guard type != nil || label != nil || name != nil else { return [] }
    var entities: [UInt32: String?] = [:]
    var facts: [EntityDescriptionFact] = []
    var taken: Set<Int> = []
    for row in subjects.indices {
      let predicate = predicates[row]
      guard predicate == type || predicate == label || predicate == name,
        graphs.isEmpty || graphs[row] == Self.defaultGraph
      else { continue }
      let subject = subjects[row]
      let known = entities[subject] ?? entityLabel(subject)
      entities[subject] = .some(known)
      guard let known else { continue }
      let fact: EntityDescriptionFact.Fact?
      if predicate == type {
        fact = iri(objects[row]).flatMap(GraphshIRI.readType).map { .type($0) }
      } else if predicate == name {
        fact = string(objects[row]).map { .name($0) }
      } else {
        fact = string(objects[row]) == known ? .label : nil
      }
      guard let fact else { continue }
      facts.append(EntityDescriptionFact(entity: subject, fact: fact))
      taken.insert(row)
    }
    if !taken.isEmpty { remove { taken.contains($0) } }
    return facts
  }

  private func find(_ spelling: String) -> UInt32? {
    let bytes = Array(spelling.utf8)
    let number = bytes.withUnsafeBufferPointer { spellings.find($0) }
    return number.map { UInt32(truncatingIfNeeded: $0) }
  }

  private func entityLabel(_ number: UInt32) -> String? {
    guard case .entity(let label, _)? = iri(number).flatMap(GraphshIRI.readEntity) else {
      return nil
    }
    return label
  }

  private func iri(_ number: UInt32) -> String? {
    guard case .iri(let iri)? = rawTerm(number) else { return nil }
    return iri
  }

  private func string(_ number: UInt32) -> String? {
    guard case .string(let text)? = rawTerm(number) else { return nil }
    return text
  }

  /// What a spelling says, entities still being IRIs.
  private func rawTerm(_ number: UInt32) -> Term? {
    spellings.withBytes(of: Int(number)) { spelling in
      switch spelling[0] {
      case UInt8(ascii: "<"):
        let iri = NTriplesTerm.text(1..<spelling.count - 1, in: spelling)
        return iri.utf8.contains(UInt8(ascii: "\\")) ? nil : .iri(iri)
      case UInt8(ascii: "\""): return StoredTerm(spelling: spelling).term
      default: return nil
      }
    }
  }
}
