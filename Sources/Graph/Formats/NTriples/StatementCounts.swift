/// What a file of N-Triples or N-Quads holds.
public struct StatementCounts: Sendable, Equatable {
  /// Statements that were read.
  public internal(set) var statements = 0
  /// Terms of all statements, graphs included.
  public internal(set) var terms = 0
}

extension StatementCounts {
  /// Reads a file of N-Triples or N-Quads, compressed with gzip or not, checks every byte of it against the grammar, and
  /// keeps nothing; constant memory.
  ///
  /// - Throws: ``FormatError`` with the place of the first mistake, or for a file of another format.
  public init(of path: String) throws {
    let format = GraphFormat(path: path)
    guard format == .nTriples || format == .nQuads else {
      throw FormatError.unknownFormat(file: path)
    }
    var blocks = LineBlocks(try ByteSource(path: path, access: .everywhere))
    var masks = ByteMasks()
    while try blocks.next() {
      do {
        try blocks.withBytes { bytes throws(SyntaxError) in
          masks.read(bytes)
          var scanner = NTriplesScanner(readsGraphs: format == .nQuads, isUTF8: masks.isUTF8)
          while try scanner.next(in: bytes, masks.words.span) {
            statements += 1
            terms += scanner.graph.isEmpty ? 3 : 4
          }
        }
      } catch {
        throw blocks.error(error)
      }
    }
  }
}
