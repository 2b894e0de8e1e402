/// An entity as a document tells of it.
struct DocumentEntity: Sendable {
  enum Kind: String, Sendable, Equatable {
    case person, organization, country, place, event, product, law, work, group, thing, concept
    /// Whoever holds an office.
    case office

    /// Those that a table may say of a noun or a relation.
    static let named: [Kind] = [
      .person, .organization, .country, .place, .event, .product, .law, .work, .group,
    ]

    /// The kind that a table names; nil where it is none of ``named``.
    init?(named name: String) {
      guard let kind = Self.named.first(where: { $0.rawValue == name }) else { return nil }
      self = kind
    }
  }
  var kind: Kind
  var label: String
  /// Names in the document, with how often.
  var aliases: [String: Int] = [:]
  var gender: Knowledge.Gender?
  /// The office that it is the holder of, where that is all the document tells.
  var office: Office?
  /// Indexes of its mentions.
  var mentions: [Int] = []
  /// The short name that the text itself uses most ("Lee").
  var shortName: String

  init(kind: Kind, label: String) {
    self.kind = kind
    self.label = label
    shortName = label
  }

  /// The types that the graph gives it.
  var types: [String] {
    switch kind {
    case .person: ["person"]
    case .organization: ["organization"]
    case .country: ["country", "place"]
    case .place: ["place"]
    case .event: ["event"]
    case .product: ["product"]
    case .law: ["law"]
    case .work: ["work"]
    case .group: ["group"]
    case .thing, .concept, .office: ["concept"]
    }
  }

  static func kind(of kind: NamedEntityKind) -> Kind {
    switch kind {
    case .person: .person
    case .organization: .organization
    case .politicalPlace, .location, .facility: .place
    case .event: .event
    case .product: .product
    case .law: .law
    case .workOfArt: .work
    case .group: .group
    default: .thing
    }
  }
}
