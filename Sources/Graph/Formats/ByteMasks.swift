import CKernels

/// Where the plain parts of IRIs and strings of RDF end in a piece of text, one bit a byte.
///
/// The idea of finding what matters by masks of 64 bytes before anything is read is that of simdjson (Langdale and
/// Lemire, Parsing Gigabytes of JSON per Second, 2019).
struct ByteMasks {
  /// What a scanner looks for the end of: which of the two words for each 64 bytes.
  enum Part: Int {
    case iri, string
  }

  /// Two words for each 64 bytes, and two more, so that the next word can always be read.
  private(set) var words: [UInt64] = []
  /// Whether all of the piece is UTF-8.
  private(set) var isUTF8 = true
  private let kernels = ByteKernels()

  init() {}

  /// Masks of a piece that is read once.
  init(of bytes: Span<UInt8>) { read(bytes) }

  /// Takes the masks of a piece of text.
  mutating func read(_ bytes: Span<UInt8>) {
    let count = (bytes.count + 63) / 64 * 2 + 2
    if words.count < count {
      words.append(contentsOf: repeatElement(0, count: count - words.count))
    }
    words[count - 2] = 0
    words[count - 1] = 0
    isUTF8 = kernels.mark(bytes, in: &words)
  }

  /// The first place from `from` on that ends the plain part. There must be one, as the line feed that closes a line is.
  @inline(__always)
  static func end(of part: Part, _ from: Int, in words: Span<UInt64>) -> Int {
    var place = from
    while true {
      let word = place &>> 6 &* 2 &+ part.rawValue
      let shift = UInt64(truncatingIfNeeded: place)
      // The 64 bytes from here on lie in two words; &>> and &<< take the lowest six bits of a shift.
      let ahead =
        words[unchecked: word] &>> shift | (words[unchecked: word &+ 2] &<< 1) &<< ~shift
      if ahead != 0 { return place &+ ahead.trailingZeroBitCount }
      place &+= 64
    }
  }
}

/// The kernels for bytes that suit the processor.
struct ByteKernels {
  private let kernels: ck_byte_kernels = ck_bytes_select().pointee

  /// Sets the masks of bytes, which need two words for each 64 of them; says whether all of it is UTF-8.
  func mark(_ bytes: Span<UInt8>, in words: inout [UInt64]) -> Bool {
    precondition(words.count >= (bytes.count + 63) / 64 * 2)
    return bytes.withUnsafeBufferPointer { bytes in
      kernels.rdf_masks(bytes.baseAddress, bytes.count, &words)
    }
  }

  /// Line feeds and carriage returns.
  func lineEnds(in bytes: Span<UInt8>) -> (feeds: Int, returns: Int) {
    return bytes.withUnsafeBufferPointer { bytes in
      let ends = kernels.line_ends(bytes.baseAddress, bytes.count)
      return (ends.feeds, ends.returns)
    }
  }
}
