/// A text that C reads, kept until another takes its place.
final class KeptText {
  private(set) var pointer: UnsafeMutablePointer<CChar>

  init(_ text: String = "") { pointer = Self.copy(of: text) }

  deinit { pointer.deallocate() }

  func set(_ text: String) -> UnsafePointer<CChar> {
    pointer.deallocate()
    pointer = Self.copy(of: text)
    return UnsafePointer(pointer)
  }

  /// A copy for C, to be given back by `deallocate`. It ends at the first NUL of the text, as every text of C does.
  static func copy(of text: String) -> UnsafeMutablePointer<CChar> {
    var text = text
    return text.withUTF8 { bytes in
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
      for (place, byte) in bytes.enumerated() { copy[place] = CChar(bitPattern: byte) }
      copy[bytes.count] = 0
      return copy
    }
  }
}
