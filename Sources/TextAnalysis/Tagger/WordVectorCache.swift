import CKernels

/// What an encoder computes from a word alone, kept for the words met most recently.
///
/// The mixing layer and the first convolution's products depend on nothing but the word, and words
/// repeat: keeping both saves about two fifths of an encoder's arithmetic. Vectors are small and kept
/// for many words, the products only for the most frequent ones.
struct WordVectorCache {
  /// Words whose vectors are kept, 384 bytes each.
  private static let vectorCapacity = 24_576
  /// Words whose products are kept, 3,456 bytes each.
  private static let productCapacity = 4096
  /// Words are computed in batches of at most this many.
  private static let batch = 64

  private let weights: EncoderWeights
  private let vectors: AlignedFloats
  private let products: AlignedFloats
  private var vectorSlots = SlotTable(capacity: Self.vectorCapacity)
  private var productSlots = SlotTable(capacity: Self.productCapacity)
  /// Keys that have no slot yet, and their slots.
  private var missing: [(key: Int32, slot: Int)] = []

  private let inputs: AlignedFloats
  private let outputs: AlignedFloats
  private let given: AlignedFloats

  /// The vector and the products of what lies beyond the ends of a text: zero.
  let nothing: AlignedFloats

  /// Numbers in the products of a word.
  private var productSize: Int { weights.windowProducts.width }

  init(_ weights: EncoderWeights) {
    self.weights = weights
    let productSize = weights.windowProducts.width
    vectors = AlignedFloats(count: Self.vectorCapacity * EncoderWeights.width)
    products = AlignedFloats(count: Self.productCapacity * productSize)
    nothing = AlignedFloats(count: productSize)
    inputs = AlignedFloats(count: Self.batch * weights.mixer.inputs)
    outputs = AlignedFloats(count: Self.batch * productSize)
    given = AlignedFloats(count: weights.vectors?.source.columns ?? 0)
  }

  /// Finds the vectors and products of a block of keys, fewer than ``productCapacity``; they stay
  /// where they are until the next call. `word` gives the word of a key and whether a space follows.
  mutating func find(
    _ keys: some Collection<Int32>, lexicon: Lexicon, word: (Int32) -> (word: Int, space: Bool),
    vectors vectorPointers: UnsafeMutablePointer<UnsafePointer<Float>?>,
    products productPointers: UnsafeMutablePointer<UnsafePointer<Float>?>
  ) {
    let width = EncoderWeights.width
    vectorSlots.beginRound()
    missing.removeAll(keepingCapacity: true)
    for (place, key) in keys.enumerated() {
      let slot: Int
      if let known = vectorSlots.find(key) {
        slot = known
      } else {
        slot = vectorSlots.assign(key)
        missing.append((key, slot))
      }
      vectorPointers[place] = UnsafePointer(vectors[slot * width])
    }
    computeVectors(lexicon, word)

    productSlots.beginRound()
    missing.removeAll(keepingCapacity: true)
    var waiting = 0
    for (place, key) in keys.enumerated() {
      let slot: Int
      if let known = productSlots.find(key) {
        slot = known
      } else {
        slot = productSlots.assign(key)
        missing.append((key, slot))
        if let vector = vectorPointers[place] {
          inputs[waiting * width].update(from: vector, count: width)
        }
        waiting += 1
        if waiting == Self.batch {
          computeProducts(waiting)
          waiting = 0
        }
      }
      productPointers[place] = UnsafePointer(products[slot * productSize])
    }
    computeProducts(waiting)
  }

  /// Fills the slots of `missing`.
  private func computeVectors(
    _ lexicon: Lexicon, _ word: (Int32) -> (word: Int, space: Bool)
  ) {
    let (width, inputSize) = (EncoderWeights.width, weights.mixer.inputs)
    var first = 0
    while first < missing.count {
      let count = min(Self.batch, missing.count - first)
      for row in 0..<count {
        let (word, space) = word(missing[first + row].key)
        embed(lexicon, word, space, to: inputs[row * inputSize])
      }
      weights.mixer.apply(
        inputs.start, stride: inputSize, rows: count, residual: nil, to: outputs.start)
      for row in 0..<count {
        vectors[missing[first + row].slot * width].update(from: outputs[row * width], count: width)
      }
      first += count
    }
  }

  /// Fills the last `count` slots of `missing` from as many vectors in `inputs`.
  private func computeProducts(_ count: Int) {
    if count == 0 { return }
    weights.windowProducts.apply(
      inputs.start, stride: EncoderWeights.width, rows: count, to: outputs.start)
    for row in 0..<count {
      products[missing[missing.count - count + row].slot * productSize].update(
        from: outputs[row * productSize], count: productSize)
    }
  }

  /// Writes the embeddings of a word's features side by side.
  private func embed(
    _ lexicon: Lexicon, _ word: Int, _ space: Bool, to output: UnsafeMutablePointer<Float>
  ) {
    let features = lexicon.features[word]
    var place = 0
    for table in weights.tables {
      let id: UInt64 =
        switch place {
        case 0: features.norm
        case 1: features.prefix
        case 2: features.suffix
        case 3: features.shape
        case 4: space ? 1 : 0
        default: lexicon.isSpace[word] ? 1 : 0
        }
      var rows = StringHash.rows(id, seed: table.seed, tableRows: table.rows)
      withUnsafePointer(to: &rows) { pointer in
        pointer.withMemoryRebound(to: UInt32.self, capacity: 4) {
          weights.kernels.table.pointee.sum4(
            table.data, $0, output + place * EncoderWeights.width)
        }
      }
      place += 1
    }
    if let layer = weights.vectors {
      let output = output + place * EncoderWeights.width
      let id = StringHash.id(lexicon.strings[Int(lexicon.text[word])])
      if layer.source.copy(id, to: given.start) {
        layer.projection.apply(given.start, stride: 0, rows: 1, to: output)
      } else {
        output.update(repeating: 0, count: EncoderWeights.width)
      }
    }
  }
}
