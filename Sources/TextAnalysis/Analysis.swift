/// What the English pipeline found in one text: tokens as columns of integers over one string store.
///
/// A token is an index `0..<count`. Offsets are counted in Unicode scalars of the analysed text, so that
/// they are the same in Swift, SQL and Python.
public struct Analysis: Sendable {
  /// Named-entity position of a token.
  public enum EntityPosition: UInt8, Sendable {
    /// Outside every entity.
    case outside = 2
    /// First token of an entity.
    case begin = 3
    /// Later token of an entity.
    case inside = 1
  }

  /// The strings that the integer columns refer to.
  public var strings: StringStore
  /// First scalar of each token.
  public var start: [Int32]
  /// The text of each token, as an id of ``strings``.
  public var text: [Int32]
  /// Whether one space follows the token.
  public var space: [Bool]
  /// Penn Treebank tag (`NNP`, `VBD`, …).
  public var tag: [Int32]
  /// Universal part of speech (`PROPN`, `VERB`, …).
  public var pos: [Int32]
  /// Universal features (`Number=Sing|…`), empty where there are none.
  public var morph: [Int32]
  /// Dictionary form.
  public var lemma: [Int32]
  /// Index of the governing token; a root governs itself.
  public var head: [Int32]
  /// Dependency label, CLEAR style (`nsubj`, `dobj`, `ROOT`, …).
  public var dep: [Int32]
  /// Whether a sentence begins here.
  public var sentenceStart: [Bool]
  /// Where each token stands in a name.
  public var entityPosition: [EntityPosition]
  /// Entity type (`PERSON`, `GPE`, …), empty outside entities.
  public var entityType: [Int32]

  /// Number of tokens.
  public var count: Int { text.count }

  /// An analysis without tokens, over `strings`.
  public init(strings: StringStore = StringStore()) {
    self.strings = strings
    (start, text, space, tag, pos, morph) = ([], [], [], [], [], [])
    (lemma, head, dep, sentenceStart, entityPosition, entityType) = ([], [], [], [], [], [])
  }

  /// Makes room for the columns that are appended to token by token.
  mutating func reserve(_ count: Int) {
    start.reserveCapacity(count)
    text.reserveCapacity(count)
    tag.reserveCapacity(count)
    entityPosition.reserveCapacity(count)
    entityType.reserveCapacity(count)
  }

  /// The string behind an id of a column.
  public func string(_ id: Int32) -> String { strings[id] }

  /// The sentences, in order, as ranges of tokens.
  public var sentences: [Range<Int>] {
    var result: [Range<Int>] = []
    var first = 0
    for token in 0..<count where sentenceStart[token] && token > first {
      result.append(first..<token)
      first = token
    }
    if first < count { result.append(first..<count) }
    return result
  }

  /// The named entities, in order, as ranges of tokens.
  public var entities: [Range<Int>] {
    var result: [Range<Int>] = []
    var token = 0
    while token < count {
      guard entityPosition[token] == .begin else {
        token += 1
        continue
      }
      var end = token + 1
      while end < count, entityPosition[end] == .inside { end += 1 }
      result.append(token..<end)
      token = end
    }
    return result
  }
}
