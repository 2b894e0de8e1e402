import Graph

/// The object of JSON in the body of a request.
struct RequestBody {
  private let members: JSONValue

  /// - Throws: ``Refusal`` where it is none
  init(_ bytes: [UInt8]) throws(Refusal) {
    do throws(SyntaxError) {
      members = try JSONParser.value(of: bytes)
    } catch {
      let before = bytes.prefix(error.offset)
      throw Refusal(
        .badRequest, "the body is no JSON: \(error.problem)",
        hint: "line \(before.count { $0 == 10 } + 1) of the body")
    }
    guard case .object = members else {
      throw Refusal(.badRequest, "the body is no object of JSON")
    }
  }

  /// A text that must be there.
  func text(_ name: String) throws(Refusal) -> String {
    guard let text = members[name]?.string else {
      throw Refusal(.badRequest, "the body has no text \"\(name)\"")
    }
    return text
  }

  /// A whole number that must be there.
  func integer(_ name: String) throws(Refusal) -> Int64 {
    guard case .number(let text)? = members[name], let number = Int64(text) else {
      throw Refusal(.badRequest, "the body has no whole number \"\(name)\"")
    }
    return number
  }

  /// A text that may be missing.
  func optionalText(_ name: String) throws(Refusal) -> String? {
    members[name] == nil ? nil : try text(name)
  }

  /// The member `limit`, at least 1.
  func limit(most: Int) throws(Refusal) -> Int {
    guard members["limit"] != nil else { return most }
    let number = try integer("limit")
    guard number >= 1 else { throw Refusal(.badRequest, "\"limit\" is less than 1") }
    return Int(min(number, Int64(most)))
  }
}
