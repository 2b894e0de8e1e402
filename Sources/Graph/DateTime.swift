/// A moment, kept as it was written (ISO 8601, `2026-01-05T09:30:00Z`) with its place on the time line for comparison.
public struct DateTime: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Milliseconds since 1970-01-01T00:00:00Z; a moment without a zone counts as UTC.
  public let milliseconds: Int64
  /// As it was written.
  public let description: String

  /// Reads `YYYY-MM-DDTHH:MM[:SS[.fff]][Z|±HH:MM]`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 16, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      let date = CalendarDate(String(decoding: bytes[..<10], as: UTF8.self)),
      let hour = Self.twoDigits(bytes, 11, atMost: 23),
      let minute = Self.twoDigits(bytes, 14, atMost: 59)
    else { return nil }
    var total = Int64(date.daysSinceEpoch) * 86_400_000 + Int64(hour * 3600 + minute * 60) * 1000
    var place = 16
    if place < bytes.count, bytes[place] == UInt8(ascii: ":") {
      guard let second = Self.twoDigits(bytes, place + 1, atMost: 59) else { return nil }
      total += Int64(second) * 1000
      place += 3
      if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
        place += 1
        let first = place
        var scale: Int64 = 100
        while place < bytes.count, (48...57).contains(bytes[place]) {
          total += Int64(bytes[place] - 48) * scale
          scale /= 10
          place += 1
        }
        guard place > first else { return nil }
      }
    }
    if place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "Z") where place + 1 == bytes.count: break
      case UInt8(ascii: "+"), UInt8(ascii: "-"):
        guard place + 6 == bytes.count, bytes[place + 3] == UInt8(ascii: ":"),
          let hours = Self.twoDigits(bytes, place + 1, atMost: 14),
          let minutes = Self.twoDigits(bytes, place + 4, atMost: 59)
        else { return nil }
        let offset = Int64(hours * 3600 + minutes * 60) * 1000
        total += bytes[place] == UInt8(ascii: "+") ? -offset : offset
      default: return nil
      }
    }
    milliseconds = total
    description = String(text)
  }

  /// Whether one moment is before another.
  public static func < (left: Self, right: Self) -> Bool {
    (left.milliseconds, left.description) < (right.milliseconds, right.description)
  }

  private static func twoDigits(_ bytes: [UInt8], _ place: Int, atMost limit: Int) -> Int? {
    guard place + 1 < bytes.count, (48...57).contains(bytes[place]),
      (48...57).contains(bytes[place + 1])
    else { return nil }
    let number = Int(bytes[place] - 48) * 10 + Int(bytes[place + 1] - 48)
    return number <= limit ? number : nil
  }
}
