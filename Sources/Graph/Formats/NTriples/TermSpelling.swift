/// What a checked spelling of N-Triples means.
extension StoredTerm {
  /// The term of an IRI or a literal that was found by a scanner. Blank nodes have no meaning outside their file and
  /// are not read here.
  init(spelling: Span<UInt8>) {
    if spelling[0] == UInt8(ascii: "<") {
      let iri = Self.unescaped(spelling.extracting(1..<spelling.count - 1))
      self.init(GraphshIRI.readEntity(iri) ?? .iri(iri))
      return
    }
    let end = Self.endOfString(in: spelling)
    let text = Self.unescaped(spelling.extracting(1..<end))
    if end + 1 == spelling.count {
      self.init(.string(text))
    } else if spelling[end + 1] == UInt8(ascii: "@") {
      let language = NTriplesTerm.text(end + 2..<spelling.count, in: spelling)
      self.init(.languageString(text, language: language))
    } else {
      let datatype = Self.unescaped(spelling.extracting(end + 4..<spelling.count - 1))
      self.init(Self.literal(text, datatype: datatype))
    }
  }

  /// The term of a literal: one of graphsh's own kinds if that gives the same text back, so that nothing of the file
  /// is lost (`"042"^^xsd:integer` stays what it is).
  static func literal(_ text: String, datatype: String) -> Term {
    switch datatype {
    case RDFVocabulary.string: return .string(text)
    case RDFVocabulary.integer:
      if let integer = Int64(text), String(integer) == text { return .integer(integer) }
    case RDFVocabulary.double:
      let number: Double? =
        switch text {
        case "INF": .infinity
        case "-INF": -.infinity
        case "NaN": nil
        default: Double(text)
        }
      if let number, NTriplesText.lexical(number) == text { return .float(number) }
    case RDFVocabulary.boolean:
      if text == "true" || text == "false" { return .boolean(text == "true") }
    case RDFVocabulary.date:
      if let date = CalendarDate(text), date.description == text { return .date(date) }
    case RDFVocabulary.dateTime:
      if let moment = DateTime(text) { return .dateTime(moment) }
    default: break
    }
    return .typed(text, datatype: datatype)
  }

  /// The place of the quote that ends a string.
  private static func endOfString(in spelling: Span<UInt8>) -> Int {
    var place = 1
    while spelling[place] != UInt8(ascii: "\"") {
      place += spelling[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return place
  }

  private static func unescaped(_ bytes: Span<UInt8>) -> String {
    let all = bytes.withUnsafeBufferPointer { bytes in
      bytes.contains(UInt8(ascii: "\\")) ? nil : String(decoding: bytes, as: UTF8.self)
    }
    if let all { return all }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      if bytes[place] != UInt8(ascii: "\\") {
        decoded.append(bytes[place])
        place += 1
      } else if let byte = NTriplesTerm.escaped(bytes[place + 1]) {
        decoded.append(byte)
        place += 2
      } else if let (scalar, end) = try? NTriplesTerm.numericEscape(place, in: bytes) {
        decoded.append(contentsOf: String(scalar).utf8)
        place = end
      } else {
        // Not in a checked spelling.
        decoded.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }
}

extension NTriplesTerm {
  /// Whether a text is an absolute IRI, without brackets and escapes.
  static func isIRI(_ text: String) -> Bool {
    let line = Array(("<" + text + ">\n").utf8)
    return !line.contains(UInt8(ascii: "\\"))
      && (try? checkIRI(0, in: line.span)) == line.count - 1
  }

  /// Whether a text is one literal of N-Triples and nothing else.
  static func isLiteral(_ spelling: String) -> Bool {
    let line = Array("<a:a> <a:a> \(spelling) .\n".utf8)
    let masks = ByteMasks(of: line.span)
    var scanner = NTriplesScanner(readsGraphs: false, isUTF8: masks.isUTF8)
    guard spelling.utf8.first == UInt8(ascii: "\""),
      (try? scanner.next(in: line.span, masks.words.span)) == true
    else { return false }
    return scanner.object == 12..<12 + spelling.utf8.count
  }
}
