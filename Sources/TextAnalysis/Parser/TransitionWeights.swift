import CKernels

/// The weights that score the next step of a transition system from the vectors of a few tokens.
struct TransitionWeights: Sendable {
  /// Numbers that a feature contributes: two pieces of 64 hidden units.
  static let part = 2 * EncoderWeights.hidden

  private let kernels: Kernels
  /// Tokens that a state is described by.
  let features: Int
  /// Classes to choose from.
  let classes: Int
  /// From the encoder's 96 numbers to 64.
  let reduction: AffineLayer
  /// From 64 numbers to each feature's contribution.
  let lower: AffineLayer
  private let bias: AlignedFloats
  private let padding: AlignedFloats
  private let upper: AlignedFloats
  /// Numbers in a mask: the classes, rounded up.
  let maskSize: Int

  init(_ file: LayerFile, kernels: Kernels, features: Int) throws(ModelError) {
    let (hidden, part) = (EncoderWeights.hidden, Self.part)
    self.kernels = kernels
    self.features = features
    let linear = file.layers(named: "linear")
    guard let first = file.layers(named: "precomputable_affine").first, linear.count == 2 else {
      throw file.failure("a layer of the transition system is missing")
    }
    let lowerWeights = try file.parameter("W", of: first, shape: [features, hidden, 2, hidden])
    let lowerBias = try file.parameter("b", of: first, shape: [hidden, 2])
    let pad = try file.parameter("pad", of: first, shape: [1, features, hidden, 2])
    let upperWeights = try file.parameter("W", of: linear[0], shape: [nil, hidden])
    classes = upperWeights.shape[0]
    guard classes <= 128 else { throw file.failure("\(classes) classes") }
    let upperBias = try file.parameter("b", of: linear[0], shape: [classes])
    reduction = AffineLayer(
      kernels,
      weights: try file.parameter("W", of: linear[1], shape: [hidden, EncoderWeights.width]),
      bias: try file.parameter("b", of: linear[1], shape: [hidden]))

    // The file has the pieces of a unit side by side; the kernel wants piece after piece.
    let ordered = AlignedFloats(count: features * part * hidden)
    bias = AlignedFloats(count: part)
    padding = AlignedFloats(count: features * part)
    for piece in 0..<2 {
      for unit in 0..<hidden {
        bias[piece * hidden + unit].pointee = lowerBias.number(unit * 2 + piece)
        for feature in 0..<features {
          let source = (feature * hidden + unit) * 2 + piece
          let place = feature * part + piece * hidden + unit
          padding[place].pointee = pad.number(source)
          for input in 0..<hidden {
            ordered[place * hidden + input].pointee = lowerWeights.number(source * hidden + input)
          }
        }
      }
    }
    lower = AffineLayer(
      kernels, weights: ordered.start, bias: nil, columns: features * part, inputs: hidden)
    upper = AlignedFloats(count: ck_transition_size(kernels.table, classes))
    ck_pack_transition(
      kernels.table, upperWeights.data.baseAddress, upperBias.data.baseAddress, classes,
      upper.start)
    maskSize = ck_transition_columns(kernels.table, classes)
  }

  /// What a feature contributes where there is no token.
  func missing(_ feature: Int) -> UnsafePointer<Float> {
    UnsafePointer(padding[feature * Self.part])
  }

  /// The best class that a mask allows: the first of those with the highest score.
  func best(
    _ contributions: UnsafePointer<UnsafePointer<Float>?>, mask: UnsafePointer<Float>
  ) -> Int {
    kernels.table.pointee.transition(
      contributions, features, bias.start, upper.start, classes, mask)
  }
}

/// Masks for the classes of a transition system: 0 where a class is allowed.
struct ClassMasks: Sendable {
  private let masks: AlignedFloats
  private let size: Int

  /// A mask of each list of allowed classes.
  init(_ allowed: [[Bool]], size: Int) {
    self.size = size
    masks = AlignedFloats(count: allowed.count * size)
    for (index, classes) in allowed.enumerated() {
      for place in 0..<size {
        let isAllowed = place < classes.count && classes[place]
        masks[index * size + place].pointee = isAllowed ? 0 : -.infinity
      }
    }
  }

  subscript(index: Int) -> UnsafePointer<Float> { UnsafePointer(masks[index * size]) }
}

/// A step of a transition system, as the model lists them: its kind and label.
struct TransitionClass: Equatable {
  let kind: Int
  let label: String

  /// Reads the classes in the order of their scores: by kind, then frequency, most frequent first,
  /// then label, last first.
  static func list(_ file: MappedFile) throws(ModelError) -> [TransitionClass] {
    var reader = MessagePackReader(file)
    var result: [TransitionClass] = []
    for _ in 0..<(try reader.mapCount()) {
      guard try reader.string() == "moves" else {
        try reader.skip()
        continue
      }
      var json = JSONReader(try reader.bytesValue(), of: file)
      var kinds: [(kind: Int, labels: [(frequency: Int, label: String)])] = []
      try json.object { json, kind throws(ModelError) in
        guard let kind = Int(kind) else { throw json.failure("a kind of step is not a number") }
        var labels: [(frequency: Int, label: String)] = []
        try json.object { json, label throws(ModelError) in
          labels.append((try json.integer(), label))
        }
        kinds.append((kind, labels))
      }
      for (kind, labels) in kinds.sorted(by: { $0.kind < $1.kind }) {
        let ordered = labels.sorted {
          $0.frequency != $1.frequency
            ? $0.frequency > $1.frequency
            : $1.label.unicodeScalars.lexicographicallyPrecedes($0.label.unicodeScalars)
        }
        result += ordered.map { TransitionClass(kind: kind, label: $0.label) }
      }
    }
    try reader.finish()
    return result
  }
}
