/// Puts a ``DocumentReading`` into bytes: numbers in base 128, the least part first, and each string once, the first
/// time in full (0, its length, its UTF-8) and then by its place (1 and up).
struct ReadingWriter {
  /// The form of what follows. Form 1 has no relations; readers refuse later ones.
  static let version: UInt8 = 2

  private(set) var bytes: [UInt8] = [version]
  private var places: [String: Int] = [:]

  mutating func put(_ reading: DocumentReading) {
    put(reading.entities.count)
    for entity in reading.entities { put(entity) }
    put(reading.mentions.count)
    for mention in reading.mentions {
      for number in [mention.entity, mention.sentence, mention.start, mention.end] { put(number) }
      put(mention.surface)
    }
    put(reading.statements.count)
    for (index, statement) in reading.statements.enumerated() {
      put(statement, isDenied: reading.denied.contains(index))
    }
  }

  private mutating func put(_ entity: EntityRecord) {
    put(entity.label)
    put(entity.aliases.count)
    for (name, count) in entity.aliases.sorted(by: { $0.key < $1.key }) {
      put(name)
      put(count)
    }
    put(entity.profile?.kind)
    guard let profile = entity.profile else { return }
    put(profile.roles.count)
    for role in profile.roles { put(role) }
  }

  private mutating func put(_ statement: StatementRecord, isDenied: Bool) {
    put((statement.isNegated ? 1 : 0) + (isDenied ? 2 : 0))
    put(statement.subject)
    put(statement.predicate)
    put(statement.surface)
    put(statement.object)
    put(statement.modality)
    put(statement.attributedTo)
    put(statement.date?.description)
    put(statement.qualifiers.count)
    for (name, value) in statement.qualifiers {
      put(name)
      put(value)
    }
    for number in [statement.sentence, statement.start, statement.end] { put(number) }
    put(bits: statement.confidence.bitPattern)
    put(statement.extractor)
    put(statement.relations.count)
    for relation in statement.relations {
      put(relation.name)
      put(relation.subject)
      put(relation.object)
    }
  }

  /// 0 for none; 1 and an entity's number; or 2 more than the kind of a term, its text and its tag.
  private mutating func put(_ argument: Argument?) {
    switch argument {
    case nil: put(0)
    case .entity(let index)?:
      put(1)
      put(index)
    case .literal(let term)?:
      let row = StoredTerm(term)
      put(2 + Int(row.kind.rawValue))
      put(row.text)
      put(row.tag)
    }
  }

  private mutating func put(_ text: String?) {
    put(text == nil ? 0 : 1)
    if let text { put(text) }
  }

  private mutating func put(_ text: String) {
    if let place = places[text] { return put(place) }
    places[text] = places.count + 1
    put(0)
    put(text.utf8.count)
    bytes += text.utf8
  }

  private mutating func put(_ number: Int) { put(bits: UInt64(max(0, number))) }

  private mutating func put(bits: UInt64) {
    var rest = bits
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
