import Base

/// The header fields of a message or of a part of one (RFC 5322, RFC 2045).
struct MailHeaders: Sendable {
  /// Names in small letters, with values whose lines are joined.
  private var fields: [(name: String, value: String)] = []
  /// The place behind the empty line that ends them.
  private(set) var end: Int

  /// Lines of headers that are looked at; no message has as many.
  private static let most = 2000

  init(_ bytes: ArraySlice<UInt8>) {
    end = bytes.startIndex
    var place = bytes.startIndex
    while place < bytes.endIndex, fields.count < Self.most {
      let stop = bytes[place...].firstIndex(of: 10) ?? bytes.endIndex
      var line = bytes[place..<stop]
      if line.last == 13 { line.removeLast() }
      let next = min(stop + 1, bytes.endIndex)
      if line.isEmpty {
        place = next
        break
      }
      if line.first == 32 || line.first == 9, !fields.isEmpty {
        if fields[fields.count - 1].value.utf8.count < 1 << 16 {
          fields[fields.count - 1].value += " " + Self.text(line).trimmingSpaces()
        }
      } else if let colon = Self.colon(in: line) {
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        fields.append((name, Self.text(line[(colon + 1)...]).trimmingSpaces()))
      } else if !fields.isEmpty || !line.starts(with: "From ".utf8) {
        // Not a header: the text begins here.
        break
      }
      place = next
    }
    end = place
  }

  /// The first field of the name.
  subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  /// The first field of the name, its encoded words decoded.
  func text(_ name: String) -> String? {
    self[name].map { EncodedWords.decoded($0).collapsingSpaces() }
      .flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether they are those of a message and not lines of a text that happen to have colons.
  var areOfAMessage: Bool {
    let known: Set<String> = [
      "from", "to", "date", "subject", "message-id", "received", "mime-version", "return-path",
      "delivered-to", "content-type",
    ]
    guard Set(fields.map(\.name)).intersection(known).count >= 2 else { return false }
    return ["message-id", "mime-version", "received", "return-path"].contains { self[$0] != nil }
      || self["from"].map { $0.contains("@") } ?? false
  }

  /// Where the name of a field ends: names are of printed ASCII without spaces.
  private static func colon(in line: ArraySlice<UInt8>) -> Int? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy({ (33...126).contains($0) })
    else { return nil }
    return colon
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    MailCharset.text(Array(bytes), nil)
  }
}
