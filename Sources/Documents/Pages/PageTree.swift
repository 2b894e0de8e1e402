/// A page as a tree: its nodes in the order of the text, each before what it holds.
///
/// A node is a number; what it holds are the numbers behind it up to ``Node/end``.
struct PageTree: Sendable {
  struct Node: Sendable {
    /// The element's tag; nil for a text.
    var tag: PageTag?
    /// Behind the last node that it holds.
    var end: Int32
    /// The node that holds it; -1 for the first.
    var parent: Int32
    /// An element's attributes.
    var attributes: Range<Int32>
    /// A text's bytes.
    var text: Range<Int32>
  }

  enum AttributeName: String, Sendable, CaseIterable {
    case className = "class"
    case id, role, href, rel, type, content, property, name
    case httpEquiv = "http-equiv"
    case datetime, lang
    case xmlLang = "xml:lang"
    case hidden, style
    case ariaHidden = "aria-hidden"
    case itemprop, charset, shadowrootmode
    case dataComponent = "data-component"
    case dataTestid = "data-testid"
    case dataName = "data-gu-name"
  }

  struct Attribute: Sendable {
    var name: AttributeName
    var value: Range<Int32>
  }

  private(set) var nodes: [Node] = []
  private var attributes: [Attribute] = []
  /// The texts and the values of attributes in UTF-8.
  private(set) var bytes: [UInt8] = []

  var count: Int { nodes.count }

  func tag(_ node: Int) -> PageTag? { nodes[node].tag }
  func parent(_ node: Int) -> Int? { nodes[node].parent < 0 ? nil : Int(nodes[node].parent) }
  func end(_ node: Int) -> Int { Int(nodes[node].end) }

  /// The bytes of a text; none for an element.
  func textBytes(_ node: Int) -> ArraySlice<UInt8> {
    let text = nodes[node].text
    return bytes[Int(text.lowerBound)..<Int(text.upperBound)]
  }

  /// The value of an element's attribute; nil if it has none of that name.
  func value(_ name: AttributeName, of node: Int) -> String? {
    let range = nodes[node].attributes
    for place in Int(range.lowerBound)..<Int(range.upperBound) where attributes[place].name == name
    {
      let value = attributes[place].value
      return String(decoding: bytes[Int(value.lowerBound)..<Int(value.upperBound)], as: UTF8.self)
    }
    return nil
  }

  func hasAttributes(_ node: Int) -> Bool { !nodes[node].attributes.isEmpty }

  /// The nodes that an element holds directly.
  func children(of node: Int) -> [Int] {
    var children: [Int] = []
    var place = node + 1
    while place < end(node) {
      children.append(place)
      place = end(place)
    }
    return children
  }

  /// Whether a node is another one or held by it.
  func isWithin(_ node: Int, _ other: Int) -> Bool { node >= other && node < end(other) }

  /// All text below a node, its runs of white space as single spaces.
  func text(of node: Int) -> String {
    var text: [UInt8] = []
    for inner in node..<end(node) where nodes[inner].tag == nil {
      text.append(contentsOf: textBytes(inner))
    }
    return String(decoding: text, as: UTF8.self).collapsingSpaces()
  }

  // MARK: Building

  mutating func openElement(_ tag: PageTag, parent: Int) -> Int {
    let first = Int32(attributes.count)
    nodes.append(
      Node(
        tag: tag, end: Int32(nodes.count + 1), parent: Int32(parent), attributes: first..<first,
        text: 0..<0))
    return nodes.count - 1
  }

  /// Gives the element that was opened last an attribute.
  mutating func addAttribute(_ name: AttributeName, _ value: some Sequence<UInt8>) {
    let first = Int32(bytes.count)
    bytes.append(contentsOf: value)
    attributes.append(Attribute(name: name, value: first..<Int32(bytes.count)))
    let start = nodes[nodes.count - 1].attributes.lowerBound
    nodes[nodes.count - 1].attributes = start..<Int32(attributes.count)
  }

  mutating func addText(_ text: some Sequence<UInt8>, parent: Int) {
    let first = Int32(bytes.count)
    bytes.append(contentsOf: text)
    nodes.append(
      Node(
        tag: nil, end: Int32(nodes.count + 1), parent: Int32(parent), attributes: 0..<0,
        text: first..<Int32(bytes.count)))
  }

  mutating func close(_ node: Int) { nodes[node].end = Int32(nodes.count) }
}
