/// Finds the head of every token and the sentences, step by step from left to right (arc-eager
/// parsing, J. Nivre 2004, with steps that reopen and that divide sentences).
///
/// Reads the encoder's vectors, writes heads, labels and sentence starts. Linear time.
struct DependencyParser {
  private let model: ParserModel
  /// The reduced vector of every token, 64 numbers each.
  private var reduced: AlignedFloats
  /// Contributions to the scores of the last tokens read, in a ring.
  private let ring: AlignedFloats
  private let contributions: PointerBlock
  /// Contributions of tokens that have left the ring.
  private let distant: AlignedFloats
  /// The token that stands in `distant` for each feature, or -1: the foot of the stack stays for many steps.
  private var distantTokens = [Int](repeating: -1, count: ParserModel.features)

  private static let ringSize = 256
  private static let batch = 64

  init(_ model: ParserModel) {
    self.model = model
    reduced = AlignedFloats(count: 0)
    ring = AlignedFloats(count: Self.ringSize * model.weights.lower.width)
    contributions = PointerBlock(count: ParserModel.features)
    distant = AlignedFloats(count: ParserModel.features * TransitionWeights.part)
  }

  /// Bytes that the parser holds for the longest text so far.
  var byteCount: Int { reduced.count * 4 }

  /// Begins a text of `count` tokens.
  mutating func begin(count: Int) {
    if reduced.count < count * EncoderWeights.hidden {
      reduced = AlignedFloats(count: count * EncoderWeights.hidden)
    }
  }

  /// Takes the vectors of the next tokens.
  func add(_ tokens: Range<Int>, vectors: UnsafePointer<Float>) {
    model.weights.reduction.apply(
      vectors, stride: EncoderWeights.width, rows: tokens.count,
      to: reduced[tokens.lowerBound * EncoderWeights.hidden])
  }

  /// Parses the tokens that were added.
  mutating func parse(count: Int) -> ParserState {
    var state = ParserState(count: count)
    for feature in distantTokens.indices { distantTokens[feature] = -1 }
    var computed = 0
    while !state.isFinal {
      let allowed = state.allowed
      if allowed == 0 { break }
      let context = state.context
      let ahead = max(context.tokens.0, context.tokens.1) + 1
      while computed < ahead {
        let rows = min(Self.batch, count - computed)
        model.weights.lower.apply(
          reduced[computed * EncoderWeights.hidden], stride: EncoderWeights.hidden, rows: rows,
          to: ring[computed % Self.ringSize * model.weights.lower.width])
        computed += rows
      }
      contribute(0, context.tokens.0, computed)
      contribute(1, context.tokens.1, computed)
      contribute(2, context.tokens.2, computed)
      contribute(3, context.tokens.3, computed)
      contribute(4, context.tokens.4, computed)
      contribute(5, context.tokens.5, computed)
      contribute(6, context.tokens.6, computed)
      contribute(7, context.tokens.7, computed)
      let best = model.weights.best(
        UnsafePointer(contributions.start), mask: model.masks[allowed])
      switch model.steps[best] {
      case .shift: state.shift()
      case .reduce: state.reduce()
      case .leftArc: state.leftArc(best)
      case .rightArc: state.rightArc(best)
      case .breakSentence: state.breakSentence()
      }
    }
    return state
  }

  /// Points a feature at what its token contributes.
  @inline(__always)
  private mutating func contribute(_ feature: Int, _ token: Int, _ computed: Int) {
    let part = TransitionWeights.part
    if token < 0 {
      contributions.start[feature] = model.weights.missing(feature)
    } else if token >= computed - Self.ringSize + (computed % Self.batch == 0 ? 0 : Self.batch) {
      let row = ring[token % Self.ringSize * model.weights.lower.width]
      contributions.start[feature] = UnsafePointer(row + feature * part)
    } else {
      let output = distant[feature * part]
      if distantTokens[feature] != token {
        model.weights.lower.apply(
          toOneRow: reduced[token * EncoderWeights.hidden], first: feature * part, part: part,
          to: output)
        distantTokens[feature] = token
      }
      contributions.start[feature] = UnsafePointer(output)
    }
  }
}
