import Base

/// Words of headers in other character sets: `=?utf-8?Q?J=C3=B6rg?=` (RFC 2047).
enum EncodedWords {
  static func decoded(_ value: String) -> String {
    guard value.contains("=?") else { return value }
    var result = ""
    var rest = value[...]
    // A letter may be parted by the end of a word, so bytes of one set are decoded together.
    var bytes: [UInt8] = []
    var charset = ""
    func flush() {
      if !bytes.isEmpty { result += MailCharset.text(bytes, charset) }
      bytes = []
    }
    while let mark = rest.firstRange(of: "=?") {
      let before = rest[..<mark.lowerBound]
      guard let word = word(rest[mark.upperBound...]) else {
        flush()
        result += rest[..<mark.upperBound]
        rest = rest[mark.upperBound...]
        continue
      }
      // Space between two encoded words is none.
      if bytes.isEmpty || !before.allSatisfy(\.isWhitespace) {
        flush()
        result += before
      }
      if word.charset != charset { flush() }
      charset = word.charset
      bytes += word.bytes
      rest = word.rest
    }
    flush()
    return result + rest
  }

  private static func word(
    _ text: Substring
  ) -> (charset: String, bytes: [UInt8], rest: Substring)? {
    // A word has at most 75 characters; others write longer ones.
    let parts = text.prefix(2000).split(
      separator: "?", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let end = parts[2].firstRange(of: "?="),
      !parts[0].contains(where: \.isWhitespace)
    else { return nil }
    let written = Array(parts[2][..<end.lowerBound].utf8)[...]
    let bytes: [UInt8]
    switch parts[1].lowercased() {
    case "q": bytes = TransferEncoding.quotedPrintable(written, isWord: true)
    case "b": bytes = TransferEncoding.base64(written)
    default: return nil
    }
    let charset = parts[0].prefix { $0 != "*" }.lowercased()
    return (charset, bytes, text[end.upperBound...])
  }
}
