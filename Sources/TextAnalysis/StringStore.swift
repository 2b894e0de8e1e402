/// Strings with dense ids in the order of their first use; id 0 is the empty string.
///
/// Strings are the same if their UTF-8 bytes are: unlike `String`'s `==`, the store keeps apart
/// what Unicode calls canonically equivalent, because the tokens of a text must spell that text.
public struct StringStore: Sendable {
  private var texts: [String] = []
  private var hashes: [UInt32] = []
  /// Ids, -1 where free: an open-addressing table, a power of two long and at most half full.
  private var slots = [Int32](repeating: -1, count: 64)

  public init() {
    append("", hash: ByteTable.hash(UnsafeRawBufferPointer(start: nil, count: 0)))
  }

  /// Number of strings.
  public var count: Int { texts.count }

  /// The string with an id that this store gave out.
  public subscript(id: Int32) -> String { texts[Int(id)] }

  /// The id of `text`, new if it was not seen before. Constant expected time.
  public mutating func intern(_ text: String) -> Int32 {
    var text = text
    let hash = text.withUTF8 { ByteTable.hash(UnsafeRawBufferPointer($0)) }
    return find(text, hash: hash) ?? append(text, hash: hash)
  }

  /// The id of `text` if it is in the store. Constant expected time.
  public func id(of text: String) -> Int32? {
    var text = text
    let hash = text.withUTF8 { ByteTable.hash(UnsafeRawBufferPointer($0)) }
    return find(text, hash: hash)
  }

  /// Adds a string that is known not to be in the store.
  @discardableResult
  mutating func append(_ text: String, hash: UInt32) -> Int32 {
    let id = Int32(texts.count)
    texts.append(text)
    hashes.append(hash)
    if 2 * texts.count > slots.count {
      slots = [Int32](repeating: -1, count: 2 * slots.count)
      for id in texts.indices { place(Int32(id)) }
    } else {
      place(id)
    }
    return id
  }

  private mutating func place(_ id: Int32) {
    let mask = slots.count - 1
    var place = Int(hashes[Int(id)]) & mask
    while slots[place] >= 0 { place = (place + 1) & mask }
    slots[place] = id
  }

  private func find(_ text: String, hash: UInt32) -> Int32? {
    let mask = slots.count - 1
    var place = Int(hash) & mask
    while slots[place] >= 0 {
      let id = slots[place]
      if hashes[Int(id)] == hash, texts[Int(id)].utf8.elementsEqual(text.utf8) { return id }
      place = (place + 1) & mask
    }
    return nil
  }
}
