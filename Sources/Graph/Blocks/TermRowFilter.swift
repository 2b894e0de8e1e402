/// Which terms may be rows of the table `term` beside the blocks: where there are few rows, most look-ups of terms need no
/// statement to know that there is none.
struct TermRowFilter {
  static let mostRows = 4096

  private var ids: Set<Int32> = []
  private var texts: Set<UInt64> = []

  /// Reads the rows; nil where there are more than ``mostRows``.
  init?(_ connection: Connection) throws(StoreError) {
    let rows = try connection.statement("SELECT id, text FROM term LIMIT ?")
    try rows.bind(1, Self.mostRows + 1)
    defer { rows.reset() }
    while try rows.step() {
      ids.insert(Int32(truncatingIfNeeded: rows.integer(0)))
      var text = rows.text(1)
      texts.insert(text.withUTF8(Self.hash))
    }
    if ids.count > Self.mostRows { return nil }
  }

  /// Whether a term of this id may be a row.
  func mayHold(id: Int32) -> Bool { ids.contains(id) }

  /// Whether a term of this text may be a row.
  func mayHold(text: UnsafeBufferPointer<UInt8>) -> Bool { texts.contains(Self.hash(text)) }

  /// FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo).
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}
