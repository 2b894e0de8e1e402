/// The attributes of an element of RDF/XML, by what they mean (RDF 1.1 XML Syntax, 6.1.4 and 7.2).
struct RDFAttributes {
  private(set) var id: String?
  private(set) var about: String?
  private(set) var nodeID: String?
  private(set) var resource: String?
  private(set) var parseType: String?
  private(set) var datatype: String?
  private(set) var base: String?
  private(set) var language: String?
  /// What is said of a node by attributes.
  private(set) var properties: [(iri: String, value: String)] = []

  static let xml = "http://www.w3.org/XML/1998/namespace"
  /// Names that older versions of RDF had.
  static let abolished: Set = ["aboutEach", "aboutEachPrefix", "bagID"]
  /// Names of RDF that neither a node nor a property can have.
  static let syntactic: Set = ["RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype"]

  init(_ element: XMLElement) throws(SyntaxError) {
    for attribute in element.attributes {
      let (name, value) = (attribute.name, attribute.value)
      switch name.namespace {
      case Self.xml:
        if name.local == "base" { base = value }
        if name.local == "lang" { language = value }
      case RDFVocabulary.rdf: try take(name, value)
      case "" where name.local.lowercased().hasPrefix("xml"): break
      case "":
        // Files from before namespaces were the rule.
        guard ["ID", "about", "resource", "parseType", "type"].contains(name.local) else {
          throw Self.problem("the attribute \(name.local) has no namespace")
        }
        try take(name, value)
      default: properties.append((name.namespace + name.local, value))
      }
    }
  }

  private mutating func take(_ name: XMLName, _ value: String) throws(SyntaxError) {
    switch name.local {
    case "ID": id = value
    case "about": about = value
    case "nodeID": nodeID = value
    case "resource": resource = value
    case "parseType": parseType = value
    case "datatype": datatype = value
    case "RDF", "Description", "li":
      throw Self.problem("rdf:\(name.local) cannot be an attribute")
    case _ where Self.abolished.contains(name.local):
      throw Self.problem("rdf:\(name.local) is no longer part of RDF")
    default: properties.append((RDFVocabulary.rdf + name.local, value))
    }
  }

  /// Refuses attributes that cannot stand together, or not on this element.
  func refuse(_ attributes: KeyPath<Self, String?>..., on what: String) throws(SyntaxError) {
    let names: [(KeyPath<Self, String?>, String)] = [
      (\.id, "ID"), (\.about, "about"), (\.nodeID, "nodeID"), (\.resource, "resource"),
      (\.parseType, "parseType"), (\.datatype, "datatype"),
    ]
    for (path, name) in names where attributes.contains(path) && self[keyPath: path] != nil {
      throw Self.problem("rdf:\(name) cannot be used on \(what)")
    }
  }

  static func problem(_ what: String) -> SyntaxError {
    SyntaxError(offset: 0, problem: .other(what))
  }
}
