import Glibc

/// Reads Turtle and TriG into a batch; holds no more of the file than the statement at hand.
struct TurtleReader {
  let readsGraphs: Bool

  func read(_ source: ByteSource, into batch: inout ImportBatch, _ run: ImportRun) throws {
    let base = try BaseIRI(of: source, run.options)
    var parser = TurtleParser(
      readsGraphs: readsGraphs, base: base, defaultGraph: run.defaultGraph, &batch)
    var window = TextWindow(source)
    try window.advance(to: 0)
    while true {
      let lexer = TurtleLexer(of: window)
      do {
        try window.withText { bytes, masks throws(SyntaxError) in
          while try parser.next(in: bytes, masks, lexer, into: &batch) {}
        }
        guard !window.isLast else { break }
      } catch {
        if !lexer.mayComeOfTheEnd(error) {
          let recovery = TurtleRecovery(
            lexer: lexer, readsGraphs: readsGraphs, isInGraph: parser.isInGraph)
          if !run.options.skipsErrors { throw window.error(error) }
          let end = window.withText { bytes, _ in
            recovery.end(of: parser.start, after: error, in: bytes)
          }
          if let end {
            try run.skip(window.error(error))
            parser.position = end
            continue
          }
        }
      }
      try run.report(batch.count)
      try window.advance(to: parser.start)
      parser.position = 0
    }
    if parser.isInGraph {
      try run.skip(window.error(SyntaxError(offset: window.end, problem: .cutOff("a graph"))))
    }
    try run.report(batch.count)
  }
}

extension BaseIRI {
  /// What relative IRIs of a file are relative to: what the user says, or the file; nil for standard input.
  init?(of source: ByteSource, _ options: ImportOptions) throws(FormatError) {
    if let iri = options.base {
      guard NTriplesTerm.isIRI(iri) else { throw .badBase(iri) }
      self.init(Array(iri.utf8))
      return
    }
    guard let path = realpath(source.name, nil) else { return nil }
    defer { free(path) }
    self.init(file: String(cString: path))
  }
}
