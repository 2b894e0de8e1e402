import Graph
import Tuples

/// From terms to values and back, for one session: terms of the graph have the graph's ids, all others get session ids,
/// so that one value has one word whichever way it came.
package final class SessionDictionary {
  let graph: KnowledgeGraph?
  private let strings = StringPool()
  /// Session value of each string of the pool.
  private var valueOfString: [Int32] = []
  /// What each session id means: the number of a string of the pool; or, its bits turned over, that of another term;
  /// or, from ``firstFloat`` on, that of a float.
  private var entries: [Int32] = []
  private var terms: [Term] = []
  private var numbers: [Double] = []
  private static let firstFloat = 1 << 30
  private var integers = NumberTable()
  private var floats = NumberTable()
  private var days = NumberTable()
  private var others: [Term: Int32] = [:]
  private var decoded: [Int32: Term] = [:]
  private var texts: [Int32: String] = [:]
  private var forms: ValueForms

  /// Values of what 64 bits stand for.
  private struct NumberTable: ~Copyable {
    var numbers = WordNumbers()
    var values: [Int32] = []
  }

  package init(graph: KnowledgeGraph?) {
    self.graph = graph
    forms = ValueForms(graph: graph)
  }

  /// Bytes that the session's own terms take, about.
  package var bytes: Int {
    strings.memory + entries.capacity * 8 + numbers.capacity * 8 + terms.capacity * 48 + others
      .count * 96
  }

  // MARK: Terms to values

  /// The value of a term; a session id where the graph does not have it.
  package func intern(_ term: Term) throws -> Int32 {
    switch term {
    case .integer(let integer):
      if let value = Value(inline: integer) { return value.rawValue }
      return try intern(term, in: &integers, as: UInt64(bitPattern: integer))
    case .string(var text):
      return try text.withUTF8 { try intern(utf8: $0) }
    case .float(let number): return try intern(number)
    default: break
    }
    if let known = others[term] { return known }
    let stored = try graph?.value(of: term)?.rawValue
    let value = try stored ?? addEntry(term)
    others[term] = value
    if stored == nil { forms.note(term, as: value) }
    return value
  }

  /// The value of a float.
  func intern(_ number: Double) throws -> Int32 {
    let word = Self.word(of: number)
    if let place = floats.numbers.find(word) { return floats.values[place] }
    if number == number.rounded(.towardZero) { forms.noteWholeFloat() }
    let value = try graph?.value(of: .float(number))?.rawValue ?? addEntry(number)
    _ = floats.numbers.insert(word)
    floats.values.append(value)
    return value
  }

  /// The values of many floats. What is known is looked up together.
  func intern(_ numbers: [Double], into values: inout [Int32]) throws {
    floats.numbers.find(numbers.map(Self.word), into: &values)
    for (place, number) in values.enumerated() {
      values[place] =
        number >= 0 ? floats.values[Int(number)] : try intern(numbers[place])
    }
  }

  private func intern(_ term: Term, in table: inout NumberTable, as word: UInt64) throws -> Int32 {
    if let number = table.numbers.find(word) { return table.values[number] }
    let value = try graph?.value(of: term)?.rawValue ?? addEntry(term)
    _ = table.numbers.insert(word)
    table.values.append(value)
    return value
  }

  /// Zeros of either sign are one.
  private static func word(of float: Double) -> UInt64 { float == 0 ? 0 : float.bitPattern }

  /// The value of a day that is spelled in one way.
  ///
  /// - Parameter term: makes it of its spelling; nil where that is no day.
  func internDay(_ spelling: UInt64, term: () -> Term?) throws -> Int32? {
    if let number = days.numbers.find(spelling) { return days.values[number] }
    guard let term = term() else { return nil }
    let value = try intern(term)
    _ = days.numbers.insert(spelling)
    days.values.append(value)
    return value
  }

  /// The value of a string.
  func intern(utf8 bytes: UnsafeBufferPointer<UInt8>) throws -> Int32 {
    let (number, isNew) = strings.intern(bytes)
    if !isNew { return valueOfString[number] }
    let stored = try graph?.value(of: .string(strings[number]))
    let value = try stored?.rawValue ?? addEntry(string: number)
    valueOfString.append(value)
    return value
  }

  /// The values of many strings.
  func intern(_ texts: [ByteRange], into values: inout [Int32]) throws {
    strings.intern(texts, into: &values)
    while valueOfString.count < strings.count {
      let number = valueOfString.count
      let stored = try graph?.value(of: .string(strings[number]))
      valueOfString.append(try stored?.rawValue ?? addEntry(string: number))
    }
    valueOfString.withUnsafeBufferPointer { known in
      for place in values.indices { values[place] = known[Int(values[place])] }
    }
  }

  private func addEntry(string number: Int) throws -> Int32 {
    try addEntry(Int32(truncatingIfNeeded: number))
  }

  private func addEntry(_ term: Term) throws -> Int32 {
    terms.append(term)
    return try addEntry(~Int32(truncatingIfNeeded: terms.count - 1))
  }

  private func addEntry(_ number: Double) throws -> Int32 {
    numbers.append(number)
    return try addEntry(~Int32(truncatingIfNeeded: Self.firstFloat + numbers.count - 1))
  }

  private func addEntry(_ entry: Int32) throws -> Int32 {
    guard entries.count < Int(Int32.max - Value.firstSessionID) else {
      throw EngineError.tooManyValues
    }
    entries.append(entry)
    return Value.firstSessionID + Int32(entries.count - 1)
  }

  // MARK: Values to terms

  package func term(_ value: Value) throws -> Term {
    if let integer = value.inlineInteger { return .integer(integer) }
    if value.rawValue >= Value.firstSessionID {
      let place = Int(value.rawValue - Value.firstSessionID)
      guard place < entries.count else {
        // A number of a damaged graph, which tells that it is.
        guard let graph else { throw EngineError.noGraph }
        return try graph.term(value)
      }
      let entry = Int(entries[place])
      if entry >= 0 { return .string(strings[entry]) }
      return ~entry < Self.firstFloat ? terms[~entry] : .float(numbers[~entry - Self.firstFloat])
    }
    if let known = decoded[value.rawValue] { return known }
    guard let graph else { throw EngineError.noGraph }
    let term = try graph.term(value)
    decoded[value.rawValue] = term
    return term
  }

  /// The number that a value of the session is, if it is a float and not of the graph.
  @inline(__always)
  func float(_ value: Int32) -> Double? {
    let place = Int(value) - Int(Value.firstSessionID)
    guard entries.indices.contains(place) else { return nil }
    let entry = ~Int(entries[place])
    return entry >= Self.firstFloat ? numbers[entry - Self.firstFloat] : nil
  }

  /// The bytes of a value that is a string of the session, nil for all others. They stay where they are until a string
  /// is added.
  @inline(__always)
  func bytes(of value: Int32) -> ByteRange? {
    let place = Int(value) - Int(Value.firstSessionID)
    guard entries.indices.contains(place) else { return nil }
    let entry = Int(entries[place])
    return entry >= 0 ? strings.bytes(of: entry) : nil
  }

  /// How answers show a value.
  func text(_ value: Value) throws -> String {
    if value.rawValue >= 0, value.rawValue < Value.firstSessionID, let graph {
      if let known = texts[value.rawValue] { return known }
      // Of these, the graph would say the same once more.
      switch decoded[value.rawValue] {
      case .entity(let text, _), .iri(let text), .string(let text): return text
      default: break
      }
      let text = try graph.text(of: value)
      texts[value.rawValue] = text
      return text
    }
    return try term(value).plainText
  }

  // MARK: Terms of one value

  /// Whether two different terms may be one value, so that comparing words is not enough.
  var mayHaveForms: Bool { get throws { try forms.mayDiffer() } }

  /// Whether the session holds a float or another literal that a whole float may come of.
  var hasFloats: Bool { !floats.values.isEmpty || forms.hasMade }

  /// All terms that are known and equal to one, itself among them.
  func forms(of value: Int32) throws -> [Int32] {
    guard try forms.mayDiffer() else { return [value] }
    let term = try term(Value(rawValue: value))
    guard let plain = term.literalValue?.plain else { return [value] }
    var values = [value]
    for other in plain.ownTerms where other != term {
      if let known = try known(other), !values.contains(known) { values.append(known) }
    }
    for other in try forms.spellings(of: plain, term: { try self.term(Value(rawValue: $0)) })
    where !values.contains(other) { values.append(other) }
    return values
  }

  /// The value of a literal that the session or the graph has.
  private func known(_ term: Term) throws -> Int32? {
    switch term {
    case .integer(let integer):
      if let value = Value(inline: integer) { return value.rawValue }
      if let place = integers.numbers.find(UInt64(bitPattern: integer)) {
        return integers.values[place]
      }
    case .float(let number):
      if let place = floats.numbers.find(Self.word(of: number)) { return floats.values[place] }
    default:
      if let value = others[term] { return value }
    }
    return try graph?.value(of: term)?.rawValue
  }
}
