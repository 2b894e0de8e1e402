import Foundation
import TestSupport
import Testing
import TextAnalysis

/// `graphsh analyze --format conllu` writes what the format's description asks for
/// (universaldependencies.org/format.html), read here without help of the writer.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: EnglishPipeline.defaultModelPath()),
    "needs the model"))
struct ConlluTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func conllu(_ files: [String], lines: Bool = false) throws -> String {
    let result = try GraphshCommand.run(
      ["analyze", "-f", "conllu"] + (lines ? ["--lines"] : []) + files)
    #expect(result.status == 0)
    return result.output
  }

  @Test(arguments: [
    "\n He  said “yes”.\tOK?\n\nThe U.S. ships, it seems, left Busan on 5 May. \u{0}x",
    "_ is a word, and so is #hash; a\u{b}b\u{7f}c\u{1b}[0m ends.\r\n\u{a0}\u{2028}Next | line = here & there \\n.",
    "🙂🙂 e\u{301}a 日本語のテキスト مرحبا بالعالم. The end.", "a", "   x   ", "\"", "...\n\n\n...",
    "He left. \n\n \n She stayed.   ",
  ])
  func aTextIsValidAndComesBack(text: String) throws {
    let document = try ConlluDocument(conllu([folder.write(text, to: "a.txt")]))
    document.expectValid()
    // Control characters within words are shown by their pictures; all else is the text.
    let expected = String.UnicodeScalarView(
      text.unicodeScalars.map { scalar in
        scalar.properties.isWhitespace || (0x1c...0x1f).contains(scalar.value)
          ? scalar
          : scalar.value < 0x20
            ? Unicode.Scalar(0x2400 + scalar.value)! : scalar == "\u{7f}" ? "\u{2421}" : scalar
      })
    #expect(document.spelled.unicodeScalars.elementsEqual(expected))
  }

  @Test func entitiesAreInTheLastColumn() throws {
    let text = "The U.S. ships left Busan on 5 May."
    let document = try ConlluDocument(conllu([folder.write(text, to: "a.txt")]))
    let names = document.sentences[0].words.compactMap { $0.misc["NER"] }
    #expect(names.contains("B-GPE"))
    #expect(names.contains("B-DATE") && names.contains("I-DATE"))
  }

  @Test func documentsWithoutWordsLeaveNothing() throws {
    let files = [
      try folder.write("", to: "empty.txt"), try folder.write(" \n\n", to: "blank.txt"),
      try folder.write("She left. He did not.", to: "a.txt"),
      try folder.write("\n", to: "line.txt"),
    ]
    #expect(try conllu([files[0]]).isEmpty)
    let document = try ConlluDocument(conllu(files))
    document.expectValid()
    #expect(document.documents == [files[2]])
  }

  @Test func sentencesOfManyDocumentsHaveNumbersOfTheirOwn() throws {
    let first = try folder.write(
      "She left.\nHe stayed at home.\n\nThey met. They spoke.", to: "a.txt")
    let second = try folder.write("Nobody knew.", to: "b.txt")
    for lines in [false, true] {
      let document = try ConlluDocument(conllu([first, second], lines: lines))
      document.expectValid()
      #expect(document.documents.count == (lines ? 4 : 2))
    }
  }

  @Test(.enabled(if: Repository.shared != nil, "needs ../shared"))
  func articlesAreValid() throws {
    let seeds = try #require(Repository.shared).appending(path: "seeds")
    let files = try FileManager.default.contentsOfDirectory(atPath: seeds.path)
      .filter { $0.hasSuffix(".txt") }.sorted().map { seeds.appending(path: $0).path }
    let document = try ConlluDocument(conllu(files))
    document.expectValid()
    #expect(document.documents == files)
    let texts = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
    #expect(document.spelled.unicodeScalars.elementsEqual(texts.joined().unicodeScalars))
  }
}

/// A file of CoNLL-U as its description divides it.
private struct ConlluDocument {
  struct Word {
    var columns: [String]
    var misc: [String: String] = [:]
  }

  struct Sentence {
    var comments: [(name: String, value: String)] = []
    var words: [Word] = []

    func value(_ name: String) -> String? { comments.first { $0.name == name }?.value }
  }

  struct Malformed: Error {
    var line: Int
    var reason: String
  }

  private(set) var sentences: [Sentence] = []

  init(_ text: String) throws {
    guard text.hasSuffix("\n\n") else {
      throw Malformed(line: 0, reason: "no empty line at the end")
    }
    var sentence = Sentence()
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, scalars) in lines.dropLast().enumerated() {
      let line = String(scalars)
      func refuse(_ reason: String) -> Malformed { Malformed(line: index + 1, reason: reason) }
      if line.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\t" || $0 == "\u{7f}" }) {
        throw refuse("a control character")
      }
      if line.isEmpty {
        if sentence.words.isEmpty { throw refuse("an empty line without a sentence") }
        sentences.append(sentence)
        sentence = Sentence()
      } else if line.hasPrefix("#"), !line.contains("\t") {
        if !sentence.words.isEmpty { throw refuse("a comment within a sentence") }
        guard line.hasPrefix("# "), let sign = line.range(of: " = ") else {
          throw refuse("a comment without a value")
        }
        let name = line[line.index(line.startIndex, offsetBy: 2)..<sign.lowerBound]
        sentence.comments.append((String(name), String(line[sign.upperBound...])))
      } else {
        sentence.words.append(try Self.word(line, number: sentence.words.count + 1, refuse))
      }
    }
    if !sentence.words.isEmpty || !sentence.comments.isEmpty {
      throw Malformed(line: lines.count, reason: "a sentence without an end")
    }
  }

  private static func word(
    _ line: String, number: Int, _ refuse: (String) -> Malformed
  ) throws -> Word {
    let columns = line.unicodeScalars.split(separator: "\t", omittingEmptySubsequences: false)
      .map { String($0) }
    guard columns.count == 10 else { throw refuse("\(columns.count) columns") }
    guard columns.allSatisfy({ !$0.isEmpty }) else { throw refuse("an empty column") }
    for (place, column) in columns.enumerated()
    where column.unicodeScalars.contains(where: \.properties.isWhitespace) {
      throw refuse("white space in column \(place + 1)")
    }
    guard columns[0] == String(number) else { throw refuse("word \(columns[0]) is not \(number)") }
    var word = Word(columns: columns)
    for pair in columns[9] == "_"
      ? [] : columns[9].split(separator: "|", omittingEmptySubsequences: false)
    {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2,
        word.misc.updateValue(String(parts[1]), forKey: String(parts[0])) == nil
      else { throw refuse("MISC is \(columns[9])") }
    }
    return word
  }

  /// The names of the documents, in order.
  var documents: [String] { sentences.compactMap { $0.value("newdoc id") } }

  /// The whole text, from forms and the white space told of.
  var spelled: String {
    sentences.map { sentence in
      sentence.words.map { word in
        Self.unescaped(word.misc["SpacesBefore"] ?? "") + word.columns[1]
          + (word.misc["SpaceAfter"] == "No"
            ? "" : word.misc["SpacesAfter"].map(Self.unescaped) ?? " ")
      }.joined()
    }.joined()
  }

  private static func unescaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for part in text.split(separator: "\\") {
      switch part {
      case "s": result.append(" ")
      case "t": result.append("\t")
      case "n": result.append("\n")
      case "r": result.append("\r")
      default:
        result.append(UInt32(part.dropFirst(), radix: 16).flatMap(Unicode.Scalar.init) ?? "?")
      }
    }
    return String(result)
  }

  private static let universal: Set<String> = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
  ]

  func expectValid() {
    #expect(sentences.first?.value("newdoc id") != nil)
    var ids: Set<String> = []
    for sentence in sentences {
      let id = sentence.value("sent_id") ?? ""
      #expect(!id.isEmpty && !id.contains(" ") && !id.contains("/"))
      #expect(ids.insert(id).inserted, "sent_id \(id) comes twice")
      Self.expectValid(sentence)
    }
  }

  private static func expectValid(_ sentence: Sentence) {
    var text = ""
    for (index, word) in sentence.words.enumerated() {
      let columns = word.columns
      #expect(universal.contains(columns[3]), "\(columns)")
      if columns[5] != "_" {
        let features = columns[5].split(separator: "|", omittingEmptySubsequences: false)
        #expect(
          features.allSatisfy {
            $0.wholeMatch(of: /[A-Z][A-Za-z]*=[A-Z0-9][A-Za-z0-9]*(,[A-Z0-9][A-Za-z0-9]*)*/) != nil
          }, "\(columns)")
        let names = features.map { $0.prefix { $0 != "=" }.lowercased() }
        #expect(names == Array(Set(names)).sorted(), "\(columns)")
      }
      #expect(columns[7].wholeMatch(of: /[a-z]+/) != nil, "\(columns)")
      #expect(columns[8] == "_")
      if let space = word.misc["SpaceAfter"] { #expect(space == "No") }
      text += columns[1]
      if word.misc["SpaceAfter"] == nil, index + 1 < sentence.words.count { text += " " }
    }
    #expect(sentence.value("text") == text)

    let heads = sentence.words.map { Int($0.columns[6]) ?? -1 }
    #expect(heads.allSatisfy { (0...heads.count).contains($0) })
    #expect(heads.count { $0 == 0 } == 1)
    for (word, head) in zip(sentence.words, heads) {
      #expect((head == 0) == (word.columns[7] == "root"), "\(word.columns)")
    }
    for var place in heads.indices {
      var steps = 0
      while heads.indices.contains(heads[place] - 1), steps <= heads.count {
        place = heads[place] - 1
        steps += 1
      }
      #expect(steps <= heads.count, "a cycle of heads")
    }
  }
}
