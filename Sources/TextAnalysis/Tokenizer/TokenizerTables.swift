/// The tokenizer's rules, read from the model.
struct TokenizerTables: Sendable {
  /// A token of a listed exception.
  struct Piece: Sendable {
    let text: String
    /// The norm, where it is not the usual one of the text.
    let norm: String?
  }

  let splitter: ChunkSplitter
  /// The pieces of each exception, by the id of its text in ``exceptions``.
  let pieces: [[Piece]]
  /// Exceptions that affix rules would divide or that contain a space, by their divided tokens.
  let sequences: SequenceTrie

  var exceptions: ByteTable { splitter.exceptions! }

  init(_ file: MappedFile) throws(ModelError) {
    var reader = MessagePackReader(file)
    var patterns: [String: String] = [:]
    var exceptions = ByteTable(capacity: 1500)
    var pieces: [[Piece]] = []
    var longest = 0
    for _ in 0..<(try reader.mapCount()) {
      let key = try reader.string()
      guard key == "exceptions" else {
        if reader.isAtBytes { patterns[key] = try reader.string() } else { try reader.skip() }
        continue
      }
      for _ in 0..<(try reader.mapCount()) {
        let text = try reader.bytesValue()
        let (_, isNew) = exceptions.insert(text)
        guard isNew else { throw reader.failure("an exception is listed twice") }
        longest = max(longest, text.count)
        pieces.append(try Self.pieces(&reader))
      }
    }
    try reader.finish()
    guard let prefix = patterns["prefix_search"], let suffix = patterns["suffix_search"],
      let infix = patterns["infix_finditer"], let address = patterns["url_match"]
    else { throw reader.failure("a pattern of the tokenizer is missing") }
    let affixes = try AffixPatterns(
      prefix: prefix, suffix: suffix, infix: infix, address: address, file: file)
    splitter = ChunkSplitter(patterns: affixes, exceptions: exceptions, longestException: longest)
    self.pieces = pieces

    let plain = ChunkSplitter(patterns: affixes, exceptions: nil, longestException: 0)
    var sequences = SequenceTrie()
    for id in 0..<exceptions.count {
      exceptions.withBytes(at: id) { bytes in
        let text = ScalarText(bytes)
        guard plain.hasAffix(text) || bytes.contains(0x20) else { return }
        sequences.insert(Self.tokens(of: bytes, splitter: plain))
      }
    }
    self.sequences = sequences
  }

  private static func pieces(_ reader: inout MessagePackReader) throws(ModelError) -> [Piece] {
    // The attributes that an exception may set, by their numbers in the model's library.
    let (textKey, normKey): (Int64, Int64) = (65, 67)
    var result: [Piece] = []
    for _ in 0..<(try reader.arrayCount()) {
      var text: String?
      var norm: String?
      for _ in 0..<(try reader.mapCount()) {
        switch try reader.integer() {
        case textKey: text = try reader.string()
        case normKey: norm = try reader.string()
        default: try reader.skip()
        }
      }
      guard let text, !text.isEmpty else {
        throw reader.failure("an exception's token has no text")
      }
      result.append(Piece(text: text, norm: norm))
    }
    guard !result.isEmpty else { throw reader.failure("an exception has no tokens") }
    return result
  }

  /// The tokens of a text by affix rules alone.
  private static func tokens(
    of bytes: UnsafeRawBufferPointer, splitter: ChunkSplitter
  ) -> [UnsafeRawBufferPointer] {
    var tokens: [UnsafeRawBufferPointer] = []
    forEachChunk(of: bytes) { chunk in
      let text = ScalarText(UnsafeRawBufferPointer(rebasing: bytes[chunk]))
      for part in splitter.split(text) {
        if case .token(let range) = part { tokens.append(text.bytes(range)) }
      }
    } afterSpace: {
    }
    return tokens
  }
}

/// Walks the chunks of a text: maximal runs of text without white space, or of white space alone,
/// but for one space after a word, which belongs to the word and is reported after it.
func forEachChunk(
  of bytes: UnsafeRawBufferPointer, _ body: (Range<Int>) -> Void, afterSpace: () -> Void
) {
  var start = 0
  var index = 0
  var isSpace = false
  while index < bytes.count {
    let byte = bytes[index]
    var length = 1
    var isSpaceNow: Bool
    if byte < 0x80 {
      isSpaceNow = byte <= 0x20 && (byte >= 0x1c || byte >= 0x09 && byte <= 0x0d)
    } else {
      let (scalar, count) = decodeScalar(bytes, at: index)
      length = count
      isSpaceNow = Unicode.Scalar(scalar)?.isSpace ?? false
    }
    if index == 0 { isSpace = isSpaceNow }
    if isSpaceNow != isSpace {
      if start < index { body(start..<index) }
      if byte == 0x20 {
        afterSpace()
        start = index + 1
      } else {
        start = index
      }
      isSpace = isSpaceNow
    }
    index += length
  }
  if start < bytes.count { body(start..<bytes.count) }
}
