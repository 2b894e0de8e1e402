/// Bytes of a message to text by the character set that it names.
enum MailCharset {
  static func text(_ bytes: [UInt8], _ charset: String?) -> String {
    if let charset, let text = PageEncoding.text(bytes, label: charset) { return text }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return (try? TextDecoder.decode(bytes)) ?? String(decoding: bytes, as: UTF8.self)
  }
}
