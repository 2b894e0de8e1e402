/// IRIs that readers and writers of RDF know.
enum RDFVocabulary {
  static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  static let type = rdf + "type"
  static let first = rdf + "first"
  static let rest = rdf + "rest"
  static let empty = rdf + "nil"
  static let languageString = rdf + "langString"
  static let label = "http://www.w3.org/2000/01/rdf-schema#label"
  static let alternativeLabel = "http://www.w3.org/2004/02/skos/core#altLabel"

  static let xsd = "http://www.w3.org/2001/XMLSchema#"
  static let string = xsd + "string"
  static let integer = xsd + "integer"
  static let decimal = xsd + "decimal"
  static let double = xsd + "double"
  static let boolean = xsd + "boolean"
  static let date = xsd + "date"
  static let dateTime = xsd + "dateTime"
}
