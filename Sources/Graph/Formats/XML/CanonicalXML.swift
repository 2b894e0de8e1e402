/// Writes a part of an XML file as Exclusive XML Canonicalization 1.0 has it: the namespaces that are used, each where it
/// is used first, and attributes in their order.
struct CanonicalXML {
  private(set) var text = ""
  /// The namespaces in scope, for each open element.
  private var scopes: [[String: String]] = [["": ""]]

  /// Elements that are open.
  var depth: Int { scopes.count - 1 }

  mutating func begin(_ element: XMLElement) {
    var scope = scopes[scopes.count - 1]
    text += "<" + element.name.written
    var names = [element.name]
    names += element.attributes.map(\.name).filter { !$0.prefix.isEmpty }
    for name in names.sorted(by: { $0.prefix < $1.prefix })
    where name.prefix != "xml" && scope[name.prefix] != name.namespace {
      scope[name.prefix] = name.namespace
      text += name.prefix.isEmpty ? " xmlns" : " xmlns:" + name.prefix
      text += "=\"" + Self.escaped(name.namespace, isAttribute: true) + "\""
    }
    let attributes = element.attributes.sorted {
      ($0.name.namespace, $0.name.local) < ($1.name.namespace, $1.name.local)
    }
    for attribute in attributes {
      let value = Self.escaped(attribute.value, isAttribute: true)
      text += " " + attribute.name.written + "=\"" + value + "\""
    }
    text += ">"
    scopes.append(scope)
  }

  mutating func end(_ name: XMLName) {
    text += "</" + name.written + ">"
    scopes.removeLast()
  }

  mutating func append(_ characters: String) {
    text += Self.escaped(characters, isAttribute: false)
  }

  mutating func comment(_ comment: String) { text += "<!--" + comment + "-->" }

  mutating func instruction(_ target: String, _ data: String) {
    text += "<?" + target + (data.isEmpty ? "" : " " + data) + "?>"
  }

  private static func escaped(_ text: String, isAttribute: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">" where !isAttribute: result += "&gt;"
      case "\"" where isAttribute: result += "&quot;"
      case "\t" where isAttribute: result += "&#x9;"
      case "\n" where isAttribute: result += "&#xA;"
      case "\r": result += "&#xD;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
