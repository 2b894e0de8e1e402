import CKernels
import TestSupport
import Testing

/// The kernels for bytes find what a look at each byte finds, for every length of vector.
@Suite struct ByteKernelTests {
  private let kernels = [16, 32, 64].compactMap { ck_bytes_with_lanes($0) }

  @Test func masksSayWhatEachByteIs() {
    var random = SeededGenerator(seed: 1)
    for count in [0, 1, 63, 64, 65, 127, 128, 1000] {
      for _ in 0..<20 {
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        for kernels in kernels {
          var masks = [UInt64](repeating: 0, count: (count + 63) / 64 * 2)
          _ = kernels.pointee.rdf_masks(bytes, count, &masks)
          for place in 0..<masks.count * 32 {
            let (endsIRI, endsString) = place < count ? Self.ends(bytes[place]) : (false, false)
            let shift = UInt64(place % 64)
            #expect((masks[place / 64 * 2] >> shift & 1 != 0) == endsIRI)
            #expect((masks[place / 64 * 2 + 1] >> shift & 1 != 0) == endsString)
          }
        }
      }
    }
  }

  private static func ends(_ byte: UInt8) -> (iri: Bool, string: Bool) {
    (
      byte <= 0x20 || Array("<>\"{}|^`\\".utf8).contains(byte),
      Array("\"\\\n\r".utf8).contains(byte)
    )
  }

  @Test func ofTextItIsKnownWhetherItIsUTF8() {
    var random = SeededGenerator(seed: 2)
    let scalars: [Unicode.Scalar] = [
      "a", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}",
      "\u{10000}", "\u{10FFFF}",
    ]
    var good = 0
    for round in 0..<3000 {
      var bytes: [UInt8] = []
      // Mostly letters, so that characters lie across the ends of vectors in all ways.
      for _ in 0..<Int.random(in: 0...150, using: &random) {
        let scalar =
          Int.random(in: 0..<4, using: &random) == 0 ? scalars.randomElement(using: &random)! : "a"
        bytes += Array(String(scalar).utf8)
      }
      if round % 2 == 1, !bytes.isEmpty {
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
          bytes[bytes.indices.randomElement(using: &random)!] = .random(
            in: 0x80...0xFF, using: &random)
        case 1: bytes.removeLast()
        default: bytes.remove(at: bytes.indices.randomElement(using: &random)!)
        }
      }
      let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
      good += isUTF8 ? 1 : 0
      for kernels in kernels {
        var masks = [UInt64](repeating: 0, count: (bytes.count + 63) / 64 * 2)
        #expect(kernels.pointee.rdf_masks(bytes, bytes.count, &masks) == isUTF8, "\(bytes)")
      }
    }
    #expect((1500...2900).contains(good))
  }

  @Test func endsOfLinesAreCounted() {
    var random = SeededGenerator(seed: 3)
    for count in [0, 1, 63, 64, 65, 500] {
      let bytes = (0..<count).map { _ in [10, 13, 97].randomElement(using: &random)! as UInt8 }
      for kernels in kernels {
        let ends = kernels.pointee.line_ends(bytes, count)
        #expect(ends.feeds == bytes.count { $0 == 10 })
        #expect(ends.returns == bytes.count { $0 == 13 })
      }
    }
  }

  @Test func checksumIsThatOfTheDefinition() throws {
    let kernel = try #require(ck_crc32_select(), "this processor has none")
    var random = SeededGenerator(seed: 4)
    for count in Array(64...200) + [4016, 100_000] {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      var crc: UInt32 = ~0
      for byte in bytes {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 != 0 ? 0xEDB8_8320 : 0) }
      }
      #expect(kernel(bytes, count) == ~crc)
    }
  }
}
