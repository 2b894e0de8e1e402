import CKernels

/// The arithmetic kernels for this processor, chosen once.
struct Kernels: @unchecked Sendable {
  let table: UnsafePointer<ck_kernels>

  /// The fastest kernels of this processor.
  static let best = Kernels(table: ck_select())

  private init(table: UnsafePointer<ck_kernels>) { self.table = table }

  /// The kernels for vectors of a length, or nil where the processor lacks them.
  init?(vectorLength: Int) {
    guard let table = ck_with_lanes(vectorLength) else { return nil }
    self.table = table
  }

  var name: String { String(cString: table.pointee.name) }
}

/// A linear layer with its weights in the order in which the kernel reads them.
struct AffineLayer: Sendable {
  let kernels: Kernels
  private let packed: AlignedFloats
  let inputs: Int
  let columns: Int
  /// Numbers in a row of output: the columns, rounded up.
  let width: Int

  init(_ kernels: Kernels, weights: Tensor, bias: Tensor?) {
    let inputs = weights.shape.last ?? 0
    let columns = weights.data.count / 4 / max(inputs, 1)
    self.init(
      kernels, weights: weights.data.baseAddress!, bias: bias?.data.baseAddress,
      columns: columns, inputs: inputs)
  }

  /// Packs `columns` rows of `inputs` numbers each.
  init(
    _ kernels: Kernels, weights: UnsafeRawPointer, bias: UnsafeRawPointer?, columns: Int,
    inputs: Int
  ) {
    self.kernels = kernels
    self.inputs = inputs
    self.columns = columns
    width = ck_affine_columns(kernels.table, columns)
    packed = AlignedFloats(count: ck_affine_size(kernels.table, columns, inputs))
    ck_pack_affine(kernels.table, weights, bias, columns, inputs, packed.start)
  }

  /// Writes `rows` rows of ``width`` numbers.
  func apply(
    _ input: UnsafePointer<Float>, stride: Int, rows: Int, to output: UnsafeMutablePointer<Float>
  ) {
    kernels.table.pointee.affine(input, stride, rows, inputs, packed.start, columns, output)
  }

  /// Writes a part of one row: `part` columns from `first`, both whole panels.
  func apply(
    toOneRow input: UnsafePointer<Float>, first: Int, part: Int,
    to output: UnsafeMutablePointer<Float>
  ) {
    kernels.table.pointee.affine(
      input, inputs, 1, inputs, packed[(inputs + 1) * first], part, output)
  }
}

/// A maxout layer followed by layer normalisation, 96 numbers wide.
struct MaxoutLayer: Sendable {
  private let kernels: Kernels
  private let packed: AlignedFloats
  private let gain: AlignedFloats
  private let shift: AlignedFloats
  let inputs: Int

  init(_ kernels: Kernels, weights: Tensor, bias: Tensor, gain: Tensor, shift: Tensor) {
    self.kernels = kernels
    inputs = weights.shape[2]
    packed = AlignedFloats(count: ck_maxout_size(kernels.table, inputs))
    ck_pack_maxout(
      kernels.table, weights.data.baseAddress, bias.data.baseAddress, inputs, packed.start)
    self.gain = AlignedFloats(copying: gain)
    self.shift = AlignedFloats(copying: shift)
  }

  /// Writes `rows` rows of 96 numbers: the layer's output plus the residual, where there is one.
  func apply(
    _ input: UnsafePointer<Float>, stride: Int, rows: Int, residual: UnsafePointer<Float>?,
    to output: UnsafeMutablePointer<Float>
  ) {
    kernels.table.pointee.maxout(
      input, stride, rows, inputs, packed.start, gain.start, shift.start, residual, output)
  }
}

extension AlignedFloats {
  /// A copy of a tensor's numbers.
  convenience init(copying tensor: Tensor) {
    self.init(count: tensor.data.count / 4)
    for index in 0..<count { start[index] = tensor.number(index) }
  }
}
