/// Sequences of token texts, as a tree of their shared beginnings.
struct SequenceTrie: Sendable {
  private var words = ByteTable()
  private var next: [UInt64: Int32] = [:]
  private var isEnd: [Bool] = [false]

  static let root: Int32 = 0

  mutating func insert(_ tokens: [UnsafeRawBufferPointer]) {
    var node = Self.root
    for token in tokens {
      let (word, _) = words.insert(token)
      let key = Self.key(node, Int32(word))
      if let child = next[key] {
        node = child
      } else {
        let child = Int32(isEnd.count)
        isEnd.append(false)
        next[key] = child
        node = child
      }
    }
    isEnd[Int(node)] = true
  }

  /// The number of a word that occurs in a sequence, or -1.
  func word(_ text: UnsafeRawBufferPointer) -> Int32 { words.find(text).map(Int32.init) ?? -1 }

  /// The node after one more word.
  func child(of node: Int32, word: Int32) -> Int32? {
    word < 0 ? nil : next[Self.key(node, word)]
  }

  /// Whether a sequence ends at a node.
  func isEnd(_ node: Int32) -> Bool { isEnd[Int(node)] }

  private static func key(_ node: Int32, _ word: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
  }
}
