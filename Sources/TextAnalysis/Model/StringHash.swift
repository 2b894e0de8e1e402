/// The 64-bit numbers by which the model knows strings.
package enum StringHash {
  /// The number of a string: its place among the fixed symbols, or else its hash.
  static func id(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    if bytes.count <= longestSymbol, let symbol = symbols.find(bytes) { return UInt64(symbol) }
    return murmur64A(bytes, seed: 1)
  }

  package static func id(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { id(UnsafeRawBufferPointer($0)) }
  }

  /// MurmurHash64A (Austin Appleby, 2008).
  static func murmur64A(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
    let factor: UInt64 = 0xc6a4_a793_5bd1_e995
    var hash = seed ^ UInt64(bytes.count) &* factor
    var offset = 0
    while offset + 8 <= bytes.count {
      var word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
      word &*= factor
      word ^= word >> 47
      word &*= factor
      hash = (hash ^ word) &* factor
      offset += 8
    }
    if offset < bytes.count {
      var shift: UInt64 = 0
      while offset < bytes.count {
        hash ^= UInt64(bytes[offset]) << shift
        offset += 1
        shift += 8
      }
      hash &*= factor
    }
    hash ^= hash >> 47
    hash &*= factor
    return hash ^ hash >> 47
  }

  /// The four rows of an embedding table for a string's number: a 128-bit hash in the manner of
  /// MurmurHash3, of the eight bytes of the number.
  package static func rows(_ id: UInt64, seed: UInt64, tableRows: UInt32) -> (
    UInt32, UInt32, UInt32, UInt32
  ) {
    func finish(_ value: UInt64) -> UInt64 {
      var value = value
      value ^= value >> 33
      value &*= 0xff51_afd7_ed55_8ccd
      value ^= value >> 33
      value &*= 0xc4ce_b9fe_1a85_ec53
      return value ^ value >> 33
    }
    var first = id &* 0x87c3_7b91_1142_53d5
    first = (first << 31 | first >> 33) &* 0x4cf5_ad43_2745_937f
    first ^= seed ^ 8
    var second = seed ^ 8
    first &+= second
    second &+= first
    first = finish(first)
    second = finish(second)
    first &+= second
    second &+= first
    return (
      UInt32(truncatingIfNeeded: first) % tableRows, UInt32(first >> 32) % tableRows,
      UInt32(truncatingIfNeeded: second) % tableRows, UInt32(second >> 32) % tableRows
    )
  }

  /// The names that the model's library numbers instead of hashing, in the order of the numbers.
  private static let symbols: ByteTable = {
    let numbered = { (name: String, places: ClosedRange<Int>, width: Int) in
      places.map { place in
        let digits = String(place)
        return name + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
      }
    }
    let names =
      [""] + words(lexicalFlags) + numbered("FLAG", 19...63, 1) + words(attributes)
      + numbered("DEPRECATED", 1...276, 3) + words(labels)
    var table = ByteTable(capacity: names.count)
    for name in names { table.insert(name) }
    return table
  }()

  private static let longestSymbol = 18

  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  private static let lexicalFlags = """
    IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM \
    LIKE_EMAIL IS_STOP IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT \
    IS_CURRENCY
    """
  private static let attributes = """
    ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD \
    SENT_START SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT \
    SCONJ SYM VERB X EOL SPACE
    """
  private static let labels = """
    PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT \
    MONEY QUANTITY ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp \
    complm conj cop csubj csubjpass dep det dobj expl hmod hyph infmod intj iobj mark meta neg \
    nmod nn npadvmod nsubj nsubjpass num number oprd obj obl parataxis partmod pcomp pobj poss \
    possessive preconj prep prt punct quantmod relcl rcmod root xcomp acl ENT_KB_ID MORPH ENT_ID \
    IDX _
    """
}
