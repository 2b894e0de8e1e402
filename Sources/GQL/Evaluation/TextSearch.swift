import Glibc

/// Plain search over UTF-8, in time linear in both texts.
enum TextSearch {
  /// Offset of the first occurrence, in bytes.
  static func firstPlace(of part: String, in text: String, from start: Int = 0) -> Int? {
    var (text, part) = (text, part)
    return text.withUTF8 { text in
      part.withUTF8 { part in
        firstPlace(of: part, in: text, from: start)
      }
    }
  }

  static func firstPlace(
    of part: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int = 0
  ) -> Int? {
    guard part.count > 0 else { return start }
    guard text.count >= part.count + start else { return nil }
    return part.count <= shortPart
      ? firstPlace(ofShort: part, in: text, from: start)
      : firstPlace(ofLong: part, in: text, from: start)
  }

  /// Up to this length each place is compared anew.
  private static let shortPart = 16

  private static func firstPlace(
    ofShort part: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let base = text.baseAddress else { return nil }
    let end = text.count - part.count + 1
    var place = start
    while place < end, let found = memchr(base + place, Int32(part[0]), end - place) {
      place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      var length = 1
      while length < part.count, text[place + length] == part[length] { length += 1 }
      if length == part.count { return place }
      place += 1
    }
    return nil
  }

  /// D. E. Knuth, J. H. Morris, V. R. Pratt, "Fast Pattern Matching in Strings" (1977).
  private static func firstPlace(
    ofLong part: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    // How much of the part still agrees after a mismatch behind each of its bytes.
    var kept = [0]
    kept.reserveCapacity(part.count)
    for place in 1..<part.count {
      var length = kept[place - 1]
      while length > 0, part[place] != part[length] { length = kept[length - 1] }
      kept.append(part[place] == part[length] ? length + 1 : 0)
    }
    var length = 0
    for place in start..<text.count {
      while length > 0, text[place] != part[length] { length = kept[length - 1] }
      if text[place] == part[length] { length += 1 }
      if length == part.count { return place + 1 - length }
    }
    return nil
  }

  /// - Parameter progress: called with the bytes of each piece that is made; what it throws ends the work.
  static func replacing(
    _ part: String, by other: String, in text: String,
    progress: (_ bytes: Int) throws -> Void
  ) rethrows -> String {
    guard !part.isEmpty else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var start = 0
    while let place = firstPlace(of: part, in: text, from: start) {
      try progress(place - start + other.utf8.count)
      result += bytes[start..<place]
      result += other.utf8
      start = place + part.utf8.count
    }
    return String(decoding: result + bytes[start...], as: UTF8.self)
  }

  /// What lies between the separators of a text; the characters of the text where the separator is empty.
  static func parts(of text: String, between separator: String) -> [String] {
    guard !separator.isEmpty else { return text.unicodeScalars.map { String($0) } }
    let bytes = Array(text.utf8)
    var parts: [String] = []
    var start = 0
    while let place = firstPlace(of: separator, in: text, from: start) {
      parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
      start = place + separator.utf8.count
    }
    return parts + [String(decoding: bytes[start...], as: UTF8.self)]
  }
}
