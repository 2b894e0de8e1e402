import TextAnalysis

/// An analysis in CoNLL-U (universaldependencies.org/format.html).
///
/// White space has tokens in an analysis but not in the format: it goes to the MISC column of the
/// token before it, in the way of UDPipe (`SpacesAfter=\n\n`). Entities are there too, as
/// `NER=B-GPE` and `NER=I-GPE`. Labels are those of the model, but for `root`.
struct ConlluWriter {
  /// Sentences written so far: an id must not come twice in a file, whatever its document.
  private var sentenceNumber = 0

  /// Writes a document. One without words leaves nothing: a comment must belong to a sentence.
  mutating func write(
    _ analysis: Analysis, name: String, to stream: OutputStream
  ) throws(OutputError) {
    let words = (0..<analysis.count).map { !Self.isSpace(analysis, $0) }
    var isFirst = true
    for sentence in analysis.sentences {
      let tokens = sentence.filter { words[$0] }
      if tokens.isEmpty { continue }
      if isFirst { try stream.writeLine("# newdoc id = \(Self.form(name))") }
      sentenceNumber += 1
      try stream.writeLine("# sent_id = \(sentenceNumber)")
      try stream.writeLine("# text = \(Self.text(tokens, analysis))")
      let heads = Self.heads(tokens, analysis, words)
      for (place, token) in tokens.enumerated() {
        let before = isFirst ? Self.spaceBefore(token, analysis) : ""
        isFirst = false
        try stream.writeLine(
          [
            String(place + 1), Self.form(analysis.string(analysis.text[token])),
            Self.form(analysis.string(analysis.lemma[token])),
            Self.filled(analysis.string(analysis.pos[token])),
            Self.filled(analysis.string(analysis.tag[token])),
            Self.filled(analysis.string(analysis.morph[token])), String(heads[place]),
            heads[place] == 0 ? "root" : Self.label(analysis, token), "_",
            Self.misc(token, before, analysis, words),
          ].joined(separator: "\t"))
      }
      try stream.writeLine()
    }
  }

  /// The heads of a sentence's words, counted from 1; exactly one is 0.
  private static func heads(_ tokens: [Int], _ analysis: Analysis, _ words: [Bool]) -> [Int] {
    var place: [Int: Int] = [:]
    for (index, token) in tokens.enumerated() { place[token] = index + 1 }
    var root: Int?
    var heads: [Int] = []
    for token in tokens {
      // A head that is white space passes its dependents on to its own head.
      var head = Int(analysis.head[token])
      while !words[head], Int(analysis.head[head]) != head { head = Int(analysis.head[head]) }
      if head != token, let number = place[head] {
        heads.append(number)
      } else {
        heads.append(0)
        if root == nil || head == token && analysis.head[tokens[root!]] != tokens[root!] {
          root = heads.count - 1
        }
      }
    }
    // The format allows one root a sentence; the others become its dependents.
    for index in heads.indices where heads[index] == 0 && index != root {
      heads[index] = (root ?? 0) + 1
    }
    return heads
  }

  private static func label(_ analysis: Analysis, _ token: Int) -> String {
    let label = analysis.string(analysis.dep[token])
    return label == "ROOT" || label.isEmpty ? "dep" : label
  }

  private static func isSpace(_ analysis: Analysis, _ token: Int) -> Bool {
    analysis.string(analysis.text[token]).unicodeScalars.allSatisfy {
      $0.properties.isWhitespace || (0x1c...0x1f).contains($0.value)
    }
  }

  /// The white space between a word and the next one.
  private static func spaceAfter(
    _ token: Int, _ analysis: Analysis, _ words: [Bool]
  ) -> String {
    var space = analysis.space[token] ? " " : ""
    var next = token + 1
    while next < analysis.count, !words[next] {
      space += analysis.string(analysis.text[next]) + (analysis.space[next] ? " " : "")
      next += 1
    }
    return space
  }

  /// The white space before the first word of a text.
  private static func spaceBefore(_ token: Int, _ analysis: Analysis) -> String {
    (0..<token).map {
      analysis.string(analysis.text[$0]) + (analysis.space[$0] ? " " : "")
    }.joined()
  }

  private static func misc(
    _ token: Int, _ before: String, _ analysis: Analysis, _ words: [Bool]
  ) -> String {
    var parts: [String] = []
    if analysis.entityPosition[token] != .outside {
      let position = analysis.entityPosition[token] == .begin ? "B" : "I"
      parts.append("NER=\(position)-\(analysis.string(analysis.entityType[token]))")
    }
    let after = spaceAfter(token, analysis, words)
    if after.isEmpty {
      parts.append("SpaceAfter=No")
    } else if after != " " {
      parts.append("SpacesAfter=\(escaped(after))")
    }
    if !before.isEmpty { parts.append("SpacesBefore=\(escaped(before))") }
    return parts.isEmpty ? "_" : parts.joined(separator: "|")
  }

  private static func escaped(_ space: String) -> String {
    var result = ""
    for scalar in space.unicodeScalars {
      switch scalar {
      case " ": result += "\\s"
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      default: result += "\\u" + String(scalar.value, radix: 16)
      }
    }
    return result
  }

  /// A sentence's words with single spaces where there was white space.
  private static func text(_ tokens: [Int], _ analysis: Analysis) -> String {
    var text = ""
    for (place, token) in tokens.enumerated() {
      text += form(analysis.string(analysis.text[token]))
      let hasSpace =
        analysis.space[token] || place + 1 < tokens.count && tokens[place + 1] > token + 1
      if hasSpace, place + 1 < tokens.count { text += " " }
    }
    return text
  }

  private static func filled(_ value: String) -> String { value.isEmpty ? "_" : value }

  /// A value without control characters, which the format does not allow: their pictures stand for them.
  private static func form(_ value: String) -> String {
    guard value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return filled(value) }
    var result = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      switch scalar.value {
      case ..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: result.append("\u{2421}")
      default: result.append(scalar)
      }
    }
    return filled(String(result))
  }
}
