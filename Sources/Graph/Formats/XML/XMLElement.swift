/// The name of an element or an attribute.
struct XMLName {
  /// Empty where there is none.
  var namespace: String
  var local: String
  var prefix: String

  /// The name as it is written.
  var written: String { prefix.isEmpty ? local : prefix + ":" + local }
}

/// The start tag of an element.
struct XMLElement {
  struct Attribute {
    var name: XMLName
    var value: String
  }

  var name: XMLName
  var attributes: [Attribute]
}
