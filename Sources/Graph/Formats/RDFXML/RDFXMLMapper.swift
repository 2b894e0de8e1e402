/// Makes triples of the elements of RDF/XML, as the grammar of RDF 1.1 XML Syntax, section 7.2, has it.
struct RDFXMLMapper {
  private enum Kind {
    case document
    /// Holds descriptions of nodes: `rdf:RDF`.
    case root
    /// Holds properties.
    case node
    /// Holds a text or a node.
    case property
    /// Holds nodes that become a list.
    case collection
    /// Holds XML that becomes a literal.
    case literal
    /// Holds nothing.
    case empty
  }

  /// An open element.
  private struct Frame {
    var kind: Kind
    var base: BaseIRI?
    var language: String
    /// The node that is described, or whose property this is.
    var subject: UInt32 = 0
    var predicate: UInt32 = 0
    var datatype: String?
    /// What the statement itself is called.
    var statement: UInt32?
    /// The members that `rdf:li` has numbered.
    var members = 0
    var hasNode = false
    var text = ""
    var nodes: [UInt32] = []
  }

  private var frames: [Frame]
  private var literal = CanonicalXML()
  private var terms = RDFXMLTerms()
  private let graph: UInt32
  private let needsRoot: Bool
  private let words: Words

  /// Numbers of IRIs that statements are made with.
  private struct Words {
    let type, first, rest, empty, statement, subject, predicate, object: UInt32

    init(_ batch: inout ImportBatch) {
      func number(_ name: String) -> UInt32 { batch.number("<\(RDFVocabulary.rdf)\(name)>") }
      type = number("type")
      first = number("first")
      rest = number("rest")
      empty = number("nil")
      statement = number("Statement")
      subject = number("subject")
      predicate = number("predicate")
      object = number("object")
    }
  }

  init(base: BaseIRI?, graph: UInt32, needsRoot: Bool, _ batch: inout ImportBatch) {
    frames = [Frame(kind: .document, base: base, language: "")]
    self.graph = graph
    self.needsRoot = needsRoot
    words = Words(&batch)
  }

  /// Elements around a description that stands by itself: `rdf:RDF`, where there is one.
  var rootDepth: Int { frames.count > 1 && frames[1].kind == .root ? 1 : 0 }

  /// Forgets the description at hand.
  mutating func leaveDescription() {
    frames.removeLast(frames.count - 1 - rootDepth)
    literal = CanonicalXML()
  }

  // MARK: Parts of the file

  mutating func begin(_ element: XMLElement, _ batch: inout ImportBatch) throws(SyntaxError) {
    let outer = frames[frames.count - 1]
    if outer.kind == .literal {
      literal.begin(element)
      return
    }
    guard !element.name.namespace.isEmpty else {
      throw RDFAttributes.problem(
        outer.kind == .document
          ? "this XML is not RDF/XML: its root element is \(element.name.local), not rdf:RDF"
          : "the element \(element.name.local) has no namespace")
    }
    let attributes = try RDFAttributes(element)
    var frame = Frame(
      kind: .node, base: outer.base, language: attributes.language ?? outer.language)
    if let base = attributes.base {
      let iri = try terms.absolute(base, outer.base)
      frame.base = BaseIRI(Array(iri.utf8))
    }
    switch outer.kind {
    case .document:
      let isRoot = element.name.namespace == RDFVocabulary.rdf && element.name.local == "RDF"
      guard isRoot || !needsRoot else {
        throw RDFAttributes.problem(
          "this XML is not RDF/XML: its root element is \(element.name.written), not rdf:RDF")
      }
      guard isRoot else { return try beginNode(element.name, attributes, &frame, &batch) }
      frame.kind = .root
      guard attributes.properties.isEmpty else {
        throw RDFAttributes.problem("rdf:RDF has attributes that describe nothing")
      }
      try attributes.refuse(
        \.id, \.about, \.nodeID, \.resource, \.parseType, \.datatype, on: "rdf:RDF")
      frames.append(frame)
    case .root: try beginNode(element.name, attributes, &frame, &batch)
    case .node: try beginProperty(element.name, attributes, &frame, &batch)
    case .property:
      guard !outer.hasNode, outer.datatype == nil, Self.isBlank(outer.text) else {
        throw RDFAttributes.problem("a property has one value: a text or a single node")
      }
      let place = frames.count - 1
      frames[place].hasNode = true
      frames[place].text = ""
      try beginNode(element.name, attributes, &frame, &batch)
      say(outer, frame.subject, &batch)
    case .collection:
      let place = frames.count - 1
      try beginNode(element.name, attributes, &frame, &batch)
      frames[place].nodes.append(frame.subject)
    case .empty:
      throw RDFAttributes.problem(
        "a property whose value its attributes give has to be an empty element")
    case .literal: break
    }
  }

  mutating func end(_ name: XMLName, _ batch: inout ImportBatch) throws(SyntaxError) {
    if frames[frames.count - 1].kind == .literal, literal.depth > 0 {
      literal.end(name)
      return
    }
    let frame = frames.removeLast()
    switch frame.kind {
    case .property where !frame.hasNode:
      let value = try terms.literal(
        frame.text, datatype: frame.datatype, language: frame.language, &batch)
      say(frame, value, &batch)
    case .literal:
      let value = try terms.literal(
        literal.text, datatype: RDFVocabulary.rdf + "XMLLiteral", language: "", &batch)
      literal = CanonicalXML()
      say(frame, value, &batch)
    case .collection: endCollection(frame, &batch)
    default: break
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SyntaxError) {
    let place = frames.count - 1
    switch frames[place].kind {
    case .literal: literal.append(String(decoding: bytes, as: UTF8.self))
    case .property where !frames[place].hasNode:
      frames[place].text += String(decoding: bytes, as: UTF8.self)
    default:
      guard bytes.allSatisfy({ [32, 9, 10, 13].contains($0) }) else {
        throw RDFAttributes.problem("text cannot be used here, only elements")
      }
    }
  }

  mutating func comment(_ text: String) {
    if frames[frames.count - 1].kind == .literal { literal.comment(text) }
  }

  mutating func instruction(_ target: String, _ data: String) {
    if frames[frames.count - 1].kind == .literal { literal.instruction(target, data) }
  }

  // MARK: Nodes

  /// Begins the description of a node, which becomes the subject of `frame`.
  private mutating func beginNode(
    _ name: XMLName, _ attributes: RDFAttributes, _ frame: inout Frame, _ batch: inout ImportBatch
  ) throws(SyntaxError) {
    if name.namespace == RDFVocabulary.rdf,
      name.local == "li" || RDFAttributes.syntactic.contains(name.local)
        || RDFAttributes.abolished.contains(name.local)
    {
      throw RDFAttributes.problem("rdf:\(name.local) cannot be the type of a node")
    }
    try attributes.refuse(\.resource, \.parseType, \.datatype, on: "a node")
    guard [attributes.id, attributes.about, attributes.nodeID].compactMap({ $0 }).count < 2 else {
      throw RDFAttributes.problem("a node has one of rdf:ID, rdf:about and rdf:nodeID")
    }
    if let id = attributes.id {
      frame.subject = try terms.id(id, frame.base, &batch)
    } else if let about = attributes.about {
      frame.subject = try terms.iri(about, frame.base, &batch)
    } else {
      frame.subject = try terms.blank(attributes.nodeID, &batch)
    }
    if name.namespace != RDFVocabulary.rdf || name.local != "Description" {
      let type = try terms.iri(name.namespace + name.local, frame.base, &batch)
      batch.append(frame.subject, words.type, type, graph: graph)
    }
    try describe(attributes, frame, &batch)
    frame.kind = .node
    frames.append(frame)
  }

  /// Says what attributes say of the subject of a frame.
  private func describe(
    _ attributes: RDFAttributes, _ frame: Frame, _ batch: inout ImportBatch
  ) throws(SyntaxError) {
    for (iri, value) in attributes.properties {
      let predicate = try terms.iri(iri, nil, &batch)
      let object =
        iri == RDFVocabulary.type
        ? try terms.iri(value, frame.base, &batch)
        : try terms.literal(value, datatype: nil, language: frame.language, &batch)
      batch.append(frame.subject, predicate, object, graph: graph)
    }
  }

  // MARK: Properties

  private mutating func beginProperty(
    _ name: XMLName, _ attributes: RDFAttributes, _ frame: inout Frame, _ batch: inout ImportBatch
  ) throws(SyntaxError) {
    let place = frames.count - 1
    var local = name.local
    if name.namespace == RDFVocabulary.rdf {
      guard local != "Description", !RDFAttributes.syntactic.contains(local),
        !RDFAttributes.abolished.contains(local)
      else { throw RDFAttributes.problem("rdf:\(local) cannot be a property") }
      if local == "li" {
        frames[place].members += 1
        local = "_\(frames[place].members)"
      }
    }
    frame.subject = frames[place].subject
    frame.predicate = try terms.iri(name.namespace + local, nil, &batch)
    try attributes.refuse(\.about, on: "a property")
    if let id = attributes.id { frame.statement = try terms.id(id, frame.base, &batch) }
    if let parseType = attributes.parseType {
      try attributes.refuse(\.nodeID, \.resource, \.datatype, on: "a property with rdf:parseType")
      guard attributes.properties.isEmpty else {
        throw RDFAttributes.problem("a property with rdf:parseType has no other properties")
      }
      switch parseType {
      case "Resource":
        let node = batch.freshBlankNumber()
        say(frame, node, &batch)
        frame.subject = node
        frame.kind = .node
      case "Collection": frame.kind = .collection
      default: frame.kind = .literal
      }
    } else if attributes.resource != nil || attributes.nodeID != nil
      || !attributes.properties.isEmpty
    {
      try attributes.refuse(\.datatype, on: "a property whose value is a node")
      if attributes.resource != nil {
        try attributes.refuse(\.nodeID, on: "a property with rdf:resource")
      }
      var described = frame
      described.subject =
        if let resource = attributes.resource {
          try terms.iri(resource, frame.base, &batch)
        } else {
          try terms.blank(attributes.nodeID, &batch)
        }
      say(frame, described.subject, &batch)
      try describe(attributes, described, &batch)
      frame.kind = .empty
    } else {
      if let datatype = attributes.datatype {
        frame.datatype = try terms.absolute(datatype, frame.base)
      }
      frame.kind = .property
    }
    frames.append(frame)
  }

  /// Adds the statement of a property, and what is said of the statement itself if it has a name.
  private func say(_ frame: Frame, _ object: UInt32, _ batch: inout ImportBatch) {
    batch.append(frame.subject, frame.predicate, object, graph: graph)
    guard let statement = frame.statement else { return }
    batch.append(statement, words.type, words.statement, graph: graph)
    batch.append(statement, words.subject, frame.subject, graph: graph)
    batch.append(statement, words.predicate, frame.predicate, graph: graph)
    batch.append(statement, words.object, object, graph: graph)
  }

  private func endCollection(_ frame: Frame, _ batch: inout ImportBatch) {
    let cells = frame.nodes.map { _ in batch.freshBlankNumber() }
    say(frame, cells.first ?? words.empty, &batch)
    for (place, cell) in cells.enumerated() {
      batch.append(cell, words.first, frame.nodes[place], graph: graph)
      let next = place + 1 < cells.count ? cells[place + 1] : words.empty
      batch.append(cell, words.rest, next, graph: graph)
    }
  }

  private static func isBlank(_ text: String) -> Bool {
    text.utf8.allSatisfy { [32, 9, 10, 13].contains($0) }
  }
}
