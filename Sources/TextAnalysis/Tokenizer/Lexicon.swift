/// The words seen so far by one user of the pipeline, with everything that depends on a word alone.
///
/// A word is a text with a norm; it is known by its index. Texts, lower-case forms and lemmas are
/// strings of one table, known by their ids; its first strings are those of the model itself (tags,
/// labels, features, …), so that these have the same ids in every analysis.
struct Lexicon {
  /// The bytes of all strings, for look-up.
  private var table: ByteTable
  /// The strings themselves, by id.
  private(set) var strings: [String]
  /// Words that have the usual norm of their text, by the text's id; -1 where there is none yet.
  private var usual: [Int32]
  /// Words with a norm of their own, by the ids of text and norm.
  private var special: [UInt64: Int32] = [:]

  /// The id of each word's text.
  private(set) var text: [Int32] = []
  /// The id of each word's text in lower case.
  private(set) var lower: [Int32] = []
  /// Unicode scalars in each word.
  private(set) var length: [Int32] = []
  private(set) var isSpace: [Bool] = []
  /// The numbers of norm, prefix, suffix and shape, which the encoders embed.
  private(set) var features: [(norm: UInt64, prefix: UInt64, suffix: UInt64, shape: UInt64)] = []
  /// The word's number in the tokenizer's sequences, or -1.
  private(set) var sequenceWord: [Int32] = []
  /// The number of the word's lower-case form in the ruler's patterns, or 0.
  private(set) var rulerWord: [UInt16] = []

  private let model: Model

  init(model: Model) {
    self.model = model
    table = ByteTable(capacity: 4096)
    strings = []
    usual = []
    for id in 0..<model.strings.count {
      let text = model.strings[Int32(id)]
      table.insert(text)
      strings.append(text)
      usual.append(-1)
    }
  }

  /// Number of words.
  var count: Int { text.count }

  /// Bytes of all strings.
  var byteCount: Int { table.byteCount }

  /// The hash of a string, which depends on its bytes alone.
  func hash(of string: Int32) -> UInt32 { table.hash(at: Int(string)) }

  /// The id of a string.
  mutating func string(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    let (id, isNew) = table.insert(bytes)
    if isNew {
      strings.append(String(decoding: bytes, as: UTF8.self))
      usual.append(-1)
    }
    return Int32(id)
  }

  /// The id of a string.
  mutating func string(_ text: String) -> Int32 {
    var text = text
    return text.withUTF8 { string(UnsafeRawBufferPointer($0)) }
  }

  /// The word of a text with the usual norm.
  mutating func word(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    let id = string(bytes)
    let known = usual[Int(id)]
    if known >= 0 { return known }
    let word = add(id, bytes, norm: nil)
    usual[Int(id)] = word
    return word
  }

  /// The word of a piece of an exception.
  mutating func word(_ piece: TokenizerTables.Piece) -> Int32 {
    var text = piece.text
    return text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      guard let norm = piece.norm else { return word(bytes) }
      let id = string(bytes)
      let key = UInt64(UInt32(id)) << 32 | UInt64(UInt32(string(norm)))
      if let known = special[key] { return known }
      let word = add(id, bytes, norm: norm)
      special[key] = word
      return word
    }
  }

  private mutating func add(
    _ id: Int32, _ bytes: UnsafeRawBufferPointer, norm givenNorm: String?
  ) -> Int32 {
    let own = strings[Int(id)]
    let scalars = own.unicodeScalars
    let count = scalars.count
    let lowerCase = String(lowercased(scalars))
    let lowerID = string(lowerCase)
    let number = StringHash.id(bytes)
    let norm = givenNorm ?? model.norms.norm(of: own, id: number) ?? lowerCase
    let first = scalars.first.map { String($0) } ?? ""
    let last = String(String.UnicodeScalarView(scalars.suffix(3)))
    features.append(
      (
        StringHash.id(norm), StringHash.id(first), StringHash.id(last),
        StringHash.id(wordShape(scalars))
      ))
    text.append(id)
    lower.append(lowerID)
    length.append(Int32(count))
    isSpace.append(count > 0 && scalars.allSatisfy(\.isSpace))
    sequenceWord.append(model.tokenizer.sequences.word(bytes))
    rulerWord.append(model.ruler.word(lowerCase))
    return Int32(text.count - 1)
  }
}
