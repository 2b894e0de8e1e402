/// How pages of the web begin.
enum PageSignature {
  /// Whether bytes open with a document type or an element of HTML, perhaps behind space, comments and
  /// declarations.
  static func opens(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = narrow(bytes)[...]
    while true {
      rest = rest.drop { $0 == 32 || (9...13).contains($0) }
      if rest.starts(with: "<!--".utf8) {
        guard let end = end(of: "-->", in: rest) else { return false }
        rest = rest[end...]
      } else if rest.starts(with: "<?xml".utf8) {
        guard let end = end(of: "?>", in: rest) else { return false }
        rest = rest[end...]
      } else {
        let opening = String(decoding: rest.prefix(16), as: UTF8.self).lowercased()
        return opening.hasPrefix("<!doctype html") || opening.hasPrefix("<html>")
          || opening.hasPrefix("<html ") || opening.hasPrefix("<html\n")
          || opening.hasPrefix("<html\r\n") || opening.hasPrefix("<html\t")
      }
    }
  }

  /// The bytes without a mark of byte order; of units of two bytes, those that are not zero.
  private static func narrow(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return bytes.dropFirst(2).filter { $0 != 0 }
    }
    return Array(bytes)
  }

  private static func end(of mark: String, in bytes: ArraySlice<UInt8>) -> Int? {
    let mark = Array(mark.utf8)
    return bytes.indices.first { bytes[$0...].starts(with: mark) }.map { $0 + mark.count }
  }
}
