/// Divides text into words. Reads the text's bytes, writes words and whether a space follows each.
struct Tokenizer {
  private let tables: TokenizerTables
  /// Chunks that were split before, with the places of their words in `cachedWords`.
  private var cache = ByteTable(capacity: 4096)
  private var cachedWords: [Int32] = []
  private var cacheEnds: [Int32] = [0]

  /// Longer chunks are rarely met again.
  private static let longestCached = 64

  init(_ tables: TokenizerTables) { self.tables = tables }

  /// Appends the words of a text to `words` and, in step, whether one space follows each.
  mutating func tokenize(
    _ bytes: UnsafeRawBufferPointer, _ lexicon: inout Lexicon, words: inout [Int32],
    spaces: inout [Bool]
  ) {
    words.removeAll(keepingCapacity: true)
    spaces.removeAll(keepingCapacity: true)
    var mayHaveSequence = false
    forEachChunk(of: bytes) { chunk in
      append(UnsafeRawBufferPointer(rebasing: bytes[chunk]), &lexicon, to: &words)
      while spaces.count < words.count {
        mayHaveSequence = mayHaveSequence || lexicon.sequenceWord[Int(words[spaces.count])] >= 0
        spaces.append(false)
      }
    } afterSpace: {
      spaces[spaces.count - 1] = true
    }
    if mayHaveSequence { replaceSequences(&lexicon, words: &words, spaces: &spaces) }
  }

  private mutating func append(
    _ chunk: UnsafeRawBufferPointer, _ lexicon: inout Lexicon, to words: inout [Int32]
  ) {
    guard chunk.count <= Self.longestCached else {
      split(chunk, &lexicon, to: &words)
      return
    }
    let (id, isNew) = cache.insert(chunk)
    if isNew {
      split(chunk, &lexicon, to: &cachedWords)
      cacheEnds.append(Int32(cachedWords.count))
    }
    for place in Int(cacheEnds[id])..<Int(cacheEnds[id + 1]) { words.append(cachedWords[place]) }
  }

  private func split(
    _ chunk: UnsafeRawBufferPointer, _ lexicon: inout Lexicon, to words: inout [Int32]
  ) {
    let text = ScalarText(chunk)
    for part in tables.splitter.split(text) {
      switch part {
      case .token(let range): words.append(lexicon.word(text.bytes(range)))
      case .exception(let id):
        for piece in tables.pieces[id] { words.append(lexicon.word(piece)) }
      }
    }
  }

  /// Replaces runs of words that, with the spaces between them, spell an exception which the affix
  /// rules tore apart. Of overlapping runs the longest wins, then the first.
  private func replaceSequences(
    _ lexicon: inout Lexicon, words: inout [Int32], spaces: inout [Bool]
  ) {
    var runs = runs(of: words, lexicon)
    if runs.isEmpty { return }
    runs.sort { ($1.count, $0.lowerBound) < ($0.count, $1.lowerBound) }
    var isTaken = [Bool](repeating: false, count: words.count)
    var chosen: [Range<Int>] = []
    for run in runs {
      if !isTaken[run.lowerBound], !isTaken[run.upperBound - 1] { chosen.append(run) }
      for token in run { isTaken[token] = true }
    }
    chosen.sort { $0.lowerBound < $1.lowerBound }
    var newWords: [Int32] = []
    var newSpaces: [Bool] = []
    newWords.reserveCapacity(words.count)
    newSpaces.reserveCapacity(words.count)
    var token = 0
    for run in chosen {
      newWords += words[token..<run.lowerBound]
      newSpaces += spaces[token..<run.lowerBound]
      token = run.upperBound
      guard let exception = exception(spelledBy: run, words, spaces, lexicon) else {
        newWords += words[run]
        newSpaces += spaces[run]
        continue
      }
      for piece in tables.pieces[exception] {
        newWords.append(lexicon.word(piece))
        newSpaces.append(false)
      }
      newSpaces[newSpaces.count - 1] = spaces[run.upperBound - 1]
    }
    newWords += words[token...]
    newSpaces += spaces[token...]
    words = newWords
    spaces = newSpaces
  }

  private func runs(of words: [Int32], _ lexicon: Lexicon) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for start in words.indices {
      var end = start
      var node = SequenceTrie.root
      while end < words.count,
        let child = tables.sequences.child(
          of: node, word: lexicon.sequenceWord[Int(words[end])])
      {
        node = child
        end += 1
        if tables.sequences.isEnd(node) { runs.append(start..<end) }
      }
    }
    return runs
  }

  private func exception(
    spelledBy run: Range<Int>, _ words: [Int32], _ spaces: [Bool], _ lexicon: Lexicon
  ) -> Int? {
    var spelling = ""
    for token in run {
      spelling += lexicon.strings[Int(lexicon.text[Int(words[token])])]
      if spaces[token], token + 1 < run.upperBound { spelling += " " }
    }
    return tables.exceptions.find(spelling)
  }
}
