import Graph

/// Something that a model can call.
struct Tool: Sendable {
  let name: String
  let title: String
  let description: String
  let parameters: [Parameter]
  /// The members of what it answers as JSON, each with its type; what is absent is left out of an answer.
  let members: [Member]
  var changesGraph = false
  let answer: @Sendable (ToolArguments, Work) throws -> ToolAnswer

  static let reading = [ask, query, about, search, path, timeline, conflicts, why, schema]

  /// A member of an answer.
  struct Member: Sendable {
    enum Kind: String, Sendable { case array, object, string, integer, boolean }
    let name: String
    let kind: Kind
    let description: String

    init(_ name: String, _ kind: Kind, _ description: String) {
      self.name = name
      self.kind = kind
      self.description = description
    }

    static let sentences = Member(
      "sentences", .array, "the sentences that it rests on: id, text, document, source, title, date"
    )
    static let next = Member("next", .string, "the cursor of the next part, where there is one")
    static let notes = Member("notes", .array, "what to know beside it")
  }

  /// As `tools/list` gives it.
  var json: String {
    var object = JSONObject()
    object.add("name", name)
    object.add("title", title)
    object.add("description", description)
    object.add("inputSchema", raw: inputSchema)
    object.add("outputSchema", raw: outputSchema)
    var annotations = JSONObject()
    annotations.add("readOnlyHint", raw: String(!changesGraph))
    annotations.add("destructiveHint", raw: "false")
    annotations.add("idempotentHint", raw: "true")
    annotations.add("openWorldHint", raw: "false")
    object.add("annotations", raw: annotations.text)
    return object.text
  }

  private var inputSchema: String {
    var properties = JSONObject()
    for parameter in parameters { properties.add(parameter.name, raw: parameter.json) }
    var schema = JSONObject()
    schema.add("type", "object")
    schema.add("properties", raw: properties.text)
    let required = parameters.filter(\.isRequired).map(\.name)
    if !required.isEmpty { schema.add("required", raw: JSONText.list(required)) }
    schema.add("additionalProperties", raw: "false")
    return schema.text
  }

  private var outputSchema: String {
    var properties = JSONObject()
    let error = Member("error", .object, "in place of all others, why there is no answer")
    for member in members + [error] {
      var property = JSONObject()
      property.add("type", member.kind.rawValue)
      property.add("description", member.description)
      properties.add(member.name, raw: property.text)
    }
    var schema = JSONObject()
    schema.add("type", "object")
    schema.add("properties", raw: properties.text)
    return schema.text
  }
}

/// What a tool takes.
struct Parameter: Sendable {
  enum Kind: Sendable {
    /// Of at most so many bytes.
    case text(Int)
    case integer(ClosedRange<Int>)
    case boolean
    /// At most so many texts.
    case texts(Int)
  }

  let name: String
  let kind: Kind
  let description: String
  var isRequired = false

  init(_ name: String, _ kind: Kind, _ description: String, isRequired: Bool = false) {
    self.name = name
    self.kind = kind
    self.description = description
    self.isRequired = isRequired
  }

  static let cursor = Parameter(
    "cursor", .text(20), "where to go on: \"next\" of the answer before, with all else the same")

  static func limit(_ what: String) -> Parameter {
    let limits = MCPLimits()
    return Parameter(
      "limit", .integer(1...limits.mostRows), "the most \(what) (\(limits.rows) if left out)")
  }

  var json: String {
    var schema = JSONObject()
    switch kind {
    case .text(let most):
      schema.add("type", "string")
      schema.add("maxLength", most)
    case .integer(let range):
      schema.add("type", "integer")
      schema.add("minimum", range.lowerBound)
      schema.add("maximum", range.upperBound)
    case .boolean: schema.add("type", "boolean")
    case .texts(let most):
      schema.add("type", "array")
      schema.add("items", raw: "{\"type\":\"string\"}")
      schema.add("maxItems", most)
    }
    schema.add("description", description)
    return schema.text
  }
}
