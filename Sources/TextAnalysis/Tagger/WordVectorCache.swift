import CKernels

/// What an encoder computes from a word alone, kept for the words met most recently.
///
/// The mixing layer and the first convolution's products depend on nothing but the word, and words
/// repeat: keeping both saves about two fifths of an encoder's arithmetic. A slot holds the word's
/// vector and then the three products. When all slots are in use, the least recently used ones make
/// room (the clock algorithm, F. J. Corbató 1968).
struct WordVectorCache {
  /// Kept words; 3,840 bytes each.
  static let capacity = 6144
  /// Words are computed in batches of at most this many.
  private static let batch = 64

  private let weights: EncoderWeights
  private let slots: AlignedFloats
  private let inputs: AlignedFloats
  private let mixed: AlignedFloats
  private let products: AlignedFloats
  private let vector: AlignedFloats
  /// The slot of each key, or -1.
  private var slotOfKey: [Int32] = []
  private var keyOfSlot: [Int32] = []
  /// When each slot was last asked for.
  private var lastUse: [UInt32] = []
  private var clock: UInt32 = 0
  private var hand = 0
  private var missing: [Int32] = []

  init(_ weights: EncoderWeights) {
    self.weights = weights
    // One slot more stays zero: what lies beyond the ends of a text.
    slots = AlignedFloats(count: (Self.capacity + 1) * EncoderWeights.slotSize)
    inputs = AlignedFloats(count: Self.batch * weights.mixerInputs)
    mixed = AlignedFloats(count: Self.batch * EncoderWeights.width)
    products = AlignedFloats(count: Self.batch * weights.windowProducts.width)
    vector = AlignedFloats(count: weights.vectors?.source.columns ?? 0)
  }

  /// The slot beyond the ends of a text.
  var nothing: UnsafePointer<Float> {
    UnsafePointer(slots[Self.capacity * EncoderWeights.slotSize])
  }

  /// Finds the slots of a block of keys, of which there are at most ``capacity``; they stay where
  /// they are until the next call. `word` gives the word of a key and whether a space follows.
  mutating func find(
    _ keys: some Collection<Int32>, lexicon: Lexicon, word: (Int32) -> (word: Int, space: Bool),
    to output: UnsafeMutablePointer<UnsafePointer<Float>?>
  ) {
    clock += 1
    missing.removeAll(keepingCapacity: true)
    for key in keys {
      if Int(key) >= slotOfKey.count {
        let more = max(Int(key) + 1 - slotOfKey.count, 1024)
        slotOfKey.append(contentsOf: repeatElement(-1, count: more))
      }
      let slot = slotOfKey[Int(key)]
      if slot >= 0 {
        lastUse[Int(slot)] = clock
      } else if slot == -1 {
        slotOfKey[Int(key)] = -2
        missing.append(key)
      }
    }
    if !missing.isEmpty { addMissing(lexicon, word) }
    var place = 0
    for key in keys {
      output[place] = UnsafePointer(
        slots[Int(slotOfKey[Int(key)]) * EncoderWeights.slotSize])
      place += 1
    }
  }

  private mutating func addMissing(_ lexicon: Lexicon, _ word: (Int32) -> (word: Int, space: Bool))
  {
    var first = 0
    while first < missing.count {
      let count = min(Self.batch, missing.count - first)
      for row in 0..<count {
        let (word, space) = word(missing[first + row])
        embed(lexicon, word, space, to: inputs[row * weights.mixerInputs])
      }
      let width = EncoderWeights.width
      weights.mixer.apply(
        inputs.start, stride: weights.mixerInputs, rows: count, residual: nil, to: mixed.start)
      weights.windowProducts.apply(mixed.start, stride: width, rows: count, to: products.start)
      for row in 0..<count {
        let slot = freeSlot(for: missing[first + row])
        let start = slots[slot * EncoderWeights.slotSize]
        start.update(from: mixed[row * width], count: width)
        (start + width).update(
          from: products[row * weights.windowProducts.width], count: 9 * width)
      }
      first += count
    }
  }

  private mutating func freeSlot(for key: Int32) -> Int {
    let slot: Int
    if keyOfSlot.count < Self.capacity {
      slot = keyOfSlot.count
      keyOfSlot.append(key)
      lastUse.append(clock)
    } else {
      // A slot that was asked for lately is passed over once; one of this block, always.
      while lastUse[hand] != 0 {
        if lastUse[hand] != clock { lastUse[hand] = 0 }
        hand = hand + 1 == Self.capacity ? 0 : hand + 1
      }
      slot = hand
      slotOfKey[Int(keyOfSlot[slot])] = -1
      keyOfSlot[slot] = key
      lastUse[slot] = clock
    }
    slotOfKey[Int(key)] = Int32(slot)
    return slot
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
    if let vectors = weights.vectors {
      let output = output + place * EncoderWeights.width
      if vectors.source.copy(
        StringHash.id(lexicon.strings[Int(lexicon.text[word])]), to: vector.start)
      {
        vectors.projection.apply(vector.start, stride: 0, rows: 1, to: output)
      } else {
        output.update(repeating: 0, count: EncoderWeights.width)
      }
    }
  }
}
