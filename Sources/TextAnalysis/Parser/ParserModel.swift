/// The parser's weights and steps.
struct ParserModel: Sendable {
  static let features = 8

  /// What a class of the scorer does.
  enum Step: Int, Sendable {
    case shift, reduce, leftArc, rightArc, breakSentence
  }

  let weights: TransitionWeights
  let steps: [Step]
  /// The label of each class, as an id of the model's strings; without its decoration.
  let labels: [Int32]
  /// The label of the head that a decorated label asks for, or -1.
  let headLabels: [Int32]
  let root: Int32
  /// By the bits of ``ParserState/allowed``.
  let masks: ClassMasks

  init(
    weights file: LayerFile, moves: MappedFile, kernels: Kernels, strings: inout StringStore
  ) throws(ModelError) {
    weights = try TransitionWeights(file, kernels: kernels, features: Self.features)
    let classes = try TransitionClass.list(moves)
    let steps = classes.compactMap { Step(rawValue: $0.kind) }
    guard steps.count == weights.classes, classes.count == steps.count else {
      throw file.failure("\(weights.classes) scores for \(classes.count) steps")
    }
    self.steps = steps
    var labels: [Int32] = []
    var headLabels: [Int32] = []
    for step in classes {
      let bars = step.label.utf8.firstIndex(of: UInt8(ascii: "|"))
      let plain = bars.map { String(step.label[..<$0]) } ?? step.label
      labels.append(strings.intern(plain))
      if let bars {
        headLabels.append(strings.intern(String(step.label[bars...].drop { $0 == "|" })))
      } else {
        headLabels.append(-1)
      }
    }
    self.labels = labels
    self.headLabels = headLabels
    root = strings.intern("ROOT")
    let allowed = (0..<16).map { kinds in
      steps.map { step in
        switch step {
        case .shift: kinds & 1 != 0
        case .reduce: kinds & 2 != 0
        case .leftArc, .rightArc: kinds & 4 != 0
        case .breakSentence: kinds & 8 != 0
        }
      }
    }
    masks = ClassMasks(allowed, size: weights.maskSize)
  }
}
