import Base

/// A message of mail (RFC 5322) with its parts (MIME): the text of its body, and what is attached.
///
/// Written here and not taken from a library, for the ones that are kept well need GLib.
struct MailMessage: Sendable {
  /// What is attached and can be read.
  enum Attachment: Sendable {
    case text(ItemDocument)
    case message(MailMessage)
    case file(MailedFile)
  }

  private struct Body: Sendable {
    var text: String
    var isHTML: Bool
  }

  private(set) var details = DocumentDetails()
  private(set) var attachments: [Attachment] = []
  /// Bytes of what is attached and gives no text.
  private(set) var leftOut = 0
  private let contentHash: String
  private let size: Int
  private var bodies: [Body] = []

  /// Parts within parts, and messages within messages.
  private static let deepest = 20
  private static let mostParts = 1000
  private var parts = 0

  init(_ bytes: ArraySlice<UInt8>, depth: Int = 0) {
    contentHash = ContentHash.of(Array(bytes))
    size = bytes.count
    let headers = MailHeaders(bytes)
    details.title = headers.text("subject")
    details.published = headers["date"].flatMap(DocumentDate.date)
    details.authors = headers["from"].map(MailAddress.names) ?? []
    details.recipients = ["to", "cc"].flatMap { headers[$0].map(MailAddress.names) ?? [] }
    details.language = headers["content-language"]
    read(bytes, headers, depth: depth, otherwise: "text/plain")
  }

  /// The message and what is attached to it as documents.
  func drafts(
    source: String, place: String, end: Int, _ context: ReadingContext
  ) -> [Result<DocumentDraft, ReadingError>] {
    let message = DocumentDraft(
      source: source + place, contentHash: contentHash, kind: .mail, size: size, end: end
    ) { raw }
    var drafts: [Result<DocumentDraft, ReadingError>] = [.success(message)]
    for (index, attachment) in attachments.enumerated() {
      let place = (place.isEmpty ? "#" : place + ".") + String(index + 1)
      switch attachment {
      case .text(let item):
        drafts.append(.success(item.draft(source: source + place, kind: .mail, end: end)))
      case .message(let message):
        drafts += message.drafts(source: source, place: place, end: end, context)
      case .file(let file):
        drafts += file.drafts(source: source + place, end: end, context)
      }
    }
    return drafts
  }

  private var raw: RawDocument {
    var raw = RawDocument()
    for body in bodies {
      raw.lines +=
        body.isHTML
        ? MailText.told(in: HTMLReader.readFragment(body.text).lines)
        : MailText.lines(of: body.text)
    }
    raw.details = details
    if leftOut > 0 { raw.leftOut[.attachment] = leftOut }
    return raw
  }

  // MARK: Parts

  private mutating func read(
    _ bytes: ArraySlice<UInt8>, _ headers: MailHeaders, depth: Int, otherwise: String
  ) {
    let content = bytes[headers.end...]
    let type = MailContentType(headers["content-type"], otherwise: otherwise)
    parts += 1
    guard depth < Self.deepest, parts < Self.mostParts else {
      leftOut += content.count
      return
    }
    if type.name.hasPrefix("multipart/"), let boundary = type["boundary"], !boundary.isEmpty {
      let contents = Self.parts(of: content, boundary)
      let isDigest = type.name == "multipart/digest"
      let found = contents.map { ($0, MailHeaders($0)) }
      if type.name == "multipart/alternative" {
        readBest(of: found, depth: depth)
      } else {
        for (part, headers) in found {
          read(
            part, headers, depth: depth + 1,
            otherwise: isDigest ? "message/rfc822" : "text/plain")
        }
      }
      return
    }
    let encoding = headers["content-transfer-encoding"]?.trimmingSpaces()
    let disposition = MailContentType(headers["content-disposition"], otherwise: "inline")
    let file = (disposition["filename"] ?? type["name"]).map(EncodedWords.decoded)
    switch type.name {
    case "text/plain", "text/html":
      var text = MailCharset.text(TransferEncoding.decoded(content, encoding), type["charset"])
      if type.name == "text/plain", type["format"]?.lowercased() == "flowed" {
        text = FlowedText.joined(text, deletesSpace: type["delsp"]?.lowercased() == "yes")
      }
      let isHTML = type.name == "text/html"
      if disposition.name == "attachment" || file != nil {
        var item = ItemDocument(text: text, markup: isHTML ? .html : .plain)
        item.details.title = file
        item.details.published = details.published
        if !text.trimmingSpaces().isEmpty { attachments.append(.text(item)) }
      } else if !text.trimmingSpaces().isEmpty {
        bodies.append(Body(text: text, isHTML: isHTML))
      }
    case "message/rfc822", "message/global":
      let inner = TransferEncoding.decoded(content, encoding)
      let message = MailMessage(inner[...], depth: depth + 1)
      attachments.append(.message(message))
    default:
      let attached = MailedFile(
        encoded: content, encoding, name: file, published: details.published)
      if let attached { attachments.append(.file(attached)) } else { leftOut += content.count }
    }
  }

  /// Of several forms of one text the plain one, else that of HTML; what else they carry is left out.
  private mutating func readBest(of found: [(ArraySlice<UInt8>, MailHeaders)], depth: Int) {
    func rank(_ headers: MailHeaders) -> Int {
      let name = MailContentType(headers["content-type"]).name
      return name == "text/plain"
        ? 0 : name == "text/html" ? 1 : name.hasPrefix("multipart/") ? 2 : 3
    }
    let ordered = found.enumerated().sorted {
      (rank($0.element.1), $0.offset) < (rank($1.element.1), $1.offset)
    }
    let (texts, files) = (bodies.count, attachments.count)
    for (_, (part, headers)) in ordered where rank(headers) < 3 {
      read(part, headers, depth: depth + 1, otherwise: "text/plain")
      if bodies.count > texts || attachments.count > files { return }
    }
  }

  /// The parts between the lines of a boundary.
  private static func parts(of bytes: ArraySlice<UInt8>, _ boundary: String) -> [ArraySlice<UInt8>]
  {
    let mark = Array("--\(boundary)".utf8)
    var result: [ArraySlice<UInt8>] = []
    var start: Int?
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let stop = bytes[place...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.endIndex
      let line = bytes[place..<stop]
      if line.starts(with: mark) {
        let rest = line.dropFirst(mark.count).filter { $0 > 32 }
        if rest.isEmpty || rest.elementsEqual("--".utf8) {
          if let start { result.append(bytes[start..<place]) }
          start = rest.isEmpty ? stop : nil
          if !rest.isEmpty { break }
        }
      }
      place = stop
    }
    // What has no end ends with the message.
    if let start, start < bytes.endIndex { result.append(bytes[start...]) }
    return result
  }
}
