import Base

/// Who a header such as `From` names.
enum MailAddress {
  /// The names, or addresses that have none: `"Roe, Jane" <jane@a.example>` is Jane Roe.
  static func names(in value: String) -> [String] {
    var names: [String] = []
    for part in parts(of: value).prefix(40) {
      let address = part.firstIndex(of: "<")
      var name = String(part[..<(address ?? part.endIndex)]).trimmingSpaces()
      if address == nil, let open = name.firstIndex(of: "("), name.hasSuffix(")") {
        // An old form: jane@a.example (Jane Roe).
        name = String(name[name.index(after: open)...].dropLast())
      }
      name = EncodedWords.decoded(name.filter { $0 != "\"" && $0 != "\\" }).collapsingSpaces()
      let words = name.split(separator: ",").map { $0.trimmingSpaces() }
      if words.count == 2 { name = "\(words[1]) \(words[0])" }
      if name.isEmpty, let address {
        name = String(part[address...].dropFirst().prefix { $0 != ">" }).trimmingSpaces()
      }
      if !name.isEmpty, !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// Parted at commas that stand in no quotes.
  private static func parts(of value: String) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in value {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}
