/// A tag of HTML as it is written.
struct ScannedTag {
  struct Attribute {
    var name: Range<Int>
    /// With its quotes; empty where the attribute has no value.
    var value: Range<Int>
  }
  var isEnd: Bool
  var name: Range<Int>
  var attributes: [Attribute]
  /// Behind its `>`.
  var end: Int
}

/// Reads single tags as HTML's tokenizer does.
enum TagScanner {
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 9 || byte == 10 || byte == 12 || byte == 13
  }

  static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) }

  /// The tag that opens at a `<`; nil where the bytes there are no tag, or it has no end.
  static func tag(at open: Int, in bytes: [UInt8], wantsAttributes: Bool = true) -> ScannedTag? {
    var place = open + 1
    guard place < bytes.count else { return nil }
    let isEnd = bytes[place] == UInt8(ascii: "/")
    if isEnd { place += 1 }
    guard place < bytes.count, isLetter(bytes[place]) else { return nil }
    let nameStart = place
    while place < bytes.count, !isSpace(bytes[place]), bytes[place] != UInt8(ascii: "/"),
      bytes[place] != UInt8(ascii: ">")
    {
      place += 1
    }
    var tag = ScannedTag(isEnd: isEnd, name: nameStart..<place, attributes: [], end: place)
    while place < bytes.count {
      let byte = bytes[place]
      if byte == UInt8(ascii: ">") {
        tag.end = place + 1
        return tag
      }
      if isSpace(byte) || byte == UInt8(ascii: "/") {
        place += 1
        continue
      }
      let first = place
      // An equals sign at the beginning is a part of the name.
      place += 1
      while place < bytes.count, !isSpace(bytes[place]), bytes[place] != UInt8(ascii: "/"),
        bytes[place] != UInt8(ascii: ">"), bytes[place] != UInt8(ascii: "=")
      {
        place += 1
      }
      let name = first..<place
      var value = place..<place
      var next = place
      while next < bytes.count, isSpace(bytes[next]) { next += 1 }
      if next < bytes.count, bytes[next] == UInt8(ascii: "=") {
        next += 1
        while next < bytes.count, isSpace(bytes[next]) { next += 1 }
        guard let end = valueEnd(at: next, in: bytes) else { return nil }
        value = next..<end
        place = end
      }
      if wantsAttributes { tag.attributes.append(.init(name: name, value: value)) }
    }
    return nil
  }

  private static func valueEnd(at first: Int, in bytes: [UInt8]) -> Int? {
    guard first < bytes.count else { return nil }
    let quote = bytes[first]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return bytes[(first + 1)...].firstIndex(of: quote).map { $0 + 1 }
    }
    var place = first
    while place < bytes.count, !isSpace(bytes[place]), bytes[place] != UInt8(ascii: ">") {
      place += 1
    }
    return place
  }
}
