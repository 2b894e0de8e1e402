import CGraphsh

/// What an array of Arrow holds, freed when it is released.
final class ArrowMemory {
  private var blocks: [UnsafeMutableRawPointer] = []
  private var buffers: [UnsafeRawPointer?] = []
  /// Whose buffers these are, where they are shared.
  private let owner: ArrowMemory?

  init() { owner = nil }

  private init(sharing owner: ArrowMemory) {
    self.owner = owner
    buffers = owner.buffers
  }

  deinit { for block in blocks { block.deallocate() } }

  private func block(_ bytes: Int) -> UnsafeMutableRawPointer {
    // Consumers want pointers that are not null, and like cache lines.
    let block = UnsafeMutableRawPointer.allocate(byteCount: max(64, bytes), alignment: 64)
    blocks.append(block)
    return block
  }

  /// Room for the pointers to so many structures.
  private func pointers<Structure>(
    _ count: Int, to type: Structure.Type
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<Structure>?> {
    block(count * MemoryLayout<UnsafeMutablePointer<Structure>?>.stride)
      .bindMemory(to: UnsafeMutablePointer<Structure>?.self, capacity: max(1, count))
  }

  /// Room for a structure.
  private func structure<Structure>(_ type: Structure.Type) -> UnsafeMutablePointer<Structure> {
    block(MemoryLayout<Structure>.stride).bindMemory(to: type, capacity: 1)
  }

  func add<Element>(_ elements: [Element]) {
    elements.withUnsafeBytes { bytes in
      let block = block(bytes.count)
      if let start = bytes.baseAddress { block.copyMemory(from: start, byteCount: bytes.count) }
      buffers.append(UnsafeRawPointer(block))
    }
  }

  /// A buffer that is not there, as that of a column's nulls where there are none.
  func addEmptyBuffer() { buffers.append(nil) }

  // MARK: Structures

  /// - Parameters:
  ///   - nulls: how many cells are null
  ///   - children: each fills the structure of one
  func fill(
    _ array: UnsafeMutablePointer<ArrowArray>, length: Int, nulls: Int = 0,
    children: [(UnsafeMutablePointer<ArrowArray>) -> Void]
  ) {
    array.pointee = ArrowArray()
    array.pointee.length = Int64(length)
    array.pointee.null_count = Int64(nulls)
    array.pointee.n_buffers = Int64(buffers.count)
    let list = block(buffers.count * MemoryLayout<UnsafeRawPointer?>.stride)
      .bindMemory(to: UnsafeRawPointer?.self, capacity: buffers.count)
    for (place, buffer) in buffers.enumerated() { list[place] = buffer }
    array.pointee.buffers = list
    array.pointee.n_children = Int64(children.count)
    let pointers = pointers(children.count, to: ArrowArray.self)
    for (place, fill) in children.enumerated() {
      let child = structure(ArrowArray.self)
      fill(child)
      pointers[place] = child
    }
    array.pointee.children = children.isEmpty ? nil : pointers
    array.pointee.private_data = Unmanaged.passRetained(self).toOpaque()
    array.pointee.release = { array in
      guard let array, array.pointee.release != nil else { return }
      for place in 0..<Int(array.pointee.n_children) {
        // A child that was moved elsewhere is released there.
        if let child = array.pointee.children[place], let release = child.pointee.release {
          release(child)
        }
      }
      array.pointee.release = nil
      if let memory = array.pointee.private_data {
        Unmanaged<ArrowMemory>.fromOpaque(memory).release()
      }
    }
  }

  /// Fills a structure with the columns of another, which this class filled and nobody has released, without a copy.
  static func share(
    _ array: UnsafePointer<ArrowArray>, in shared: UnsafeMutablePointer<ArrowArray>
  ) {
    guard array.pointee.release != nil, let memory = array.pointee.private_data else { return }
    let children = (0..<Int(array.pointee.n_children)).compactMap { array.pointee.children[$0] }
    ArrowMemory(sharing: Unmanaged<ArrowMemory>.fromOpaque(memory).takeUnretainedValue()).fill(
      shared, length: Int(array.pointee.length), nulls: Int(array.pointee.null_count),
      children: children.map { child in { share(child, in: $0) } })
  }

  /// Fills a schema with what another says, to be released by itself.
  static func copy(
    _ schema: UnsafePointer<ArrowSchema>, to copy: UnsafeMutablePointer<ArrowSchema>
  ) {
    func text(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
    let children = (0..<Int(schema.pointee.n_children)).compactMap { place in
      schema.pointee.children[place].map {
        (
          format: text($0.pointee.format), name: text($0.pointee.name),
          isNullable: $0.pointee.flags & Int64(ARROW_FLAG_NULLABLE) != 0
        )
      }
    }
    fill(copy, format: text(schema.pointee.format), name: "", children: children)
  }

  static func fill(
    _ schema: UnsafeMutablePointer<ArrowSchema>, format: String, name: String,
    isNullable: Bool = false,
    children: [(format: String, name: String, isNullable: Bool)]
  ) {
    let memory = ArrowMemory()
    func text(_ text: String) -> UnsafePointer<CChar> {
      let copy = KeptText.copy(of: text)
      memory.blocks.append(UnsafeMutableRawPointer(copy))
      return UnsafePointer(copy)
    }
    schema.pointee = ArrowSchema()
    schema.pointee.format = text(format)
    schema.pointee.name = text(name)
    schema.pointee.flags = isNullable ? Int64(ARROW_FLAG_NULLABLE) : 0
    schema.pointee.n_children = Int64(children.count)
    let pointers = memory.pointers(children.count, to: ArrowSchema.self)
    for (place, child) in children.enumerated() {
      let structure = memory.structure(ArrowSchema.self)
      fill(
        structure, format: child.format, name: child.name, isNullable: child.isNullable,
        children: [])
      pointers[place] = structure
    }
    schema.pointee.children = children.isEmpty ? nil : pointers
    schema.pointee.private_data = Unmanaged.passRetained(memory).toOpaque()
    schema.pointee.release = { schema in
      guard let schema, schema.pointee.release != nil else { return }
      for place in 0..<Int(schema.pointee.n_children) {
        if let child = schema.pointee.children[place], let release = child.pointee.release {
          release(child)
        }
      }
      schema.pointee.release = nil
      if let memory = schema.pointee.private_data {
        Unmanaged<ArrowMemory>.fromOpaque(memory).release()
      }
    }
  }
}
