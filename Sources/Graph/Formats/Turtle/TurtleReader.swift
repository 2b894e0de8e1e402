import CSerd
import Glibc

/// Reads Turtle and TriG into a batch, with serd.
struct TurtleReader {
  let readsGraphs: Bool

  func read(_ source: ByteSource, into batch: inout ImportBatch, _ run: ImportRun) throws {
    let session = try TurtleSession(source, batch, run, readsGraphs: readsGraphs)
    // The session has the only copy while it adds to it.
    batch = ImportBatch()
    defer { batch = session.batch }
    try session.read()
  }
}

/// One file on its way through serd, which calls back with bytes to supply and statements to take.
private final class TurtleSession {
  var batch: ImportBatch
  private let source: ByteSource
  private let run: ImportRun
  private let environment: OpaquePointer
  private let syntax: SerdSyntax
  private var guarding: TurtleGuard
  private var raw = [UInt8](repeating: 0, count: 1 << 16)
  private var supply: [UInt8] = []
  private var supplied = 0
  private var isAtEnd = false
  private var line = 1
  /// Lines before what the present reader reads, and how many readers there were before it.
  private var lineOffset = 0
  private var stretch = 0
  /// What went wrong in a callback.
  private var failure: (any Error)?
  /// What serd found wrong with the text.
  private var complaint: FormatError?
  private var spelling: [UInt8] = []

  init(
    _ source: ByteSource, _ batch: ImportBatch, _ run: ImportRun, readsGraphs: Bool
  ) throws {
    syntax = readsGraphs ? SERD_TRIG : SERD_TURTLE
    guarding = TurtleGuard(allowsBraces: readsGraphs)
    self.source = source
    self.batch = batch
    self.run = run
    var base = SerdNode()
    if let iri = run.options.base {
      base = iri.withBytes { serd_node_new_uri_from_string($0, nil, nil) }
    } else if let path = realpath(source.name, nil) {
      base = path.withMemoryRebound(to: UInt8.self, capacity: strlen(path) + 1) {
        serd_node_new_file_uri($0, nil, nil, true)
      }
      free(path)
    }
    defer { serd_node_free(&base) }
    guard let environment = serd_env_new(nil) else {
      throw FormatError.cannotRead(file: source.name, reason: "not enough memory")
    }
    if base.buf != nil { serd_env_set_base_uri(environment, &base) }
    self.environment = environment
  }

  deinit { serd_env_free(environment) }

  func read() throws {
    while try !readStretch() {
      // serd cannot go on after an error: a new reader begins at the next line.
      stretch += 1
      var byte = supplied > 0 ? supply[supplied - 1] : 0
      while byte != 10, let next = nextByte() { byte = next }
      if let failure { throw failure }
      if isAtEnd, supplied == supply.count { break }
    }
    try run.report(batch.count)
  }

  /// Reads up to the end or to an error that is to be left out; true at the end.
  private func readStretch() throws -> Bool {
    let handle = Unmanaged.passUnretained(self).toOpaque()
    let reader = serd_reader_new(
      syntax, handle, nil,
      { handle, iri in TurtleSession.of(handle).setBase(iri) },
      { handle, name, iri in TurtleSession.of(handle).setPrefix(name, iri) },
      { handle, _, graph, subject, predicate, object, datatype, language in
        TurtleSession.of(handle).add(graph, subject, predicate, object, datatype, language)
      }, nil)
    guard let reader else {
      throw FormatError.cannotRead(file: source.name, reason: "not enough memory")
    }
    defer { serd_reader_free(reader) }
    let prefix = blankPrefix
    prefix.withBytes { serd_reader_add_blank_prefix(reader, $0) }
    serd_reader_set_strict(reader, true)
    serd_reader_set_error_sink(
      reader, { handle, error in TurtleSession.of(handle).note(error) }, handle)
    let firstLine = line
    var status = serd_reader_start_source_stream(
      reader,
      { buffer, _, count, stream in
        TurtleSession.of(stream).fill(UnsafeMutableRawBufferPointer(start: buffer, count: count))
      }, { stream in TurtleSession.of(stream).failure == nil ? 0 : 1 }, handle, nil, 1)
    defer { serd_reader_end_stream(reader) }
    lineOffset = firstLine - 1
    while true {
      if status == SERD_SUCCESS { status = serd_reader_read_chunk(reader) }
      if let failure { throw failure }
      if let complaint {
        self.complaint = nil
        try run.skip(complaint)
        return false
      }
      switch status {
      case SERD_SUCCESS: if batch.count & 0x3FFF == 0 { try run.report(batch.count) }
      case SERD_FAILURE:
        // serd ends in silence at what can begin no statement.
        guard let byte = nextByte() else {
          if let failure { throw failure }
          return true
        }
        let place = byte == 10 ? line - 1 : line
        try run.skip(problem(.expected("a statement"), line: place))
        return false
      default:
        try run.skip(problem(.other(String(cString: serd_strerror(status)))))
        return false
      }
    }
  }

  /// What keeps the names that one reader gives to nodes apart from those of the next.
  private var blankPrefix: String { "r\(stretch)" }

  private static func of(_ handle: UnsafeMutableRawPointer?) -> TurtleSession {
    // serd hands back what `read` gave it.
    Unmanaged<TurtleSession>.fromOpaque(handle.unsafelyUnwrapped).takeUnretainedValue()
  }

  private func problem(_ problem: SyntaxProblem, line: Int? = nil) -> FormatError {
    .syntax(file: source.name, line: line ?? self.line, column: nil, problem: problem)
  }

  // MARK: What serd calls

  /// Supplies a byte; serd reads one at a time, so that the line at hand is known.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard !buffer.isEmpty, let byte = nextByte() else { return 0 }
    buffer[0] = byte
    return 1
  }

  private func nextByte() -> UInt8? {
    while supplied == supply.count, !isAtEnd, failure == nil {
      supply.removeAll(keepingCapacity: true)
      supplied = 0
      do {
        let count = try source.read(into: &raw, raw.indices)
        for place in 0..<count { guarding.pass(raw[place], to: &supply) }
        if count == 0 {
          guarding.finish(&supply)
          isAtEnd = true
        }
        if guarding.isTooDeep {
          failure = problem(.other("brackets stand more than \(TurtleGuard.depthLimit) deep"))
        } else if guarding.hasForbiddenBrace {
          failure = problem(.other("braces are for TriG: Turtle has no graphs"))
        }
      } catch {
        failure = error
      }
    }
    guard supplied < supply.count, failure == nil else { return nil }
    let byte = supply[supplied]
    supplied += 1
    if byte == 10 { line += 1 }
    return byte
  }

  private func note(_ error: UnsafePointer<SerdError>) -> SerdStatus {
    if complaint == nil {
      var message = [CChar](repeating: 0, count: 256)
      graphsh_serd_message(error, &message, message.count)
      let bytes = message.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }
      complaint = .syntax(
        file: source.name, line: lineOffset + max(1, Int(error.pointee.line)), column: nil,
        problem: .other(String(decoding: bytes, as: UTF8.self)))
    }
    return SERD_SUCCESS
  }

  private func setBase(_ iri: UnsafePointer<SerdNode>) -> SerdStatus {
    serd_env_set_base_uri(environment, iri)
  }

  private func setPrefix(
    _ name: UnsafePointer<SerdNode>, _ iri: UnsafePointer<SerdNode>
  ) -> SerdStatus {
    serd_env_set_prefix(environment, name, iri)
  }

  private func add(
    _ graph: UnsafePointer<SerdNode>?, _ subject: UnsafePointer<SerdNode>,
    _ predicate: UnsafePointer<SerdNode>, _ object: UnsafePointer<SerdNode>,
    _ datatype: UnsafePointer<SerdNode>?, _ language: UnsafePointer<SerdNode>?
  ) -> SerdStatus {
    do throws(FormatError) {
      let subject = try number(subject, nil, nil)
      let predicate = try number(predicate, nil, nil)
      let object = try number(object, datatype, language)
      var name = run.defaultGraph
      if let graph { name = try number(graph, nil, nil) }
      batch.append(subject, predicate, object, graph: name)
      return SERD_SUCCESS
    } catch {
      complaint = error
      return SERD_ERR_BAD_SYNTAX
    }
  }

  // MARK: Nodes

  private func number(
    _ node: UnsafePointer<SerdNode>, _ datatype: UnsafePointer<SerdNode>?,
    _ language: UnsafePointer<SerdNode>?
  ) throws(FormatError) -> UInt32 {
    switch node.pointee.type {
    case SERD_BLANK:
      let label = bytes(node.pointee)
      let prefix = blankPrefix.utf8.count
      // Labels of the file are the same nodes for every reader.
      let isOfFile = label.count > prefix && label[prefix] == TurtleGuard.labelPrefix
      let name = UnsafeBufferPointer(rebasing: label[(isOfFile ? prefix : 0)...])
      return batch.blankNumber(name.span)
    case SERD_LITERAL:
      spelling.removeAll(keepingCapacity: true)
      spelling.append(UInt8(ascii: "\""))
      for byte in bytes(node.pointee) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): spelling += [UInt8(ascii: "\\"), byte]
        case 10: spelling += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
        case 13: spelling += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
        default: spelling.append(byte)
        }
      }
      spelling.append(UInt8(ascii: "\""))
      if let language {
        // serd takes a tag that ends in a hyphen.
        guard NTriplesTerm.isLanguageTag(bytes(language.pointee).span) else {
          throw problem(.badLanguageTag)
        }
        spelling.append(UInt8(ascii: "@"))
        spelling.append(contentsOf: bytes(language.pointee))
      } else if let datatype {
        spelling += [UInt8(ascii: "^"), UInt8(ascii: "^")]
        try appendIRI(datatype)
      }
      let literal = spelling
      do throws(SyntaxError) {
        try NTriplesTerm.checkUTF8(0..<literal.count, in: literal.span)
      } catch {
        throw problem(error.problem)
      }
      return batch.number(literal.span)
    default:
      spelling.removeAll(keepingCapacity: true)
      try appendIRI(node)
      let iri = spelling
      return batch.number(iri.span)
    }
  }

  /// Appends an IRI with its prefix or base put in, in angle brackets, checked.
  private func appendIRI(_ node: UnsafePointer<SerdNode>) throws(FormatError) {
    let start = spelling.count
    spelling.append(UInt8(ascii: "<"))
    if node.pointee.type == SERD_CURIE {
      var prefix = SerdChunk()
      var suffix = SerdChunk()
      guard serd_env_expand(environment, node, &prefix, &suffix) == SERD_SUCCESS else {
        let name = String(decoding: bytes(node.pointee), as: UTF8.self)
        throw problem(.other("the prefix of \(name) was not declared"))
      }
      spelling.append(contentsOf: UnsafeBufferPointer(start: prefix.buf, count: prefix.len))
      spelling.append(contentsOf: UnsafeBufferPointer(start: suffix.buf, count: suffix.len))
    } else if serd_uri_string_has_scheme(node.pointee.buf) {
      spelling.append(contentsOf: bytes(node.pointee))
    } else {
      var whole = serd_env_expand_node(environment, node)
      defer { serd_node_free(&whole) }
      spelling.append(contentsOf: bytes(whole.buf == nil ? node.pointee : whole))
    }
    // What serd has unescaped must not be read as an escape.
    guard !spelling[start...].contains(UInt8(ascii: "\\")) else {
      throw problem(.forbidden("\\", in: "an IRI"))
    }
    spelling += [UInt8(ascii: ">"), 10]
    let written = spelling
    var end = 0
    do throws(SyntaxError) {
      end = try NTriplesTerm.checkIRI(start, in: written.span)
    } catch {
      throw problem(error.problem)
    }
    guard end == written.count - 1 else { throw problem(.forbidden(">", in: "an IRI")) }
    spelling.removeLast()
  }

  private func bytes(_ node: SerdNode) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: node.buf, count: node.n_bytes)
  }
}

extension String {
  fileprivate func withBytes<Result>(_ body: (UnsafePointer<UInt8>?) -> Result) -> Result {
    utf8CString.withUnsafeBufferPointer { text in
      text.withMemoryRebound(to: UInt8.self) { body($0.baseAddress) }
    }
  }
}
