/// What one user of the pipeline needs at a time: caches and scratch memory. Not for two at once.
final class Workspace: @unchecked Sendable {
  private let model: Model
  private var lexicon: Lexicon
  private var tokenizer: Tokenizer
  private var encoder: Encoder
  private var wordCache: WordVectorCache
  private var entityEncoder: Encoder
  private var entityWordCache: WordVectorCache
  private var parser: DependencyParser
  private var ruler: RulerCache
  private var recognizer: EntityRecognizer
  private let scores: AlignedFloats
  private var tagIndex: [Int32]
  /// Lemmas found before, by word, part of speech and features.
  private var lemmas: [LemmaKey: Int32] = [:]
  /// For the strings of the lexicon, their ids in the analysis that `stamp` counts.
  private var idInAnalysis: [Int32] = []
  private var stampOfString: [UInt32] = []
  private var stamp: UInt32 = 0

  private var words: [Int32] = []
  private var spaces: [Bool] = []
  /// Sees the numbers of each block of words on their way from stage to stage.
  private var observer: LayerObserver?

  typealias LayerObserver = (
    _ layer: ObservedLayer, _ rows: Int, _ width: Int, _ numbers: UnsafePointer<Float>
  ) -> Void

  private struct LemmaKey: Hashable {
    var word: Int32
    var pos: Int32
    var morph: Int32
  }

  init(model: Model) {
    self.model = model
    lexicon = Lexicon(model: model)
    tokenizer = Tokenizer(model.tokenizer)
    encoder = Encoder(model.encoder)
    wordCache = WordVectorCache(model.encoder)
    entityEncoder = Encoder(model.entityEncoder)
    entityWordCache = WordVectorCache(model.entityEncoder)
    parser = DependencyParser(model.parser)
    ruler = RulerCache(model.ruler)
    recognizer = EntityRecognizer(model.entities)
    scores = AlignedFloats(count: Encoder.block * model.tagger.width)
    tagIndex = [Int32](repeating: 0, count: Encoder.block)
  }

  /// Whether this has grown so large that a fresh one is better.
  var isWornOut: Bool {
    lexicon.byteCount > 8 << 20 || lexicon.count > 200_000 || parser.byteCount > 16 << 20
      || lemmas.count > 400_000
  }

  func analyze(_ text: String) -> Analysis {
    tokenize(text)
    return analyzeWords()
  }

  func features(of text: String) -> [TokenFeatures] {
    tokenize(text)
    return zip(words, spaces).map { word, space in
      let features = lexicon.features[Int(word)]
      return TokenFeatures(
        text: lexicon.strings[Int(lexicon.text[Int(word)])], space: space,
        numbers: [features.norm, features.prefix, features.suffix, features.shape])
    }
  }

  /// The numbers that the layers give each token of a text.
  func numbers(of text: String) -> [ObservedLayer: [[Float]]] {
    var numbers: [ObservedLayer: [[Float]]] = [:]
    observer = { layer, rows, width, values in
      for row in 0..<rows {
        numbers[layer, default: []].append(
          Array(UnsafeBufferPointer(start: values + row * width, count: width)))
      }
    }
    defer { observer = nil }
    _ = analyze(text)
    return numbers
  }

  private func tokenize(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      tokenizer.tokenize(
        UnsafeRawBufferPointer(bytes), &lexicon, words: &words, spaces: &spaces)
    }
  }

  func analyze(tokens: [(text: String, space: Bool)]) -> Analysis {
    words.removeAll(keepingCapacity: true)
    spaces.removeAll(keepingCapacity: true)
    for (text, space) in tokens {
      var text = text
      words.append(text.withUTF8 { lexicon.word(UnsafeRawBufferPointer($0)) })
      spaces.append(space)
    }
    return analyzeWords()
  }

  /// Runs the stages after the tokenizer, in the model's order.
  private func analyzeWords() -> Analysis {
    var analysis = Analysis(strings: model.stringsOfAnalysis)
    analysis.reserve(words.count)
    stamp &+= 1
    addTokens(to: &analysis)
    if words.isEmpty { return analysis }
    tagAndReduce(&analysis)
    parse(&analysis)
    applyRuler(&analysis)
    lemmatize(&analysis)
    recognizeEntities(&analysis)
    return analysis
  }

  private func addTokens(to analysis: inout Analysis) {
    var start: Int32 = 0
    for (token, word) in words.enumerated() {
      analysis.start.append(start)
      analysis.text.append(id(of: lexicon.text[Int(word)], in: &analysis))
      start += lexicon.length[Int(word)] + (spaces[token] ? 1 : 0)
    }
    analysis.space = spaces
  }

  /// Tags the words, and hands their vectors on to the parser.
  private func tagAndReduce(_ analysis: inout Analysis) {
    let (words, spaces, lexicon) = (words, spaces, lexicon)
    parser.begin(count: words.count)
    encoder.begin(count: words.count)
    while let (block, vectors) = encoder.nextBlock(
      cache: &wordCache,
      find: { range, cache, vectors, products in
        cache.find(
          range.lazy.map { words[$0] * 2 + (spaces[$0] ? 1 : 0) }, lexicon: lexicon,
          word: { (Int($0 / 2), $0 % 2 == 1) }, vectors: vectors, products: products)
      })
    {
      observer?(.encoder, block.count, EncoderWeights.width, vectors)
      model.tagger.apply(
        vectors, stride: EncoderWeights.width, rows: block.count, to: scores.start)
      observer?(.tagger, block.count, model.tagger.width, scores.start)
      tagIndex.withUnsafeMutableBufferPointer {
        model.tagger.kernels.table.pointee.argmax(
          scores.start, model.tagger.width, block.count, model.tagger.columns, $0.baseAddress!)
      }
      for row in 0..<block.count { analysis.tag.append(model.tags[Int(tagIndex[row])]) }
      parser.add(block, vectors: vectors)
    }
  }

  private func parse(_ analysis: inout Analysis) {
    let tree = TreeBuilder(parser.parse(count: words.count), model: model.parser) {
      lexicon.isSpace[Int(words[$0])]
    }
    analysis.head = tree.head
    analysis.dep = tree.label
    analysis.sentenceStart = tree.isStart
  }

  private func applyRuler(_ analysis: inout Analysis) {
    let (tags, labels) = (analysis.tag, analysis.dep)
    let zeros = [Int32](repeating: 0, count: words.count)
    analysis.pos = zeros
    analysis.morph = zeros
    analysis.lemma = zeros
    ruler.apply(count: words.count) { token in
      let word = Int(words[token])
      return AttributeRuler.Token(
        tag: tags[token], label: labels[token], word: lexicon.rulerWord[word],
        isSpace: lexicon.isSpace[word])
    } set: { token, attributes in
      analysis.pos[token] = attributes.pos
      analysis.morph[token] = attributes.morph
      analysis.lemma[token] = attributes.lemma
      analysis.tag[token] = attributes.tag < 0 ? tags[token] : attributes.tag
      analysis.dep[token] = attributes.label < 0 ? labels[token] : attributes.label
    }
  }

  private func lemmatize(_ analysis: inout Analysis) {
    for (token, word) in words.enumerated() where analysis.lemma[token] < 0 {
      let key = LemmaKey(word: word, pos: analysis.pos[token], morph: analysis.morph[token])
      let lemma: Int32
      if let known = lemmas[key] {
        lemma = known
      } else {
        let text = lexicon.strings[Int(lexicon.text[Int(word)])]
        lemma = lexicon.string(
          model.lemmatizer.lemma(
            of: text, lower: lexicon.strings[Int(lexicon.lower[Int(word)])],
            pos: analysis.string(key.pos), morph: analysis.string(key.morph)))
        lemmas[key] = lemma
      }
      analysis.lemma[token] = id(of: lemma, in: &analysis)
    }
  }

  private func recognizeEntities(_ analysis: inout Analysis) {
    let (words, lexicon, count) = (words, lexicon, words.count)
    let isStart = analysis.sentenceStart
    recognizer.begin()
    entityEncoder.begin(count: count)
    while let (block, vectors) = entityEncoder.nextBlock(
      cache: &entityWordCache,
      find: { range, cache, vectors, products in
        cache.find(
          words[range], lexicon: lexicon, word: { (Int($0), false) }, vectors: vectors,
          products: products)
      })
    {
      observer?(.entityEncoder, block.count, EncoderWeights.width, vectors)
      recognizer.add(
        block, of: count, vectors: vectors, isStart: isStart,
        isSpace: { lexicon.isSpace[Int(words[$0])] },
        set: { _, position, type in
          analysis.entityPosition.append(position)
          analysis.entityType.append(type)
        })
    }
  }

  /// The id in an analysis of a string of the lexicon.
  private func id(of string: Int32, in analysis: inout Analysis) -> Int32 {
    if string < Int32(model.strings.count) { return string }
    let index = Int(string)
    if index >= stampOfString.count {
      let more = max(index + 1 - stampOfString.count, 1024)
      stampOfString.append(contentsOf: repeatElement(0, count: more))
      idInAnalysis.append(contentsOf: repeatElement(0, count: more))
    }
    if stampOfString[index] != stamp {
      stampOfString[index] = stamp
      idInAnalysis[index] = analysis.strings.append(
        lexicon.strings[index], hash: lexicon.hash(of: string))
    }
    return idInAnalysis[index]
  }
}
