/// Dictionary forms by the model's rules, exceptions and word lists.
struct Lemmatizer: Sendable {
  /// What the model knows of the words of one part of speech.
  private struct Table {
    var rules: [(old: [UInt8], new: [UInt8])] = []
    var exceptions = ByteTable()
    var exceptionForms: [[[UInt8]]] = []
    var words = ByteTable()
  }

  /// By the number of the part of speech's name in lower case.
  private var tables: [UInt64: Table] = [:]

  init(_ file: MappedFile) throws(ModelError) {
    var reader = MessagePackReader(file)
    for _ in 0..<(try reader.mapCount()) {
      let name = try reader.string()
      for _ in 0..<(try reader.mapCount()) {
        let pos = UInt64(bitPattern: try reader.integer())
        switch name {
        case "lemma_rules": tables[pos, default: Table()].rules = try Self.rules(&reader)
        case "lemma_exc":
          let count = try reader.mapCount()
          var (keys, forms) = (ByteTable(capacity: count), [[[UInt8]]]())
          for _ in 0..<count {
            guard keys.insert(try reader.bytesValue()).isNew else {
              throw reader.failure("an exception is listed twice")
            }
            var list: [[UInt8]] = []
            for _ in 0..<(try reader.arrayCount()) { list.append(Array(try reader.bytesValue())) }
            forms.append(list)
          }
          tables[pos, default: Table()].exceptions = keys
          tables[pos, default: Table()].exceptionForms = forms
        case "lemma_index":
          let count = try reader.arrayCount()
          var words = ByteTable(capacity: count)
          for _ in 0..<count { words.insert(try reader.bytesValue()) }
          tables[pos, default: Table()].words = words
        default: try reader.skip()
        }
      }
    }
    try reader.finish()
  }

  private static func rules(
    _ reader: inout MessagePackReader
  ) throws(ModelError) -> [(old: [UInt8], new: [UInt8])] {
    var rules: [(old: [UInt8], new: [UInt8])] = []
    for _ in 0..<(try reader.arrayCount()) {
      guard try reader.arrayCount() == 2 else {
        throw reader.failure("a rule of other than two parts")
      }
      rules.append((Array(try reader.bytesValue()), Array(try reader.bytesValue())))
    }
    return rules
  }

  /// Whether a word in small letters is listed for some part of speech, as a dictionary form or an irregular one.
  func isListed(_ word: String) -> Bool {
    tables.values.contains { $0.words.find(word) != nil || $0.exceptions.find(word) != nil }
  }

  /// The lemma of a word, given its text, the text in lower case, and what the ruler said.
  func lemma(of text: String, lower: String, pos: String, morph: String) -> String {
    if pos.isEmpty || pos == "SPACE" || isBaseForm(pos: pos, morph: morph) { return lower }
    guard let table = tables[StringHash.id(String(lowercased(pos.unicodeScalars)))] else {
      return pos == "PROPN" ? text : lower
    }
    let word = Array(lower.utf8)
    // Known forms come last first, then forms that are no words, then the exceptions before all.
    var known: [[UInt8]] = []
    var odd: [[UInt8]] = []
    var unknown: [UInt8]?
    for (old, new) in table.rules where word.ends(with: old) {
      let form = word.dropLast(old.count) + new
      if form.isEmpty { continue }
      if form.withUnsafeBytes({ table.words.find($0) }) != nil {
        known.append(Array(form))
      } else if !String(decoding: form, as: UTF8.self).unicodeScalars.allSatisfy(\.isLetter) {
        odd.append(Array(form))
      } else {
        unknown = unknown ?? Array(form)
      }
    }
    var best = known.last ?? odd.first
    if let id = word.withUnsafeBytes({ table.exceptions.find($0) }) {
      let forms = known + odd
      for form in table.exceptionForms[id] where !forms.contains(form) { best = form }
    }
    guard let lemma = best ?? unknown else { return text }
    return String(decoding: lemma, as: UTF8.self)
  }

  /// Whether a word with these features is its own lemma.
  private func isBaseForm(pos: String, morph: String) -> Bool {
    var features: [Substring: Substring] = [:]
    for feature in morph.split(separator: "|") {
      let parts = feature.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { features[parts[0]] = parts[1] }
    }
    return pos == "NOUN" && features["Number"] == "Sing" || features["VerbForm"] == "Inf"
      || features["Degree"] == "Pos"
      || pos == "VERB" && features["VerbForm"] == "Fin" && features["Tense"] == "Pres"
        && features["Number"] == nil
  }
}

extension [UInt8] {
  fileprivate func ends(with suffix: [UInt8]) -> Bool {
    count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
  }
}
