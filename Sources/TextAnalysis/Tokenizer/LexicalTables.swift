/// Norms of words: the spelling that the model takes a word for.
struct NormTable: Sendable {
  /// By the number of the word, from the model.
  private var norms: [UInt64: String] = [:]

  init(_ file: MappedFile) throws(ModelError) {
    var reader = MessagePackReader(file)
    for _ in 0..<(try reader.mapCount()) {
      guard try reader.string() == "lexeme_norm" else {
        try reader.skip()
        continue
      }
      let count = try reader.mapCount()
      norms.reserveCapacity(count)
      for _ in 0..<count {
        let id = UInt64(bitPattern: try reader.integer())
        norms[id] = try reader.string()
      }
    }
    try reader.finish()
  }

  /// The norm of a word where it is not just the word in lower case.
  func norm(of text: String, id: UInt64) -> String? { norms[id] ?? Self.punctuation[text] }

  /// Quotes, dashes and currencies that stand for one another.
  private static let punctuation: [String: String] = {
    let groups: [(String, [String])] = [
      ("'s", ["'s", "'S", "’s", "’S"]),
      ("'", ["’", "‘", "´", "`"]),
      ("\"", ["”", "“", "''", "``", "´´", "„", "»", "«", "‘‘", "’’"]),
      ("?", ["？"]), ("!", ["！"]), (",", ["，"]), (";", ["；"]), (":", ["："]),
      (".", ["。", "।"]), ("...", ["…"]),
      ("-", ["—", "–", "--", "---", "——"]),
      (
        "$",
        [
          "€", "£", "¥", "฿", "US$", "C$", "A$", "₺", "₹", "৳", "₩", "Mex$", "₣", "E£",
        ]
      ),
    ]
    var table: [String: String] = [:]
    for (norm, words) in groups { for word in words { table[word] = norm } }
    return table
  }()
}
