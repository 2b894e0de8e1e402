import CCrypto

/// Hash functions on the UTF-8 of a text, in hexadecimal.
enum Digest {
  static func of(_ text: String, _ function: BuiltIn) -> String? {
    let method: OpaquePointer? =
      switch function {
      case .md5: EVP_md5()
      case .sha1: EVP_sha1()
      case .sha256: EVP_sha256()
      case .sha384: EVP_sha384()
      case .sha512: EVP_sha512()
      default: nil
      }
    guard let method else { return nil }
    let bytes = Array(text.utf8)
    var digest = [UInt8](repeating: 0, count: 64)
    var length: UInt32 = 0
    // A library may have been set up without the weaker ones.
    guard EVP_Digest(bytes, bytes.count, &digest, &length, method, nil) == 1 else { return nil }
    return digest.prefix(Int(length)).map(hexadecimal).joined()
  }

  static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
