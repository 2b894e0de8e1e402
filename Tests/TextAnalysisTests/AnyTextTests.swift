import Foundation
import TestSupport
import Testing
import TextAnalysis

/// Every text has a well-formed analysis, however odd the text is.
@Suite(.enabled(if: Reference.pipeline != nil, "needs the model"))
struct AnyTextTests {
  private let pipeline: EnglishPipeline

  init() throws { pipeline = try #require(Reference.pipeline) }

  @Test func anEmptyTextHasNoTokens() {
    let analysis = pipeline.analyze("")
    #expect(analysis.count == 0)
    #expect(analysis.sentences.isEmpty)
  }

  @Test(arguments: [
    "a", " ", "\n", "\0", "\0\0 \0", "\t\r\n \u{85}\u{2028}", ".", "...", "!?!?!?", "((((((((((",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "👩‍👩‍👧‍👦👍🏽🇯🇵", "e\u{301}e\u{301} \u{301}\u{301}", "日本語のテキスト", "مرحبا بالعالم 123",
    "שָׁלוֹם", "\u{202e}abc\u{202c}", "a\u{200d}b\u{feff}c", "İstanbul ΟΔΟΣ ŒUVRE ﬁ",
    "\u{10ffff}\u{e000}",
    "http://", "@@@@@", "a@b@c@d.co", "://:1/", "1.1.1.1:99999", "--------", "'''''''", "U.S.A..",
  ])
  func oddTextsHaveWellFormedAnalyses(text: String) {
    expectWellFormed(pipeline.analyze(text), of: text)
  }

  @Test func randomTextsHaveWellFormedAnalyses() {
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "the", "Lee", " ", " ", "  ", "\n", ".", "..", ",", "-", "'s", "n't", "(", ")", "é", "ß", "Σ",
      "中", "🙂", "$", "10", "km", ":", "/", "@", "www.", "com", "\u{301}", "“", "”", "gonna", "U.S.",
    ]
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        pieces.randomElement(using: &random)!
      }.joined()
      expectWellFormed(pipeline.analyze(text), of: text)
    }
  }

  @Test(arguments: ["x", "(", ".", "-", "@", "a.", "a@", "é", "\u{301}", "🙂", "' ", "n't ", "\n "])
  func repetitionsTakeLinearTime(piece: String) {
    let text = String(repeating: piece, count: 20_000)
    let analysis = pipeline.analyze(text)
    expectWellFormed(analysis, of: text)
  }

  @Test func oneLongLineIsOneText() {
    let sentence = "Ms. Lee's ship left Busan on 5 January, and nobody (so they say) saw it again. "
    let text = String(repeating: sentence, count: 400)
    let analysis = pipeline.analyze(text)
    expectWellFormed(analysis, of: text)
    #expect(analysis.sentences.count >= 390)
    // Words far from both ends of the text see the same neighbours, and so are tagged alike.
    let period = pipeline.analyze(sentence).count
    for token in period * 5..<period * 395 {
      #expect(analysis.tag[token] == analysis.tag[token + period])
    }
  }

  /// The encoder works in blocks of 256 words and runs a few words ahead: the last block may be of any
  /// length, and the words before the end are tagged as in a longer text.
  @Test func textsOfEveryLengthAreAnalysed() {
    let words = "the old ship left Busan on Monday and nobody saw it again , they said ."
      .split(separator: " ").map(String.init)
    let longest = (0..<1040).map { (text: words[$0 % words.count], space: true) }
    let whole = pipeline.analyze(tokens: longest)
    for count in [1...12, 250...262, 506...518, 762...774, 1018...1030].joined() {
      let analysis = pipeline.analyze(tokens: Array(longest[..<count]))
      #expect(analysis.count == count)
      // Four layers look four words ahead.
      for token in 0..<max(count - 4, 0) { #expect(analysis.tag[token] == whole.tag[token]) }
    }
  }

  @Test func canonicallyEquivalentSpellingsStayApart() {
    let text = "caf\u{e9} cafe\u{301}"
    let analysis = pipeline.analyze(text)
    #expect(analysis.count == 2)
    #expect(Array(analysis.string(analysis.text[0]).unicodeScalars).count == 4)
    #expect(Array(analysis.string(analysis.text[1]).unicodeScalars).count == 5)
    #expect(analysis.strings.id(of: "cafe\u{301}") == analysis.text[1])
  }

  @Test func earlierTextsLeaveNoTrace() throws {
    let sentences = try Reference.sentences().compactMap { $0["text"] as? String }
    let alone = try sentences.map { text in
      rows(try EnglishPipeline(modelPath: #require(Reference.smallModelPath)).analyze(text))
    }
    for _ in 0..<2 {
      for (text, expected) in zip(sentences, alone).reversed() {
        #expect(rows(pipeline.analyze(text)) == expected)
      }
    }
  }

  @Test func threadsGiveWhatOneThreadGives() throws {
    let sentences = try Reference.sentences().compactMap { $0["text"] as? String }
    let texts = (0..<40).map { index in
      sentences[index % sentences.count] + " " + sentences[index * 7 % sentences.count]
    }
    let expected = texts.map { rows(pipeline.analyze($0)) }
    #expect(pipeline.analyze(texts, threads: 3).map(rows) == expected)
    #expect(pipeline.analyze([], threads: 3).isEmpty)
  }

  @Test func givenTokensAreKept() {
    let tokens = [("can", false), ("not", true), ("New York", true), ("go", false), (".", false)]
    let analysis = pipeline.analyze(tokens: tokens.map { (text: $0.0, space: $0.1) })
    #expect((0..<analysis.count).map { analysis.string(analysis.text[$0]) } == tokens.map(\.0))
    #expect(analysis.start == [0, 3, 7, 16, 18])
    expectWellFormed(analysis, of: "cannot New York go.")
  }

  /// Tokens spell the text, heads lead to roots within sentences, entities begin before they go on.
  private func expectWellFormed(_ analysis: Analysis, of text: String) {
    var spelled = String.UnicodeScalarView()
    for token in 0..<analysis.count {
      let scalars = analysis.string(analysis.text[token]).unicodeScalars
      if spelled.count < 2000 { #expect(Int(analysis.start[token]) == spelled.count) }
      spelled.append(contentsOf: scalars)
      if analysis.space[token] { spelled.append(" ") }
    }
    #expect(spelled.elementsEqual(text.unicodeScalars))
    var previous = 0
    for sentence in analysis.sentences {
      #expect(sentence.lowerBound == previous)
      previous = sentence.upperBound
    }
    #expect(previous == analysis.count)
    for token in 0..<analysis.count {
      var place = token
      var steps = 0
      while Int(analysis.head[place]) != place, steps < 200 {
        place = Int(analysis.head[place])
        steps += 1
      }
      #expect(steps < 200 || analysis.count > 1000, "a cycle of heads from \(token)")
      if analysis.entityPosition[token] == .inside {
        #expect(token > 0 && analysis.entityPosition[token - 1] != .outside)
        #expect(analysis.entityType[token] == analysis.entityType[token - 1])
      }
      #expect((analysis.entityType[token] == 0) == (analysis.entityPosition[token] == .outside))
    }
  }
}
