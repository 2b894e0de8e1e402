/// A matrix of single-precision numbers inside a mapped file. The numbers need not be aligned.
struct Tensor {
  let shape: [Int]
  let data: UnsafeRawBufferPointer

  /// The number at a place in row-major order.
  func number(_ index: Int) -> Float {
    data.loadUnaligned(fromByteOffset: index * 4, as: Float.self)
  }
}

/// A serialised network: its layers in breadth-first order of the layer tree.
struct LayerFile {
  /// One layer with its parameters.
  struct Layer {
    let name: String
    var parameters: [String: Tensor] = [:]
    /// Seed of the hash, of a layer that embeds by hashing.
    var seed: UInt64 = 0
  }

  let file: MappedFile
  private(set) var layers: [Layer] = []

  init(_ file: MappedFile) throws(ModelError) {
    self.file = file
    var reader = MessagePackReader(file)
    for _ in 0..<(try reader.mapCount()) {
      switch try reader.string() {
      case "nodes": try readNames(&reader)
      case "attrs": try readSeeds(&reader)
      case "params": try readParameters(&reader)
      default: try reader.skip()
      }
    }
    try reader.finish()
  }

  /// The layers of one kind, in order.
  func layers(named name: String) -> [Layer] { layers.filter { $0.name == name } }

  /// A parameter, which must have a shape.
  func parameter(_ name: String, of layer: Layer, shape: [Int?]) throws(ModelError) -> Tensor {
    guard let tensor = layer.parameters[name] else {
      throw failure("layer \(layer.name) has no \(name)")
    }
    guard tensor.shape.count == shape.count,
      zip(tensor.shape, shape).allSatisfy({ $0 == $1 ?? $0 && $0 > 0 })
    else { throw failure("\(name) of layer \(layer.name) has shape \(tensor.shape)") }
    return tensor
  }

  func failure(_ reason: String) -> ModelError {
    .malformed(path: file.path, offset: 0, reason: reason)
  }

  private mutating func readNames(_ reader: inout MessagePackReader) throws(ModelError) {
    for _ in 0..<(try reader.arrayCount()) {
      var name = ""
      for _ in 0..<(try reader.mapCount()) {
        if try reader.string() == "name" { name = try reader.string() } else { try reader.skip() }
      }
      layers.append(Layer(name: name))
    }
  }

  private mutating func readSeeds(_ reader: inout MessagePackReader) throws(ModelError) {
    for index in 0..<(try reader.arrayCount()) {
      guard index < layers.count else { throw reader.failure("more attributes than layers") }
      for _ in 0..<(try reader.mapCount()) {
        guard try reader.string() == "seed" else {
          try reader.skip()
          continue
        }
        // The value is a MessagePack document of its own.
        var value = MessagePackReader(try reader.bytesValue(), of: file)
        layers[index].seed = UInt64(bitPattern: try value.integer())
      }
    }
  }

  private mutating func readParameters(_ reader: inout MessagePackReader) throws(ModelError) {
    for index in 0..<(try reader.arrayCount()) {
      guard index < layers.count else { throw reader.failure("more parameters than layers") }
      for _ in 0..<(try reader.mapCount()) {
        let name = try reader.string()
        if !reader.skipNil() { layers[index].parameters[name] = try readTensor(&reader) }
      }
    }
  }

  private func readTensor(_ reader: inout MessagePackReader) throws(ModelError) -> Tensor {
    var shape: [Int] = []
    var data = UnsafeRawBufferPointer(start: nil, count: 0)
    var type = ""
    for _ in 0..<(try reader.mapCount()) {
      switch try reader.string() {
      case "type": type = try reader.string()
      case "shape":
        for _ in 0..<(try reader.arrayCount()) { shape.append(Int(try reader.integer())) }
      case "data": data = try reader.bytesValue()
      default: try reader.skip()
      }
    }
    guard type == "<f4" else { throw reader.failure("numbers of type '\(type)', not '<f4'") }
    var bytes = 4
    for extent in shape {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: extent)
      guard !overflow, extent >= 0 else { throw reader.failure("impossible shape \(shape)") }
      bytes = product
    }
    guard bytes == data.count else {
      throw reader.failure("\(data.count) bytes of numbers for shape \(shape)")
    }
    return Tensor(shape: shape, data: data)
  }
}
