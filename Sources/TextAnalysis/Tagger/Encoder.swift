import CKernels

/// Turns the words of a text into vectors that know four words to either side.
///
/// It works in blocks from the front to the back of the text, so that its memory does not depend on
/// the text's length: layer `l` runs `4 - l` rows ahead of the block that is being finished, and
/// keeps its last two rows for the next block. Beyond either end of the text lie four rows of
/// nothing that the layers treat like words.
struct Encoder {
  /// Words in a block.
  static let block = 256

  private let weights: EncoderWeights
  /// The output of each layer but the last, `margin` rows longer than a block.
  private let rows: [AlignedFloats]
  private let output: AlignedFloats
  /// What the cache keeps of the words of a block and of those beside it.
  private let vectors: PointerBlock
  private let products: PointerBlock

  /// The number of words, and the first row that each layer has not yet computed.
  private var count = 0
  private var next: [Int] = []
  /// The row at the start of each layer's memory.
  private var base: [Int] = []
  private var finished = 0

  private static let margin = 2 * EncoderWeights.depth + 2

  init(_ weights: EncoderWeights) {
    self.weights = weights
    let size = (Self.block + Self.margin) * EncoderWeights.width
    rows = (1..<EncoderWeights.depth).map { _ in AlignedFloats(count: size) }
    output = AlignedFloats(count: size)
    vectors = PointerBlock(count: Self.block + 2 * Self.margin)
    products = PointerBlock(count: Self.block + 2 * Self.margin)
  }

  /// Begins a text of `count` words.
  mutating func begin(count: Int) {
    self.count = count
    finished = 0
    next = (1..<EncoderWeights.depth).map { -(EncoderWeights.depth - $0) }
    base = next
  }

  /// Finishes the next block: its words, and their vectors of 96 numbers, which stay until the next
  /// call; nil at the end. `find` asks the cache for the words of a range.
  mutating func nextBlock(
    cache: inout WordVectorCache,
    find: (
      Range<Int>, inout WordVectorCache, _ vectors: UnsafeMutablePointer<UnsafePointer<Float>?>,
      _ products: UnsafeMutablePointer<UnsafePointer<Float>?>
    ) -> Void
  ) -> (words: Range<Int>, vectors: UnsafePointer<Float>)? {
    guard finished < count else { return nil }
    let (depth, width) = (EncoderWeights.depth, EncoderWeights.width)
    let end = min(finished + Self.block, count)

    // The first convolution, from what is kept of each word and of its neighbours.
    let first = next[0]
    let last = end + depth - 1
    let upper = min(last + 1, count)
    // The layers may have run ahead beyond the last word, where nothing is left to look up.
    let words = min(max(first - 1, 0), upper)..<upper
    for place in 0..<last - first + 2 {
      vectors.start[place] = UnsafePointer(cache.nothing.start)
      products.start[place] = UnsafePointer(cache.nothing.start)
    }
    if !words.isEmpty {
      let place = words.lowerBound - (first - 1)
      find(words, &cache, vectors.start + place, products.start + place)
    }
    weights.kernels.table.pointee.window(
      products.start, vectors.start + 1, last - first, weights.windowBias.start,
      weights.windowGain.start, weights.windowShift.start, rows[0][(first - base[0]) * width])
    next[0] = last

    for layer in 1..<depth {
      let isLast = layer == depth - 1
      let first = isLast ? finished : next[layer]
      let last = end + depth - 1 - layer
      let below = rows[layer - 1]
      let target = isLast ? output.start : rows[layer][(first - base[layer]) * width]
      weights.convolutions[layer - 1].apply(
        below[(first - 1 - base[layer - 1]) * width], stride: width, rows: last - first,
        residual: below[(first - base[layer - 1]) * width], to: target)
      if !isLast { next[layer] = last }
    }
    for layer in 0..<depth - 1 {
      // The next block's first row looks back at the last two of these.
      rows[layer].start.update(
        from: rows[layer][(next[layer] - 2 - base[layer]) * width], count: 2 * width)
      base[layer] = next[layer] - 2
    }
    defer { finished = end }
    return (finished..<end, UnsafePointer(output.start))
  }
}

/// A block of pointers to numbers, null at first.
final class PointerBlock: @unchecked Sendable {
  let start: UnsafeMutablePointer<UnsafePointer<Float>?>

  init(count: Int) {
    start = .allocate(capacity: count)
    start.initialize(repeating: nil, count: count)
  }

  deinit { start.deallocate() }
}
