/// Reads the statements of Turtle and TriG one after another into a batch, each of them wholly or not at all.
///
/// What stands in brackets is kept track of in a list instead of by recursion, so that no text can exhaust the stack.
struct TurtleParser {
  /// Where the next statement is looked for, and where the one at hand begins.
  var position = 0
  private(set) var start = 0
  /// Whether a graph's braces are open.
  private(set) var isInGraph = false

  private let readsGraphs: Bool
  private let defaultGraph: UInt32
  private var graph: UInt32
  private var nodes: TurtleNodes
  private var open: [Bracket] = []
  private let type: UInt32
  private let first: UInt32
  private let rest: UInt32
  private let empty: UInt32

  /// Brackets within brackets.
  static let depthLimit = 1000

  /// A bracket that is open, and what the terms after it belong to.
  private struct Bracket {
    var isCollection: Bool
    var subject: UInt32
    var predicate: UInt32
    /// What stands in a subject's place; nil for an object.
    var node: UInt32?
  }

  private enum Expectation {
    case verb
    /// A verb, or the end of the list of verbs after a semicolon.
    case verbOrEnd
    /// A verb, or the end of the statement after a subject in brackets.
    case verbOrStop
    case object
    /// What stands after an object: a comma, a semicolon, the end of a bracket or of the statement; in a collection,
    /// the next object.
    case separator
  }

  init(
    readsGraphs: Bool, base: BaseIRI?, defaultGraph: UInt32, _ batch: inout ImportBatch
  ) {
    self.readsGraphs = readsGraphs
    self.defaultGraph = defaultGraph
    graph = defaultGraph
    type = batch.number("<\(RDFVocabulary.type)>")
    first = batch.number("<\(RDFVocabulary.first)>")
    rest = batch.number("<\(RDFVocabulary.rest)>")
    empty = batch.number("<\(RDFVocabulary.empty)>")
    nodes = TurtleNodes(base: base, type: type)
  }

  /// Reads the next statement; false where the text ends before one begins.
  ///
  /// After an error nothing of the statement is in the batch, and ``start`` is where it begins.
  @inline(__always)
  mutating func next(
    in bytes: Span<UInt8>, _ masks: Span<UInt64>, _ lexer: TurtleLexer,
    into batch: inout ImportBatch
  ) throws(SyntaxError) -> Bool {
    start = lexer.skipSpace(position, in: bytes)
    position = start
    // A comment that the window cuts is looked at again.
    guard start < lexer.end, bytes[unchecked: start] != UInt8(ascii: "#") else { return false }
    let count = batch.count
    do throws(SyntaxError) {
      position = try statement(in: bytes, masks, lexer, &batch)
    } catch {
      batch.shorten(to: count)
      throw error
    }
    return true
  }

  // MARK: Statements

  /// Reads a statement, a directive or a brace; gives the place after it.
  private mutating func statement(
    in bytes: Span<UInt8>, _ masks: Span<UInt64>, _ lexer: TurtleLexer, _ batch: inout ImportBatch
  ) throws(SyntaxError) -> Int {
    var place = start
    let byte = bytes[unchecked: place]
    switch byte {
    case UInt8(ascii: "@"): return try directive(in: bytes, lexer)
    case UInt8(ascii: "{"):
      try beginGraph(defaultGraph, place)
      return place + 1
    case UInt8(ascii: "}"):
      guard isInGraph else {
        throw SyntaxError(offset: place, problem: .expected("a statement"))
      }
      endGraph()
      return place + 1
    default: break
    }
    open.removeAll(keepingCapacity: true)
    let subject: UInt32
    var expected = Expectation.verb
    switch byte {
    case UInt8(ascii: "["):
      place = try lexer.token(place + 1, in: bytes)
      subject = batch.freshBlankNumber()
      if bytes[place] == UInt8(ascii: "]") {
        place += 1
      } else {
        open.append(
          Bracket(isCollection: false, subject: subject, predicate: type, node: subject))
      }
    case UInt8(ascii: "("):
      place = try lexer.token(place + 1, in: bytes)
      if bytes[place] == UInt8(ascii: ")") {
        subject = empty
        place += 1
      } else {
        subject = batch.freshBlankNumber()
        open.append(Bracket(isCollection: true, subject: subject, predicate: type, node: subject))
        expected = .object
      }
    default:
      if lexer.beginsName(byte), byte != UInt8(ascii: ":") {
        let end = try lexer.word(place, in: bytes)
        if bytes[end] != UInt8(ascii: ":") {
          return try keyword(place..<end, in: bytes, masks, lexer, &batch)
        }
      }
      subject = try nodes.node(&place, in: bytes, masks, lexer, &batch, "a statement")
    }
    if readsGraphs, !isInGraph, open.isEmpty {
      place = try lexer.token(place, in: bytes)
      if bytes[place] == UInt8(ascii: "{"), byte != UInt8(ascii: "(") {
        try beginGraph(subject, place)
        return place + 1
      }
    }
    return try predicates(subject, expected, &place, in: bytes, masks, lexer, &batch)
  }

  /// Reads what follows a subject up to the end of the statement; gives the place after it.
  private mutating func predicates(
    _ subject: UInt32, _ expected: Expectation, _ place: inout Int, in bytes: Span<UInt8>,
    _ masks: Span<UInt64>, _ lexer: TurtleLexer, _ batch: inout ImportBatch
  ) throws(SyntaxError) -> Int {
    var subject = subject
    var predicate = first
    var expected = expected
    while true {
      place = try lexer.token(place, in: bytes)
      let byte = bytes[unchecked: place]
      switch expected {
      case .verb:
        predicate = try nodes.verb(&place, in: bytes, masks, lexer, &batch)
        expected = .object
      case .verbOrEnd:
        switch byte {
        case UInt8(ascii: ";"): place += 1
        case UInt8(ascii: "."), UInt8(ascii: "]"), UInt8(ascii: "}"): expected = .separator
        default: expected = .verb
        }
      case .verbOrStop:
        let stops = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "}")
        expected = stops ? .separator : .verb
      case .object:
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "("):
          let isCollection = byte == UInt8(ascii: "(")
          let inside = try lexer.token(place + 1, in: bytes)
          let isEmpty = bytes[inside] == (isCollection ? UInt8(ascii: ")") : UInt8(ascii: "]"))
          let node = isCollection && isEmpty ? empty : batch.freshBlankNumber()
          batch.append(subject, predicate, node, graph: graph)
          expected = .separator
          if isEmpty {
            place = inside + 1
            break
          }
          guard open.count < Self.depthLimit else {
            throw SyntaxError(
              offset: place,
              problem: .other("brackets are nested more than \(Self.depthLimit) deep"))
          }
          open.append(
            Bracket(isCollection: isCollection, subject: subject, predicate: predicate, node: nil))
          subject = node
          predicate = first
          place = inside
          expected = isCollection ? .object : .verb
        default:
          let object = try nodes.object(&place, in: bytes, masks, lexer, &batch)
          batch.append(subject, predicate, object, graph: graph)
          expected = .separator
        }
      case .separator:
        guard let bracket = open.last else {
          switch byte {
          case UInt8(ascii: ","): expected = .object
          case UInt8(ascii: ";"): expected = .verbOrEnd
          case UInt8(ascii: "."):
            try lexer.checkWhole(place + 1, "a statement")
            return place + 1
          case UInt8(ascii: "}") where isInGraph: return place
          default: throw Self.misplaced(place, in: bytes, "a full stop, a semicolon or a comma")
          }
          place += 1
          continue
        }
        switch (bracket.isCollection, byte) {
        case (true, UInt8(ascii: ")")):
          batch.append(subject, rest, empty, graph: graph)
          (subject, predicate) = (bracket.node ?? bracket.subject, bracket.predicate)
          expected = bracket.node == nil ? .separator : .verb
          open.removeLast()
          place += 1
        case (true, _):
          let cell = batch.freshBlankNumber()
          batch.append(subject, rest, cell, graph: graph)
          (subject, predicate) = (cell, first)
          expected = .object
        case (false, UInt8(ascii: ",")):
          expected = .object
          place += 1
        case (false, UInt8(ascii: ";")):
          expected = .verbOrEnd
          place += 1
        case (false, UInt8(ascii: "]")):
          (subject, predicate) = (bracket.node ?? bracket.subject, bracket.predicate)
          expected = bracket.node == nil ? .separator : .verbOrStop
          open.removeLast()
          place += 1
        default: throw Self.misplaced(place, in: bytes, "a semicolon, a comma or a closing bracket")
        }
      }
    }
  }

  /// The error for what cannot stand after an object.
  private static func misplaced(
    _ place: Int, in bytes: Span<UInt8>, _ expected: String
  ) -> SyntaxError {
    if bytes[place] == UInt8(ascii: "~") {
      return SyntaxError(offset: place, problem: .newerRDF("a name of a statement after ~"))
    }
    if bytes[place] == UInt8(ascii: "{"), bytes[place + 1] == UInt8(ascii: "|") {
      return SyntaxError(offset: place, problem: .newerRDF("an annotation in {| |}"))
    }
    return SyntaxError(offset: place, problem: .expected(expected + " after the object"))
  }

  // MARK: Graphs and directives

  private mutating func beginGraph(_ name: UInt32, _ place: Int) throws(SyntaxError) {
    guard readsGraphs else {
      throw SyntaxError(
        offset: place, problem: .other("braces are for TriG: Turtle has no graphs"))
    }
    guard !isInGraph else {
      throw SyntaxError(offset: place, problem: .other("a graph cannot be inside a graph"))
    }
    graph = name
    isInGraph = true
  }

  private mutating func endGraph() {
    graph = defaultGraph
    isInGraph = false
  }

  /// Reads `@prefix` or `@base`; gives the place after it.
  private mutating func directive(
    in bytes: Span<UInt8>, _ lexer: TurtleLexer
  ) throws(SyntaxError) -> Int {
    let end = try lexer.word(start + 1, in: bytes)
    let word = NTriplesTerm.text(start + 1..<end, in: bytes)
    var place = try declare(word, end, in: bytes, lexer)
    place = try lexer.token(place, in: bytes)
    guard bytes[place] == UInt8(ascii: ".") else {
      throw SyntaxError(offset: place, problem: .expected("a full stop after @\(word)"))
    }
    try lexer.checkWhole(place + 1, "a directive")
    return place + 1
  }

  /// Reads a statement that begins with a keyword; gives the place after it.
  private mutating func keyword(
    _ range: Range<Int>, in bytes: Span<UInt8>, _ masks: Span<UInt64>, _ lexer: TurtleLexer,
    _ batch: inout ImportBatch
  ) throws(SyntaxError) -> Int {
    let word = NTriplesTerm.text(range, in: bytes).lowercased()
    guard word == "graph", readsGraphs, !isInGraph else {
      return try declare(word, range.upperBound, in: bytes, lexer)
    }
    var place = try lexer.token(range.upperBound, in: bytes)
    let name: UInt32
    if bytes[place] == UInt8(ascii: "[") {
      place = try lexer.token(place + 1, in: bytes)
      guard bytes[place] == UInt8(ascii: "]") else {
        throw SyntaxError(offset: place, problem: .expected("] after [ as the name of a graph"))
      }
      place += 1
      name = batch.freshBlankNumber()
    } else {
      name = try nodes.node(&place, in: bytes, masks, lexer, &batch, "the name of a graph")
    }
    place = try lexer.token(place, in: bytes)
    guard bytes[place] == UInt8(ascii: "{") else {
      throw SyntaxError(offset: place, problem: .expected("{ after the name of a graph"))
    }
    try beginGraph(name, place)
    return place + 1
  }

  /// Declares a prefix or a base; gives the place after the IRI.
  private mutating func declare(
    _ word: String, _ from: Int, in bytes: Span<UInt8>, _ lexer: TurtleLexer
  ) throws(SyntaxError) -> Int {
    guard ["prefix", "base", "version"].contains(word), !isInGraph else {
      throw SyntaxError(offset: start, problem: .expected("a statement"))
    }
    if word == "version" {
      throw SyntaxError(offset: start, problem: .newerRDF("a declaration of the version"))
    }
    var place = try lexer.token(from, in: bytes)
    if word == "prefix" {
      try nodes.terms.declarePrefix(&place, in: bytes, lexer)
    } else {
      try nodes.terms.declareBase(&place, in: bytes, lexer)
    }
    return place
  }
}
