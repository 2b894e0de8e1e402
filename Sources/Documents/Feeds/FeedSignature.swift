/// How feeds begin.
enum FeedSignature {
  /// Whether bytes open with the root element of RSS or Atom, perhaps behind a declaration, comments and space.
  static func opens(_ bytes: ArraySlice<UInt8>) -> Bool {
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let text = String(decoding: bytes.filter { !isWide || $0 != 0 && $0 < 0xFE }, as: UTF8.self)
    var rest = text.unicodeScalars.drop { $0 == "\u{FEFF}" || $0.value == 0xFFFD }
    while true {
      rest = rest.drop { $0.value <= 32 }
      let opening = String(String.UnicodeScalarView(rest.prefix(9))).lowercased()
      if opening.hasPrefix("<?") || opening.hasPrefix("<!") {
        let declared = Substring(rest.prefix { $0 != ">" })
        let mark = opening.hasPrefix("<!--") ? "-->" : declared.contains("[") ? "]>" : ">"
        guard let end = Substring(rest).firstRange(of: mark) else { return false }
        rest = rest[end.upperBound...]
      } else if opening.hasPrefix("<rdf:rdf") {
        return Substring(rest).contains("purl.org/rss/1.0")
          || Substring(rest).contains("my.netscape.com/rdf")
      } else {
        return ["<rss", "<feed"].contains { name in
          opening.hasPrefix(name)
            && opening.dropFirst(name.count).first.map { $0 == ">" || $0.isWhitespace } ?? false
        }
      }
    }
  }
}
