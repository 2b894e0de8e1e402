/// IRIs that readers and writers of RDF know.
package enum RDFVocabulary {
  package static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  package static let type = rdf + "type"
  package static let first = rdf + "first"
  package static let rest = rdf + "rest"
  package static let empty = rdf + "nil"
  package static let languageString = rdf + "langString"
  package static let label = "http://www.w3.org/2000/01/rdf-schema#label"
  package static let alternativeLabel = "http://www.w3.org/2004/02/skos/core#altLabel"

  package static let xsd = "http://www.w3.org/2001/XMLSchema#"
  package static let string = xsd + "string"
  package static let integer = xsd + "integer"
  package static let decimal = xsd + "decimal"
  package static let float = xsd + "float"
  package static let double = xsd + "double"
  package static let boolean = xsd + "boolean"
  package static let date = xsd + "date"
  package static let dateTime = xsd + "dateTime"
  package static let time = xsd + "time"
  package static let dayTimeDuration = xsd + "dayTimeDuration"
}
