import Base

/// What a part of a message is: `text/plain; charset=utf-8; format=flowed`.
struct MailContentType: Sendable {
  /// In small letters.
  private(set) var name: String
  private var parameters: [String: String] = [:]

  init(_ value: String?, otherwise name: String = "text/plain") {
    self.name = name
    guard let value else { return }
    var parts = Self.parts(of: value)
    let told = parts.removeFirst().trimmingSpaces().lowercased()
    if told.contains("/") || value.contains("attachment") { self.name = told }
    for part in parts {
      guard let equals = part.firstIndex(of: "=") else { continue }
      let name = part[..<equals].trimmingSpaces().lowercased()
      var value = part[part.index(after: equals)...].trimmingSpaces()
      if value.hasPrefix("\""), value.hasSuffix("\""), value.utf8.count >= 2 {
        value = String(value.dropFirst().dropLast())
      }
      parameters[name] = parameters[name] ?? value
    }
  }

  subscript(_ parameter: String) -> String? { parameters[parameter] }

  /// Parted at semicolons that stand in no quotes.
  private static func parts(of value: String) -> [String] {
    var parts = [""]
    var isQuoted = false
    for scalar in value.unicodeScalars {
      if scalar == "\"" { isQuoted.toggle() }
      if scalar == ";", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].unicodeScalars.append(scalar)
      }
    }
    return parts
  }
}
