/// The relations of the store that a program can name, beside stored predicates and types.
public enum StoreRelation: String, Sendable, CaseIterable {
  case triple, fact, statement, evidence, qualifier, negated, modality, said, date
  case stance, reported, occurrence, circumstance, time, relation, related, wording
  case document, sentence, mention, alias, label, type
  case documentProperty = "document_property"
  case documentCharacters = "document_characters"
  case sentencePage = "sentence_page"

  /// The columns, in order.
  public var columns: [String] {
    switch self {
    case .triple: ["subject", "predicate", "object"]
    case .fact, .statement: ["id", "subject", "predicate", "object"]
    case .evidence: ["fact", "document", "sentence", "confidence"]
    case .qualifier: ["fact", "name", "value"]
    case .negated: ["fact"]
    case .modality: ["fact", "modality"]
    case .said: ["speaker", "fact"]
    case .date, .reported: ["fact", "date"]
    case .stance: ["fact", "stance"]
    case .occurrence: ["occurrence", "fact", "sentence", "confidence"]
    case .circumstance: ["occurrence", "name", "value"]
    case .relation: ["fact", "relation"]
    case .related: ["fact", "relation", "subject", "object"]
    case .wording: ["fact", "wording"]
    case .time: ["occurrence", "first", "last", "how"]
    case .document: ["document", "title", "date", "source"]
    case .sentence: ["sentence", "document", "number", "text"]
    case .documentProperty: ["document", "name", "value"]
    case .documentCharacters: ["document", "role", "taken", "left_out"]
    case .sentencePage: ["sentence", "page"]
    case .mention: ["entity", "sentence", "surface"]
    case .alias, .label: ["entity", "name"]
    case .type: ["entity", "type"]
    }
  }
}
