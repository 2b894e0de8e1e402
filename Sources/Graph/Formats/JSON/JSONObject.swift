/// An object of JSON under construction; its members keep their order.
package struct JSONObject {
  private var members: [String] = []

  package init() {}

  package mutating func add(_ name: String, _ value: String) {
    add(name, raw: JSONText.string(value))
  }
  package mutating func add(_ name: String, _ value: Int) { add(name, raw: String(value)) }
  package mutating func add(_ name: String, _ value: Int64) { add(name, raw: String(value)) }

  /// Nothing where there is no value: absent members are left out, never null.
  package mutating func add(_ name: String, ifThere value: String?) {
    if let value { add(name, value) }
  }

  package mutating func add(_ name: String, raw value: String) {
    members.append(JSONText.string(name) + ":" + value)
  }

  package var text: String { "{" + members.joined(separator: ",") + "}" }

  package static func list(_ values: [String]) -> String {
    "[" + values.joined(separator: ",") + "]"
  }
}
