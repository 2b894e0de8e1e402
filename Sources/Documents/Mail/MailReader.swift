extension DocumentFormat {
  /// A message of mail.
  static let mail = DocumentFormat(
    kind: .mail, endings: ["eml"], hasSignature: { MailHeaders($0).areOfAMessage },
    reading: .many { bytes, source, context throws(ReadingError) in
      MailMessage(bytes[...]).drafts(source: source, place: "", end: bytes.count, context)
    })

  /// Many messages below one another.
  static let mailbox = DocumentFormat(
    kind: .mail, endings: ["mbox", "mbx"],
    hasSignature: { Mailbox.isSeparator($0.prefix { $0 != 10 }) }, reading: .mailbox)
}
