/// Takes a ``DocumentReading`` out of the bytes that ``ReadingWriter`` made. Nothing in them is trusted: what cannot be
/// read makes all of it nil.
struct ReadingReader {
  private let bytes: [UInt8]
  private var place = 1
  private var strings: [String] = []
  private var isBroken = false
  private let version: UInt8

  init?(_ bytes: [UInt8]) {
    guard let version = bytes.first, (1...ReadingWriter.version).contains(version) else {
      return nil
    }
    self.version = version
    self.bytes = bytes
  }

  mutating func reading() -> DocumentReading? {
    var reading = DocumentReading(entities: [], mentions: [], statements: [])
    for _ in 0..<count() {
      reading.entities.append(entity())
      if isBroken { return nil }
    }
    for _ in 0..<count() {
      reading.mentions.append(
        MentionRecord(
          entity: number(), sentence: number(), start: number(), end: number(), surface: string()))
      if isBroken { return nil }
    }
    for index in 0..<count() {
      guard let (statement, isDenied) = statement() else { return nil }
      reading.statements.append(statement)
      if isDenied { reading.denied.insert(index) }
    }
    return isBroken || place != bytes.count ? nil : reading
  }

  private mutating func entity() -> EntityRecord {
    let label = string()
    var aliases: [String: Int] = [:]
    for _ in 0..<count() {
      let name = string()
      aliases[name] = number()
    }
    let profile = optionalString().map { kind in
      EntityProfile(kind: kind, roles: (0..<count()).map { _ in string() })
    }
    return EntityRecord(label: label, types: [], aliases: aliases, profile: profile)
  }

  private mutating func statement() -> (StatementRecord, isDenied: Bool)? {
    let flags = number()
    guard let subject = argument() else { return nil }
    let (predicate, surface, object) = (string(), string(), argument())
    let (modality, speaker, date) = (optionalString(), argument(), optionalString())
    var qualifiers: [(name: String, value: Argument)] = []
    for _ in 0..<count() {
      let name = string()
      guard let value = argument() else { return nil }
      qualifiers.append((name, value))
    }
    let (sentence, start, end) = (number(), number(), number())
    let confidence = Double(bitPattern: bits())
    var statement = StatementRecord(
      subject: subject, predicate: predicate, surface: surface, object: object, sentence: sentence,
      start: start, end: end, confidence: confidence, extractor: string())
    statement.isNegated = flags & 1 != 0
    statement.modality = modality
    statement.attributedTo = speaker
    statement.date = date.flatMap { CalendarDate($0) }
    statement.qualifiers = qualifiers
    guard version > 1 else { return isBroken ? nil : (statement, flags & 2 != 0) }
    for _ in 0..<count() {
      statement.relations.append(
        RelationRecord(name: string(), subject: argument(), object: argument()))
    }
    return isBroken ? nil : (statement, flags & 2 != 0)
  }

  private mutating func argument() -> Argument? {
    let form = number()
    if form == 0 || isBroken { return nil }
    if form == 1 { return .entity(number()) }
    let (text, tag) = (string(), string())
    guard let kind = StoredTerm.Kind(rawValue: Int64(form - 2)),
      let term = StoredTerm(kind: kind, text: text, tag: tag).term
    else {
      isBroken = true
      return nil
    }
    return .literal(term)
  }

  private mutating func optionalString() -> String? { number() == 0 ? nil : string() }

  private mutating func string() -> String {
    let known = number()
    if known > 0 {
      guard known <= strings.count else { return failed("") }
      return strings[known - 1]
    }
    let length = number()
    guard length <= bytes.count - place,
      let text = String(validating: bytes[place..<(place + length)], as: UTF8.self)
    else { return failed("") }
    place += length
    strings.append(text)
    return text
  }

  /// How many of something follow: each takes a byte at least.
  private mutating func count() -> Int {
    let count = number()
    return count <= bytes.count - place ? count : failed(0)
  }

  private mutating func number() -> Int { Int(exactly: bits()) ?? failed(0) }

  private mutating func bits() -> UInt64 {
    var (result, shift): (UInt64, UInt64) = (0, 0)
    while !isBroken, place < bytes.count, shift < 64 {
      let byte = bytes[place]
      place += 1
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
    return failed(0)
  }

  private mutating func failed<Result>(_ value: Result) -> Result {
    isBroken = true
    return value
  }
}
