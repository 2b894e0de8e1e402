/// A value of JSON (RFC 8259).
enum JSONValue: Equatable {
  case null
  case boolean(Bool)
  /// As it is written.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// Members in the order of the text.
  case object([JSONMember])

  /// The last member of this name, as most readers take it.
  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}

/// A named value of an object.
struct JSONMember: Equatable {
  var name: String
  var value: JSONValue
}
