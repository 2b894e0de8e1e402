/// An IRI that relative ones are resolved against, as RFC 3986, section 5.2 says; the bytes of both stay as they are
/// otherwise.
package struct BaseIRI {
  /// The IRI without its fragment.
  private let bytes: [UInt8]
  /// Where the scheme ends (its colon included), the authority, and the path.
  private let schemeEnd: Int
  private let authorityEnd: Int
  private let pathEnd: Int

  /// - Parameter iri: an absolute IRI.
  package init(_ iri: [UInt8]) {
    let end = iri.firstIndex(of: UInt8(ascii: "#")) ?? iri.count
    bytes = Array(iri[..<end])
    schemeEnd = (bytes.firstIndex(of: UInt8(ascii: ":")) ?? -1) + 1
    pathEnd = bytes[schemeEnd...].firstIndex(of: UInt8(ascii: "?")) ?? end
    authorityEnd = Self.authorityEnd(bytes, schemeEnd..<pathEnd)
  }

  /// The IRI of a file.
  package init(file path: String) {
    var iri = Array("file://".utf8)
    let classes = ByteClasses.shared
    for byte in path.utf8 {
      if classes.letterOrDigit.contains(byte) || "-._~/!$&'()*+,;=:@".utf8.contains(byte) {
        iri.append(byte)
      } else {
        iri += (byte < 16 ? "%0" : "%").utf8
        iri += String(byte, radix: 16, uppercase: true).utf8
      }
    }
    self.init(iri)
  }

  /// The IRI without its fragment, which is what an empty reference stands for.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends what a relative reference stands for.
  package func resolve(_ reference: [UInt8], into output: inout [UInt8]) {
    let queryStart = reference.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    let path = reference[..<(queryStart ?? reference.count)]
    let rest = reference[path.endIndex...]
    if path.isEmpty {
      output += rest.first == UInt8(ascii: "?") ? bytes[..<pathEnd] : bytes[...]
    } else if path.starts(with: "//".utf8) {
      let end = Self.authorityEnd(reference, path.indices)
      output += bytes[..<schemeEnd] + path[..<end]
      Self.append(path[end...], withoutDotSegmentsTo: &output)
    } else if path.first == UInt8(ascii: "/") {
      output += bytes[..<authorityEnd]
      Self.append(path, withoutDotSegmentsTo: &output)
    } else {
      output += bytes[..<authorityEnd]
      let folder = bytes[authorityEnd..<pathEnd]
      var merged = folder[
        ..<(folder.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? authorityEnd)]
      if folder.isEmpty, authorityEnd > schemeEnd { merged = [UInt8(ascii: "/")] }
      Self.append(merged + path, withoutDotSegmentsTo: &output)
    }
    output += rest
  }

  /// Whether an IRI begins with a scheme, so that it is absolute.
  package static func hasScheme(_ iri: [UInt8]) -> Bool { NTriplesTerm.hasScheme(iri.span) }

  /// Where `//host` ends, if it stands at the beginning of these bytes.
  private static func authorityEnd(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    guard bytes[range].starts(with: "//".utf8) else { return range.lowerBound }
    return bytes[range].dropFirst(2).firstIndex(of: UInt8(ascii: "/")) ?? range.upperBound
  }

  /// Appends a path without its segments `.` and `..` (RFC 3986, 5.2.4).
  private static func append(
    _ path: ArraySlice<UInt8>, withoutDotSegmentsTo output: inout [UInt8]
  ) {
    let start = output.count
    let slash = UInt8(ascii: "/")
    func removeSegment() {
      while output.count > start, output.removeLast() != slash {}
    }
    var rest = path
    while let first = rest.first {
      // Without its slash, the segment at hand.
      let name = first == slash ? rest.dropFirst() : rest
      let segment = name.prefix { $0 != slash }
      let isLast = segment.endIndex == rest.endIndex
      let isDot = segment.elementsEqual(".".utf8)
      guard isDot || segment.elementsEqual("..".utf8) else {
        output += rest[..<segment.endIndex]
        rest = rest[segment.endIndex...]
        continue
      }
      rest = rest[segment.endIndex...]
      if first != slash {
        rest = rest.dropFirst()
      } else {
        if !isDot { removeSegment() }
        if isLast { output.append(slash) }
      }
    }
  }
}
