/// Finds named entities, token by token from left to right: each token begins one, continues it, ends
/// it, is one by itself, or is outside.
///
/// Reads the encoder's vectors and the sentences' starts, writes positions and types. Linear time, and
/// memory that does not depend on the text's length.
struct EntityRecognizer {
  private let model: EntityModel
  private let reduced: AlignedFloats
  private let rows: AlignedFloats
  /// What the token before a block and the first token of an open entity contribute.
  private let previous: AlignedFloats
  private let first: AlignedFloats
  private let contributions: PointerBlock

  /// The class that began the open entity, or -1.
  private var open = -1

  init(_ model: EntityModel) {
    self.model = model
    reduced = AlignedFloats(count: Encoder.block * EncoderWeights.hidden)
    rows = AlignedFloats(count: Encoder.block * model.weights.lower.width)
    previous = AlignedFloats(count: TransitionWeights.part)
    first = AlignedFloats(count: TransitionWeights.part)
    contributions = PointerBlock(count: EntityModel.features)
  }

  /// Begins a text.
  mutating func begin() { open = -1 }

  /// Decides on the next tokens, given their vectors; `isStart` must answer for the token after them
  /// as well, and `set` receives a position and a type (an id of the model's strings) for each.
  mutating func add(
    _ tokens: Range<Int>, of count: Int, vectors: UnsafePointer<Float>, isStart: [Bool],
    isSpace: (Int) -> Bool, set: (Int, Analysis.EntityPosition, Int32) -> Void
  ) {
    let weights = model.weights
    let (width, part) = (weights.lower.width, TransitionWeights.part)
    weights.reduction.apply(
      vectors, stride: EncoderWeights.width, rows: tokens.count, to: reduced.start)
    weights.lower.apply(
      reduced.start, stride: EncoderWeights.hidden, rows: tokens.count, to: rows.start)
    var before = UnsafePointer(previous.start)
    for token in tokens {
      let row = rows[(token - tokens.lowerBound) * width]
      let mustEnd = token + 1 == count || isStart[token + 1]
      let mask: Int
      contributions.start[0] = UnsafePointer(row)
      if open >= 0 {
        contributions.start[1] = UnsafePointer(first.start)
        contributions.start[2] = before
        mask = model.maskOfClass[open] + (mustEnd ? 1 : 0)
      } else {
        contributions.start[1] = weights.missing(1)
        contributions.start[2] = weights.missing(2)
        mask = (isSpace(token) ? 1 : 0) | (mustEnd ? 2 : 0)
      }
      let best = weights.best(
        UnsafePointer(contributions.start), mask: model.masks[mask])
      let label = model.labels[best]
      switch model.steps[best] {
      case .outside: set(token, .outside, 0)
      case .single: set(token, .begin, label)
      case .begin:
        set(token, .begin, label)
        open = best
        first.start.update(from: row + part, count: part)
      case .inside: set(token, .inside, label)
      case .last:
        set(token, .inside, label)
        open = -1
      }
      before = UnsafePointer(row + 2 * part)
    }
    previous.start.update(from: before, count: part)
  }
}
