import Graph

/// Terms as RDF 1.1 N-Triples writes them.
enum NTriplesText {
  static func term(_ term: Term) -> String {
    switch term {
    case .entity(let label, let disambiguator):
      let name = percentEncoded(label)
      return "<urn:graphsh:entity:\(disambiguator.isEmpty ? name : "\(name):\(disambiguator)")>"
    case .iri(let iri): return "<\(escapedIRI(iri))>"
    case .blank(let label): return "_:\(label)"
    case .string(let text): return literal(text)
    case .languageString(let text, let language): return "\(literal(text))@\(language)"
    case .typed(let text, let datatype): return "\(literal(text))^^<\(escapedIRI(datatype))>"
    case .integer(let number): return typed(String(number), "integer")
    case .float(let number): return typed(double(number), "double")
    case .boolean(let truth): return typed(String(truth), "boolean")
    case .date(let date): return typed(date.description, "date")
    case .dateTime(let moment): return typed(moment.description, "dateTime")
    }
  }

  private static func typed(_ text: String, _ type: String) -> String {
    "\"\(text)\"^^<http://www.w3.org/2001/XMLSchema#\(type)>"
  }

  /// XML Schema writes what is no number as `NaN`, `INF` and `-INF`.
  private static func double(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-INF" : "INF" }
    return String(number)
  }

  private static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}": result += numeric(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func escapedIRI(_ iri: String) -> String {
    var result = ""
    for scalar in iri.unicodeScalars {
      switch scalar {
      case "\u{0}"..."\u{20}", "<", ">", "\"", "{", "}", "|", "^", "`", "\\":
        result += numeric(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// `\u001B`.
  private static func numeric(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// After RFC 3986: all but unreserved characters as `%` and two digits.
  private static func percentEncoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
