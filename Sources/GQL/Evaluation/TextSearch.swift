import Glibc

/// Plain search over UTF-8, in time linear in both texts.
enum TextSearch {
  /// Offset of the first occurrence, in bytes, at or after a place.
  static func firstPlace(of part: String, in text: String, from start: Int = 0) -> Int? {
    var (text, part) = (text, part)
    return text.withUTF8 { text in
      part.withUTF8 { part in
        guard part.count > 0 else { return start }
        guard text.count >= part.count + start, let base = text.baseAddress else { return nil }
        // The C library's search takes linear time (two-way, by Crochemore and Perrin), several bytes at once.
        guard let found = memmem(base + start, text.count - start, part.baseAddress, part.count)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
      }
    }
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
}
