/// Reads RDF/XML into a batch, piece by piece.
struct RDFXMLReader {
  /// Whether the file is only known to be XML, so that what is not in `rdf:RDF` is taken for something else.
  let needsRoot: Bool

  func read(_ source: ByteSource, into batch: inout ImportBatch, _ run: ImportRun) throws {
    let base = try BaseIRI(of: source, run.options)
    let session = RDFXMLSession(
      RDFXMLMapper(base: base, graph: run.defaultGraph, needsRoot: needsRoot, &batch), batch, run)
    // The session has the only copy while it adds to it.
    batch = ImportBatch()
    defer { batch = session.batch }
    try session.read(source)
  }
}

/// One file on its way through the parser, which hands its parts back.
private final class RDFXMLSession: XMLEventHandler {
  var batch: ImportBatch
  private var mapper: RDFXMLMapper
  private let run: ImportRun
  private weak var parser: XMLEventParser?
  /// Open elements; how many there are around the part that is left out after an error, if there is one.
  private var depth = 0
  private var depthOutside: Int?
  /// The triples before the description at hand.
  private var countBefore = 0

  init(_ mapper: RDFXMLMapper, _ batch: ImportBatch, _ run: ImportRun) {
    self.mapper = mapper
    self.batch = batch
    self.run = run
  }

  func read(_ source: ByteSource) throws {
    let parser = try XMLEventParser(file: source.name, handler: self)
    self.parser = parser
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    do {
      repeat {
        count = try source.read(into: &buffer, buffer.indices)
        try buffer.withUnsafeBufferPointer { bytes in
          try parser.read(UnsafeBufferPointer(rebasing: bytes[..<count]))
        }
        try run.report(batch.count)
      } while count > 0
    } catch let error as FormatError {
      // Nothing tells where XML could go on that is not well-formed.
      batch.shorten(to: countBefore)
      guard case .syntax = error else { throw error }
      try run.skip(error)
    }
  }

  // MARK: Parts

  func begin(_ element: XMLElement) throws {
    if depthOutside == nil, depth <= mapper.rootDepth { countBefore = batch.count }
    depth += 1
    try map(leavesOut: depth - 1) { mapper, batch throws(SyntaxError) in
      try mapper.begin(element, &batch)
    }
  }

  func end(_ name: XMLName) throws {
    depth -= 1
    if let outside = depthOutside {
      if depth == outside { depthOutside = nil }
      return
    }
    try map(leavesOut: depth) { mapper, batch throws(SyntaxError) in
      try mapper.end(name, &batch)
    }
    if depth <= mapper.rootDepth { countBefore = batch.count }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    try map(leavesOut: depth) { mapper, _ throws(SyntaxError) in try mapper.text(bytes) }
  }

  func comment(_ text: String) throws {
    if depthOutside == nil { mapper.comment(text) }
  }

  func instruction(_ target: String, _ data: String) throws {
    if depthOutside == nil { mapper.instruction(target, data) }
  }

  /// Takes a part; after an error, the whole description that it stands in is left out, if that is wished.
  private func map(
    leavesOut inside: Int,
    _ body: (inout RDFXMLMapper, inout ImportBatch) throws(SyntaxError) -> Void
  ) throws {
    guard depthOutside == nil else { return }
    do throws(SyntaxError) {
      try body(&mapper, &batch)
    } catch {
      batch.shorten(to: countBefore)
      guard let parser else { return }
      try run.skip(parser.error(error.problem))
      let outside = min(mapper.rootDepth, inside)
      mapper.leaveDescription()
      if depth > outside { depthOutside = outside }
    }
  }
}
