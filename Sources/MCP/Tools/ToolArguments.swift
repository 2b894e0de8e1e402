import GQL
import Graph

/// The arguments of a call, checked against what the tool takes.
struct ToolArguments {
  private let values: JSONValue

  /// - Throws: ``ToolError`` where they do not fit
  init(_ values: JSONValue?, for tool: Tool) throws {
    let values = values.flatMap { $0 == .null ? nil : $0 } ?? .object([])
    guard case .object(let members) = values else {
      throw ToolError("the arguments of \(tool.name) are no object", hint: Self.usage(of: tool))
    }
    let names = tool.parameters.map(\.name)
    for member in members where !names.contains(member.name) {
      let near = Suggestions.nearest(to: member.name, among: names)
      throw ToolError(
        "\(tool.name) takes no \"\(member.name)\""
          + (near.map { ": did you mean \"\($0)\"?" } ?? ""),
        hint: Self.usage(of: tool))
    }
    for parameter in tool.parameters {
      guard let value = values[parameter.name], value != .null else {
        if parameter.isRequired {
          throw ToolError("\"\(parameter.name)\" is missing", hint: Self.usage(of: tool))
        }
        continue
      }
      if let problem = Self.problem(with: value, as: parameter.kind) {
        throw ToolError("\"\(parameter.name)\" \(problem)", hint: Self.usage(of: tool))
      }
    }
    self.values = values
  }

  /// `ask takes question (required): …`
  private static func usage(of tool: Tool) -> String {
    guard !tool.parameters.isEmpty else { return "\(tool.name) takes no arguments" }
    let list = tool.parameters.map {
      "\($0.name)\($0.isRequired ? " (required)" : ""): \($0.description)"
    }
    return "\(tool.name) takes \(list.joined(separator: "; "))"
  }

  private static func problem(with value: JSONValue, as kind: Parameter.Kind) -> String? {
    switch (kind, value) {
    case (.text(let most), .string(let text)):
      return text.utf8.count > most ? "has more than \(most) bytes" : nil
    case (.text, _): return "is no text"
    case (.integer(let range), .number(let text)):
      guard let number = integer(text) else { return "is no whole number" }
      return range.contains(number)
        ? nil : "is not between \(range.lowerBound) and \(range.upperBound)"
    case (.integer, _): return "is no whole number"
    case (.boolean, .boolean): return nil
    case (.boolean, _): return "is neither true nor false"
    case (.texts(let most), .array(let items)):
      if items.contains(where: { $0.string == nil }) { return "holds something that is no text" }
      return items.count > most ? "has more than \(most) items" : nil
    case (.texts, _): return "is no list of texts"
    }
  }

  /// A number that is whole, also where it is written as `5.0`.
  private static func integer(_ text: String) -> Int? {
    Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }

  func text(_ name: String) -> String? { values[name]?.string }

  /// A text that the tool requires.
  func requiredText(_ name: String) throws -> String {
    guard let text = text(name), text.contains(where: { !$0.isWhitespace }) else {
      throw ToolError("\"\(name)\" is empty")
    }
    return text
  }

  func integer(_ name: String) -> Int? {
    guard case .number(let text)? = values[name] else { return nil }
    return Self.integer(text)
  }

  func boolean(_ name: String) -> Bool? {
    guard case .boolean(let truth)? = values[name] else { return nil }
    return truth
  }

  func texts(_ name: String) -> [String] {
    guard case .array(let items)? = values[name] else { return [] }
    return items.compactMap(\.string)
  }

  /// The place at which the part of an answer begins that is asked for.
  func start() throws -> Int {
    guard let cursor = text("cursor") else { return 0 }
    guard let start = Int(cursor), start >= 0 else {
      throw ToolError(
        "\"cursor\" is none that this server gave", hint: "leave it out for the first part")
    }
    return start
  }
}
