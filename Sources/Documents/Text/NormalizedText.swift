import Base

/// A line as the analysis reads it: one plain space for each run of spaces, straight apostrophes after plural
/// possessors, and nothing that cannot be seen within a word, such as soft hyphens; with the way back to the line as
/// it was written.
public struct NormalizedText: Sendable {
  /// The text as it is read.
  public let text: String
  /// Scalar of the line for each scalar of the text; nil where they are the same.
  private let origins: [Int32]?

  /// The text of a line.
  public init(_ line: SourceDocument.Line) { self.init(line.text, skipped: line.skipped) }

  init(_ line: String, skipped: [Range<Int>]) {
    if skipped.isEmpty, Self.isNormal(line) {
      text = line
      origins = nil
      return
    }
    if let plain = Self.plain(line, skipped: skipped) {
      (text, origins) = plain
      return
    }
    var scalars = String.UnicodeScalarView()
    var origins: [Int32] = []
    var isChanged = false
    let written = Array(line.unicodeScalars)
    let hasOpeningQuote = written.contains("\u{2018}")
    var left = skipped[...]
    for (place, scalar) in written.enumerated() {
      while let next = left.first, next.upperBound <= place { left.removeFirst() }
      if left.first?.contains(place) ?? false {
        isChanged = true
        continue
      }
      var scalar = scalar
      if PlainWords.isInvisible(scalar) {
        isChanged = true
        continue
      }
      if scalar.isWhiteSpace {
        if scalar != " " { isChanged = true }
        if scalars.last == " " {
          isChanged = true
          continue
        }
        scalar = " "
      } else if scalar == "\u{2019}", !hasOpeningQuote, place > 0, written[place - 1] == "s",
        place + 1 < written.count, written[place + 1].isWhiteSpace
      {
        isChanged = true
        scalar = "'"
      } else if scalar == "\u{2011}" {
        // A hyphen that does not break is a hyphen.
        isChanged = true
        scalar = "-"
      }
      scalars.append(scalar)
      origins.append(Int32(place))
    }
    text = String(scalars)
    self.origins = isChanged ? origins + [Int32(written.count)] : nil
  }

  /// Whether a line is plain ASCII with single spaces, as most are.
  private static func isNormal(_ line: String) -> Bool {
    var previous = UInt8(0)
    for byte in line.utf8 {
      if byte >= 0x80 || (9...13).contains(byte) || byte == 32 && previous == 32 { return false }
      previous = byte
    }
    return true
  }

  /// The same for ASCII alone, where a byte is a scalar and only white space changes; nil for other text.
  private static func plain(
    _ line: String, skipped: [Range<Int>]
  ) -> (text: String, origins: [Int32]?)? {
    var line = line
    return line.withUTF8 { bytes -> (text: String, origins: [Int32]?)? in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
      var text: [UInt8] = []
      text.reserveCapacity(bytes.count)
      var origins: [Int32]?
      var left = skipped[...]
      for (place, byte) in bytes.enumerated() {
        while let next = left.first, next.upperBound <= place { left.removeFirst() }
        let isSpace = byte == 32 || (9...13).contains(byte)
        if left.first?.contains(place) ?? false || isSpace && text.last == 32 {
          // From the first that is left out on, places differ.
          if origins == nil { origins = text.indices.map { Int32($0) } }
          continue
        }
        text.append(isSpace ? 32 : byte)
        origins?.append(Int32(place))
      }
      origins?.append(Int32(bytes.count))
      return (String(decoding: text, as: UTF8.self), origins)
    }
  }

  /// Where in the line a scalar of the text stands.
  public func origin(of scalar: Int) -> Int {
    guard let origins, scalar < origins.count else { return scalar }
    return Int(origins[scalar])
  }
}
