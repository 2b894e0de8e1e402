import Foundation
import FoundationXML
import Graph

/// What a file of the suite says that a query gives.
enum ExpectedResults {
  case truth(Bool)
  case rows(variables: [String], rows: [[Term?]])

  init(json file: URL) throws {
    let value = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    guard let object = value as? [String: Any] else { throw Unreadable(file: file.path) }
    if let truth = object["boolean"] as? Bool {
      self = .truth(truth)
      return
    }
    guard let head = object["head"] as? [String: Any], let names = head["vars"] as? [String],
      let results = object["results"] as? [String: Any],
      let bindings = results["bindings"] as? [[String: [String: String]]]
    else { throw Unreadable(file: file.path) }
    let rows = try bindings.map { binding in
      try names.map { name in try binding[name].map { try Self.term($0, file) } }
    }
    self = .rows(variables: names, rows: rows)
  }

  private static func term(_ object: [String: String], _ file: URL) throws -> Term {
    let value = object["value"] ?? ""
    switch object["type"] {
    case "uri": return .iri(value)
    case "bnode": return .blank(value)
    case "literal", "typed-literal":
      if let language = object["xml:lang"] { return .languageString(value, language: language) }
      guard let datatype = object["datatype"] else { return .string(value) }
      return Term.literal(value, datatype: datatype) ?? .string(value)
    default: throw Unreadable(file: file.path)
    }
  }

  init(xml file: URL) throws {
    let reader = XMLResultReader()
    let parser = XMLParser(data: try Data(contentsOf: file))
    parser.delegate = reader
    guard parser.parse() else { throw Unreadable(file: file.path) }
    if let truth = reader.truth {
      self = .truth(truth)
    } else {
      self = .rows(
        variables: reader.variables,
        rows: reader.rows.map { row in reader.variables.map { row[$0] } })
    }
  }

  struct Unreadable: Error { var file: String }
}

/// Reads the SPARQL Query Results XML Format.
private final class XMLResultReader: NSObject, XMLParserDelegate {
  var variables: [String] = []
  var rows: [[String: Term]] = []
  var truth: Bool?
  private var name = ""
  private var text = ""
  private var datatype: String?
  private var language: String?

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    text = ""
    switch element {
    case "variable": variables.append(attributes["name"] ?? "")
    case "result": rows.append([:])
    case "binding": name = attributes["name"] ?? ""
    case "literal": (datatype, language) = (attributes["datatype"], attributes["xml:lang"])
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    let term: Term
    switch element {
    case "boolean":
      truth = text == "true"
      return
    case "uri": term = .iri(text)
    case "bnode": term = .blank(text)
    case "literal":
      if let language {
        term = .languageString(text, language: language)
      } else {
        term = datatype.flatMap { Term.literal(text, datatype: $0) } ?? .string(text)
      }
    default: return
    }
    rows[rows.count - 1][name] = term
  }
}
