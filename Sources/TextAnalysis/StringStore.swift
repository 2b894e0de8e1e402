/// Strings with dense ids in the order of their first use; id 0 is the empty string.
///
/// A store may go on where another has ended: the strings of the model, which every analysis begins with, are there once
/// for all.
///
/// Strings are the same if their UTF-8 bytes are: unlike `String`'s `==`, the store keeps apart
/// what Unicode calls canonically equivalent, because the tokens of a text must spell that text.
public struct StringStore: Sendable {
  /// A store that others go on from.
  private final class Base: Sendable {
    let store: StringStore
    init(_ store: StringStore) { self.store = store }
  }

  private let base: Base?
  /// Number of strings of the base, whose ids come before.
  private let baseCount: Int
  private var texts: [String] = []
  private var hashes: [UInt32] = []
  /// Ids less those of the base, -1 where free: an open-addressing table, a power of two long and at most half full.
  private var slots = Self.noSlots

  private static let noSlots = [Int32](repeating: -1, count: 64)

  /// A store of the empty string alone.
  public init() {
    base = nil
    baseCount = 0
    append("", hash: ByteTable.hash(UnsafeRawBufferPointer(start: nil, count: 0)))
  }

  /// A store that begins with all strings of another.
  init(after store: StringStore) {
    base = Base(store)
    baseCount = store.count
  }

  /// Number of strings.
  public var count: Int { baseCount + texts.count }

  /// The string with an id that this store gave out.
  public subscript(id: Int32) -> String {
    let place = Int(id) - baseCount
    guard place < 0, let base else { return texts[place] }
    return base.store[id]
  }

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
    let place = Int32(texts.count)
    texts.append(text)
    hashes.append(hash)
    if 2 * texts.count > slots.count {
      slots = [Int32](repeating: -1, count: 2 * slots.count)
      for place in texts.indices { enter(Int32(place)) }
    } else {
      enter(place)
    }
    return place + Int32(baseCount)
  }

  private mutating func enter(_ place: Int32) {
    let mask = slots.count - 1
    var slot = Int(hashes[Int(place)]) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = place
  }

  private func find(_ text: String, hash: UInt32) -> Int32? {
    if let known = base?.store.find(text, hash: hash) { return known }
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] >= 0 {
      let place = slots[slot]
      if hashes[Int(place)] == hash, texts[Int(place)].utf8.elementsEqual(text.utf8) {
        return place + Int32(baseCount)
      }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
