import CLibXML2

/// What takes the parts of an XML file as they are read. An error stops the reading.
protocol XMLEventHandler: AnyObject {
  func begin(_ element: XMLElement) throws
  func end(_ name: XMLName) throws
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws
  func comment(_ text: String) throws
  func instruction(_ target: String, _ data: String) throws
}

/// Reads XML piece by piece with libxml2, whose limits on depth, on the length of a text and on the growth of entities
/// stay on. Entities are those that the file itself declares as text; nothing else is opened.
final class XMLEventParser {
  private let file: String
  private let context: UnsafeMutablePointer<xmlParserCtxt>
  /// Lives as long as the reading.
  private unowned let handler: any XMLEventHandler
  private var failure: (any Error)?

  init(file: String, handler: any XMLEventHandler) throws(FormatError) {
    self.file = file
    self.handler = handler
    var sax = Self.callbacks()
    guard let context = xmlCreatePushParserCtxt(&sax, nil, nil, 0, nil) else {
      throw .cannotRead(file: file, reason: "not enough memory")
    }
    self.context = context
    context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
    xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
  }

  deinit {
    xmlFreeDoc(context.pointee.myDoc)
    xmlFreeParserCtxt(context)
  }

  /// Reads the next bytes; none of them ends the file.
  func read(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    _ = bytes.withMemoryRebound(to: CChar.self) {
      xmlParseChunk(context, $0.baseAddress, Int32($0.count), $0.isEmpty ? 1 : 0)
    }
    if let failure { throw failure }
    if context.pointee.wellFormed == 0 {
      throw error(.other("this is not well-formed XML"))
    }
  }

  /// Notes what libxml2 finds wrong.
  private func note(_ error: xmlError) {
    // A namespace may be an IRI with characters beyond those of a URI.
    guard error.level.rawValue >= XML_ERR_ERROR.rawValue, error.code != XML_WAR_NS_URI.rawValue
    else { return }
    let message = String(xml: error.message).prefix { $0 != "\n" }
    stop(
      FormatError.syntax(
        file: file, line: max(1, Int(error.line)), column: max(1, Int(error.int2)),
        problem: .other("this is not well-formed XML: " + message)))
  }

  /// The error for a problem in what is being read.
  func error(_ problem: SyntaxProblem) -> FormatError {
    .syntax(
      file: file, line: max(1, Int(xmlSAX2GetLineNumber(context))),
      column: max(1, Int(xmlSAX2GetColumnNumber(context))), problem: problem)
  }

  private func hand(_ part: (any XMLEventHandler) throws -> Void) {
    guard failure == nil else { return }
    do {
      try part(handler)
    } catch {
      stop(error)
    }
  }

  private func stop(_ error: any Error) {
    if failure == nil { failure = error }
    xmlStopParser(context)
  }

  // MARK: What libxml2 calls

  /// libxml2 hands the context to its own callbacks, which keep the entities, and to these.
  private static func of(_ context: UnsafeMutableRawPointer?) -> XMLEventParser? {
    let context = context?.assumingMemoryBound(to: xmlParserCtxt.self)
    return context?.pointee._private.map {
      Unmanaged<XMLEventParser>.fromOpaque($0).takeUnretainedValue()
    }
  }

  private static func callbacks() -> xmlSAXHandler {
    var sax = xmlSAXHandler()
    xmlSAXVersion(&sax, 2)
    sax.startElementNs = { context, local, prefix, namespace, _, _, count, _, attributes in
      XMLEventParser.of(context)?.hand { handler in
        let name = XMLName(
          namespace: String(xml: namespace), local: String(xml: local), prefix: String(xml: prefix))
        try handler.begin(
          XMLElement(name: name, attributes: XMLEventParser.attributeList(attributes, Int(count))))
      }
    }
    sax.endElementNs = { context, local, prefix, namespace in
      XMLEventParser.of(context)?.hand { handler in
        try handler.end(
          XMLName(
            namespace: String(xml: namespace), local: String(xml: local),
            prefix: String(xml: prefix)))
      }
    }
    let characters: charactersSAXFunc = { context, start, count in
      XMLEventParser.of(context)?.hand { handler in
        try handler.text(UnsafeBufferPointer(start: start, count: Int(count)))
      }
    }
    sax.characters = characters
    sax.ignorableWhitespace = characters
    sax.cdataBlock = characters
    sax.comment = { context, comment in
      XMLEventParser.of(context)?.hand { try $0.comment(String(xml: comment)) }
    }
    sax.processingInstruction = { context, target, data in
      XMLEventParser.of(context)?.hand {
        try $0.instruction(String(xml: target), String(xml: data))
      }
    }
    sax.entityDecl = { context, name, kind, publicID, systemID, content in
      let isOfFile =
        kind == Int32(XML_INTERNAL_GENERAL_ENTITY.rawValue)
        || kind == Int32(XML_INTERNAL_PARAMETER_ENTITY.rawValue)
      if isOfFile { xmlSAX2EntityDecl(context, name, kind, publicID, systemID, content) }
    }
    sax.getEntity = { context, name in
      if let entity = xmlSAX2GetEntity(context, name) { return entity }
      // libxml2 would only warn where a part of the document type lies in another file.
      if let parser = XMLEventParser.of(context) {
        parser.stop(
          parser.error(
            .other("the entity &\(String(xml: name)); is not declared in the file itself")))
      }
      return nil
    }
    sax.resolveEntity = { _, _, _ in nil }
    sax.externalSubset = nil
    sax.serror = { context, error in
      if let error { XMLEventParser.of(context)?.note(error.pointee) }
    }
    return sax
  }

  private static func attributeList(
    _ parts: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
  ) -> [XMLElement.Attribute] {
    guard let parts else { return [] }
    return (0..<count).map { number in
      let part = parts + 5 * number
      var value = ""
      if let start = part[3], let end = part[4] {
        value = String(
          decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
      }
      return XMLElement.Attribute(
        name: XMLName(
          namespace: String(xml: part[2]), local: String(xml: part[0]), prefix: String(xml: part[1])
        ),
        value: value)
    }
  }
}

extension String {
  fileprivate init(xml text: UnsafePointer<xmlChar>?) {
    self = text.map { String(cString: $0) } ?? ""
  }

  fileprivate init(xml message: UnsafePointer<CChar>?) {
    self = message.map { String(cString: $0) } ?? ""
  }
}
