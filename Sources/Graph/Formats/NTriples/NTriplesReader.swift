/// Reads N-Triples and N-Quads into a batch.
struct NTriplesReader {
  let readsGraphs: Bool

  func read(_ source: ByteSource, into batch: inout ImportBatch, _ run: ImportRun) throws {
    var blocks = LineBlocks(source)
    var masks = ByteMasks()
    while try blocks.next() {
      blocks.withBytes { masks.read($0) }
      var scanner = NTriplesScanner(readsGraphs: readsGraphs, isUTF8: masks.isUTF8)
      while true {
        do {
          try blocks.withBytes { bytes throws(SyntaxError) in
            try scan(bytes, masks.words.span, &scanner, into: &batch, run)
          }
          break
        } catch {
          try run.skip(blocks.error(error))
          blocks.withBytes { scanner.skipLine(in: $0) }
        }
      }
      try run.report(batch.count)
    }
  }

  private func scan(
    _ bytes: Span<UInt8>, _ masks: Span<UInt64>, _ scanner: inout NTriplesScanner,
    into batch: inout ImportBatch, _ run: ImportRun
  ) throws(SyntaxError) {
    while try scanner.next(in: bytes, masks) {
      let graph =
        scanner.graph.isEmpty
        ? run.defaultGraph : batch.number(bytes.extracting(scanner.graph))
      batch.append(
        batch.number(bytes.extracting(scanner.subject)),
        batch.number(bytes.extracting(scanner.predicate)),
        batch.number(bytes.extracting(scanner.object)), graph: graph)
    }
  }
}
