/// Decompresses a block of Snappy, by the description of its format.
enum Snappy {
  /// - Parameter size: how many bytes it must give
  static func decompress(_ input: ArraySlice<UInt8>, size: Int) throws(ParquetError) -> [UInt8] {
    var position = input.startIndex
    let end = input.endIndex
    func damaged() -> ParquetError { .damaged("a page of it cannot be decompressed (Snappy)") }
    func number(_ count: Int) throws(ParquetError) -> Int {
      guard count <= end - position else { throw damaged() }
      var value = 0
      for place in 0..<count { value |= Int(input[position + place]) << (8 * place) }
      position += count
      return value
    }
    var declared = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      let next = try number(1)
      declared |= (next & 0x7F) << shift
      if next < 0x80 { break }
      if shift == 28 { throw damaged() }
    }
    // No element gives more than 64 bytes for each 2 of its own, or as many as it has.
    guard declared == size, size <= 64 * (input.count + 1) else { throw damaged() }
    var output: [UInt8] = []
    output.reserveCapacity(size)
    while position < end {
      let tag = try number(1)
      var length: Int
      let offset: Int
      switch tag & 3 {
      case 0:
        length = tag >> 2
        if length >= 60 { length = try number(length - 59) }
        length += 1
        guard length <= end - position, length <= size - output.count else { throw damaged() }
        output.append(contentsOf: input[position..<position + length])
        position += length
        continue
      case 1:
        length = tag >> 2 & 7 + 4
        offset = (tag >> 5) << 8 | (try number(1))
      case 2:
        length = tag >> 2 + 1
        offset = try number(2)
      default:
        length = tag >> 2 + 1
        offset = try number(4)
      }
      guard offset > 0, offset <= output.count, length <= size - output.count else {
        throw damaged()
      }
      let start = output.count - offset
      // What is copied may overlap what it makes.
      if offset >= length {
        output.append(contentsOf: output[start..<start + length])
      } else {
        for place in 0..<length { output.append(output[start + place]) }
      }
    }
    guard output.count == size else { throw damaged() }
    return output
  }
}
