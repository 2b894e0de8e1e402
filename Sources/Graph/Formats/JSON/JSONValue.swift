/// A value of JSON (RFC 8259).
package enum JSONValue: Equatable, Sendable {
  case null
  case boolean(Bool)
  /// As it is written.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// Members in the order of the text.
  case object([JSONMember])

  /// The last member of this name, as most readers take it.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}

/// A named value of an object.
package struct JSONMember: Equatable, Sendable {
  package var name: String
  package var value: JSONValue
}
