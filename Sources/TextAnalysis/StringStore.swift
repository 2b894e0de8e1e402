/// Strings with dense ids in the order of their first use; id 0 is the empty string.
public struct StringStore: Sendable {
  private var ids: [String: Int32] = ["": 0]
  private var texts: [String] = [""]

  public init() {}

  /// Number of strings.
  public var count: Int { texts.count }

  /// The string with an id that this store gave out.
  public subscript(id: Int32) -> String { texts[Int(id)] }

  /// The id of `text`, new if it was not seen before.
  public mutating func intern(_ text: String) -> Int32 {
    if let id = ids[text] { return id }
    let id = Int32(texts.count)
    ids[text] = id
    texts.append(text)
    return id
  }

  /// The id of `text` if it is in the store.
  public func id(of text: String) -> Int32? { ids[text] }
}
