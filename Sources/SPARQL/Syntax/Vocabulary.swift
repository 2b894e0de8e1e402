/// IRIs of RDF that the grammar knows.
enum RDF {
  static let namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  static let type = namespace + "type"
  static let first = namespace + "first"
  static let rest = namespace + "rest"
  static let empty = namespace + "nil"
  static let languageString = namespace + "langString"
}

/// IRIs of the datatypes of XML Schema.
enum XSD {
  static let namespace = "http://www.w3.org/2001/XMLSchema#"
  static let string = namespace + "string"
  static let integer = namespace + "integer"
  static let decimal = namespace + "decimal"
  static let float = namespace + "float"
  static let double = namespace + "double"
  static let boolean = namespace + "boolean"
  static let dateTime = namespace + "dateTime"
  static let date = namespace + "date"
  static let dayTimeDuration = namespace + "dayTimeDuration"
}
