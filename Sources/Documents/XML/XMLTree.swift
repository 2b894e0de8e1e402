import CLibXML2

/// An XML file as a tree in the order of the file, each element followed by what is in it.
///
/// libxml2's limits on depth and on the length of a text stay on. No entities are declared (so none can grow), nothing
/// outside the file is opened; the names of characters that HTML has are known.
struct XMLTree: Sendable {
  struct Node: Sendable {
    /// Without its prefix; empty for text.
    var name: String
    var namespace = ""
    var attributes: [(name: String, value: String)] = []
    var text = ""
    /// The place behind the last node in it.
    var end = 0

    func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
  }

  fileprivate(set) var nodes: [Node] = []
  /// What ended the reading before the end of the file.
  fileprivate(set) var problem: ReadingError?

  /// Reads as much as is well formed.
  init(_ bytes: [UInt8]) {
    let builder = XMLTreeBuilder()
    builder.read(bytes)
    self = builder.tree
  }

  fileprivate init() {}

  /// The elements right in an element.
  func children(of parent: Int) -> [Int] {
    var result: [Int] = []
    var place = parent + 1
    while place < nodes[parent].end {
      if !nodes[place].name.isEmpty { result.append(place) }
      place = nodes[place].end
    }
    return result
  }

  func child(_ name: String, of parent: Int) -> Int? {
    children(of: parent).first { nodes[$0].name == name }
  }

  /// All text in an element.
  func text(of node: Int) -> String {
    var text = ""
    for place in node..<nodes[node].end { text += nodes[place].text }
    return text
  }

  /// What is in an element as markup, without attributes.
  func markup(in node: Int) -> String {
    var text = ""
    var open: [Int] = []
    for place in (node + 1)..<max(node + 1, nodes[node].end) {
      while let last = open.last, nodes[last].end <= place {
        text += "</\(nodes[last].name)>"
        open.removeLast()
      }
      if nodes[place].name.isEmpty {
        text += nodes[place].text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      } else {
        text += "<\(nodes[place].name)>"
        open.append(place)
      }
    }
    for last in open.reversed() { text += "</\(nodes[last].name)>" }
    return text
  }
}

/// Takes the events of libxml2.
private final class XMLTreeBuilder {
  var tree = XMLTree()
  private var open: [Int] = []

  func read(_ bytes: [UInt8]) {
    var sax = Self.callbacks()
    guard let context = xmlCreatePushParserCtxt(&sax, nil, nil, 0, nil) else {
      tree.problem = .markup(line: 1, problem: "not enough memory")
      return
    }
    defer {
      xmlFreeDoc(context.pointee.myDoc)
      xmlFreeParserCtxt(context)
    }
    context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
    xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_RECOVER.rawValue))
    bytes.withUnsafeBytes { bytes in
      var place = 0
      while place < bytes.count {
        let count = min(1 << 20, bytes.count - place)
        let start = bytes.baseAddress?.advanced(by: place).assumingMemoryBound(to: CChar.self)
        _ = xmlParseChunk(context, start, Int32(count), place + count == bytes.count ? 1 : 0)
        place += count
      }
    }
    // What the parser left open ends with the file.
    while let node = open.popLast() { tree.nodes[node].end = tree.nodes.count }
  }

  private func begin(_ node: XMLTree.Node) {
    open.append(tree.nodes.count)
    tree.nodes.append(node)
  }

  private func close() {
    if let node = open.popLast() { tree.nodes[node].end = tree.nodes.count }
  }

  private func append(_ text: String) {
    guard !open.isEmpty else { return }
    let last = tree.nodes.count - 1
    if tree.nodes[last].name.isEmpty {
      tree.nodes[last].text += text
    } else {
      tree.nodes.append(XMLTree.Node(name: "", text: text, end: tree.nodes.count + 1))
    }
  }

  /// The character that a reference names in HTML; a file may not declare others.
  private func refer(to name: String) {
    guard let entity = htmlEntityLookup(name), let scalar = Unicode.Scalar(entity.pointee.value)
    else { return note(line: 0, "the entity &\(name); is not known") }
    append(String(scalar))
  }

  private func note(line: Int, _ problem: String) {
    if tree.problem == nil { tree.problem = .markup(line: max(1, line), problem: problem) }
  }

  // MARK: What libxml2 calls

  private static func of(_ context: UnsafeMutableRawPointer?) -> XMLTreeBuilder? {
    let context = context?.assumingMemoryBound(to: xmlParserCtxt.self)
    return context?.pointee._private.map {
      Unmanaged<XMLTreeBuilder>.fromOpaque($0).takeUnretainedValue()
    }
  }

  private static func callbacks() -> xmlSAXHandler {
    var sax = xmlSAXHandler()
    xmlSAXVersion(&sax, 2)
    sax.startElementNs = { context, local, _, namespace, _, _, count, _, attributes in
      var node = XMLTree.Node(name: string(local), namespace: string(namespace))
      if let attributes {
        for number in 0..<Int(count) {
          let part = attributes + 5 * number
          guard let start = part[3], let end = part[4] else { continue }
          let value = UnsafeBufferPointer(start: start, count: end - start)
          node.attributes.append((string(part[0]), String(decoding: value, as: UTF8.self)))
        }
      }
      XMLTreeBuilder.of(context)?.begin(node)
    }
    sax.endElementNs = { context, _, _, _ in XMLTreeBuilder.of(context)?.close() }
    let characters: charactersSAXFunc = { context, start, count in
      let bytes = UnsafeBufferPointer(start: start, count: Int(count))
      XMLTreeBuilder.of(context)?.append(String(decoding: bytes, as: UTF8.self))
    }
    sax.characters = characters
    sax.ignorableWhitespace = characters
    sax.cdataBlock = characters
    sax.comment = nil
    sax.processingInstruction = nil
    sax.entityDecl = nil
    sax.getEntity = { context, name in
      if let entity = xmlGetPredefinedEntity(name) { return entity }
      XMLTreeBuilder.of(context)?.refer(to: string(name))
      return nil
    }
    sax.resolveEntity = { _, _, _ in nil }
    sax.externalSubset = nil
    sax.serror = { context, error in
      guard let error = error?.pointee, error.level.rawValue >= XML_ERR_FATAL.rawValue,
        error.code != XML_ERR_UNDECLARED_ENTITY.rawValue
      else { return }
      let message = error.message.map { String(cString: $0) } ?? "is not well-formed XML"
      XMLTreeBuilder.of(context)?.note(
        line: Int(error.line), String(message.prefix { $0 != "\n" }))
    }
    return sax
  }
}

private func string(_ text: UnsafePointer<xmlChar>?) -> String {
  text.map { String(cString: $0) } ?? ""
}
