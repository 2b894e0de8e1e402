import CKernels

/// The weights that turn words into vectors: embedding by hashes, a mixing layer, and four layers
/// of convolution over windows of three words.
struct EncoderWeights: Sendable {
  /// An embedding table; its rows are chosen by hashes of a number.
  struct Table: @unchecked Sendable {
    let seed: UInt64
    let rows: UInt32
    /// Rows of 96 numbers, not aligned.
    let data: UnsafeRawPointer
  }

  static let width = Int(ck_width)
  static let hidden = Int(ck_hidden)
  /// Layers of convolution, and so the words to either side that a word's vector depends on.
  static let depth = 4

  let kernels: Kernels
  let tables: [Table]
  /// Word vectors, already projected, where the model has them.
  let vectors: VectorLayer?
  let mixer: MaxoutLayer
  /// The first convolution's products with one word, for each of the three places in the window.
  let windowProducts: AffineLayer
  let windowBias: AlignedFloats
  let windowGain: AlignedFloats
  let windowShift: AlignedFloats
  /// The other convolutions.
  let convolutions: [MaxoutLayer]
  /// The tables and vectors point into these files.
  private let files: [MappedFile]

  init(_ file: LayerFile, kernels: Kernels, vectors source: WordVectors?) throws(ModelError) {
    let width = Self.width
    self.kernels = kernels
    var tables: [Table] = []
    for layer in file.layers(named: "hashembed") {
      let tensor = try file.parameter("E", of: layer, shape: [nil, width])
      tables.append(
        Table(
          seed: layer.seed, rows: UInt32(clamping: tensor.shape[0]),
          data: tensor.data.baseAddress!))
    }
    guard tables.count == 4 || tables.count == 6 else {
      throw file.failure("\(tables.count) embedding tables")
    }
    self.tables = tables
    if let layer = file.layers(named: "static_vectors").first {
      guard let source else { throw file.failure("word vectors are needed") }
      let weights = try file.parameter("W", of: layer, shape: [width, source.columns])
      vectors = VectorLayer(
        source: source, projection: AffineLayer(kernels, weights: weights, bias: nil))
    } else {
      vectors = nil
    }
    let maxouts = file.layers(named: "maxout")
    let norms = file.layers(named: "layernorm")
    guard maxouts.count == Self.depth + 1, norms.count == maxouts.count else {
      throw file.failure("\(maxouts.count) maxout layers")
    }
    func layer(_ index: Int, inputs: Int) throws(ModelError) -> MaxoutLayer {
      MaxoutLayer(
        kernels,
        weights: try file.parameter("W", of: maxouts[index], shape: [width, 3, inputs]),
        bias: try file.parameter("b", of: maxouts[index], shape: [width, 3]),
        gain: try file.parameter("G", of: norms[index], shape: [width]),
        shift: try file.parameter("b", of: norms[index], shape: [width]))
    }
    mixer = try layer(0, inputs: width * (tables.count + (vectors == nil ? 0 : 1)))
    convolutions = [
      try layer(2, inputs: 3 * width), try layer(3, inputs: 3 * width),
      try layer(4, inputs: 3 * width),
    ]

    let weights = try file.parameter("W", of: maxouts[1], shape: [width, 3, 3 * width])
    let bias = try file.parameter("b", of: maxouts[1], shape: [width, 3])
    windowGain = AlignedFloats(copying: try file.parameter("G", of: norms[1], shape: [width]))
    windowShift = AlignedFloats(copying: try file.parameter("b", of: norms[1], shape: [width]))
    // Row (place, piece, output) of the products' weights is part `place` of row (output, piece).
    let products = AlignedFloats(count: 9 * width * width)
    windowBias = AlignedFloats(count: 3 * width)
    for piece in 0..<3 {
      for output in 0..<width {
        windowBias[piece * width + output].pointee = bias.number(output * 3 + piece)
        for place in 0..<3 {
          let row = products[((place * 3 + piece) * width + output) * width]
          let source = (output * 3 + piece) * 3 * width + place * width
          for input in 0..<width { row[input] = weights.number(source + input) }
        }
      }
    }
    windowProducts = AffineLayer(
      kernels, weights: products.start, bias: nil, columns: 9 * width, inputs: width)
    files = [file.file]
  }
}

/// A linear projection of given word vectors.
struct VectorLayer: Sendable {
  let source: WordVectors
  let projection: AffineLayer
}
