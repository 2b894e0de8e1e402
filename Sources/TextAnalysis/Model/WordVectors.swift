/// Given vectors of words, for models that have them: a table of rows and which word has which row.
struct WordVectors: @unchecked Sendable {
  let columns: Int
  private let rows: Int
  private let data: UnsafeRawPointer
  private let rowOfWord: [UInt64: Int32]
  private let file: MappedFile

  /// Reads a matrix in NumPy's format and the map of words' numbers to its rows.
  init(matrix: MappedFile, rows map: MappedFile) throws(ModelError) {
    func failure(_ reason: String) -> ModelError {
      .malformed(path: matrix.path, offset: 0, reason: reason)
    }
    let bytes = matrix.bytes
    guard bytes.count > 10, bytes.starts(with: [0x93] + Array("NUMPY".utf8) + [1]) else {
      throw failure("not a NumPy matrix of version 1")
    }
    let headerSize = Int(bytes[8]) | Int(bytes[9]) << 8
    guard 10 + headerSize <= bytes.count else { throw failure("the file ends in its header") }
    let header = String(decoding: bytes[10..<10 + headerSize], as: UTF8.self)
    guard header.contains("'<f4'"), header.contains("'fortran_order': False"),
      let open = header.lastIndex(of: "("), let close = header.lastIndex(of: ")"), open < close
    else { throw failure("not a row-major matrix of single-precision numbers") }
    let shape = header[header.index(after: open)..<close].split(separator: ",")
      .compactMap { Int($0.drop { $0 == " " }) }
    guard shape.count == 2, (1...Int(Int32.max)).contains(shape[0]), (1...4096).contains(shape[1]),
      10 + headerSize + shape[0] * shape[1] * 4 == bytes.count
    else { throw failure("the size is not that of the shape \(shape)") }
    (rows, columns) = (shape[0], shape[1])
    data = bytes.baseAddress! + 10 + headerSize
    file = matrix

    var reader = MessagePackReader(map)
    let count = try reader.mapCount()
    var rowOfWord: [UInt64: Int32] = [:]
    rowOfWord.reserveCapacity(count)
    for _ in 0..<count {
      let word = UInt64(bitPattern: try reader.integer())
      let row = try reader.integer()
      guard row < rows else { throw reader.failure("row \(row) of \(rows)") }
      if row >= 0 { rowOfWord[word] = Int32(row) }
    }
    try reader.finish()
    self.rowOfWord = rowOfWord
  }

  /// Copies the vector of a word, by the word's number; false where it has none.
  func copy(_ word: UInt64, to output: UnsafeMutablePointer<Float>) -> Bool {
    guard let row = rowOfWord[word] else { return false }
    let size = columns * 4
    UnsafeMutableRawPointer(output).copyMemory(from: data + Int(row) * size, byteCount: size)
    return true
  }
}
