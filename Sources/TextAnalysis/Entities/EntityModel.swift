/// The entity recogniser's weights and steps.
struct EntityModel: Sendable {
  static let features = 3

  /// What a class of the scorer does, with the kinds' numbers in the model.
  enum Step: Int, Sendable {
    case begin = 1
    case inside, last, single, outside
  }

  let weights: TransitionWeights
  let steps: [Step]
  /// The label of each class, as an id of the model's strings.
  let labels: [Int32]
  /// For no open entity, by `isSpace + 2 * mayNotBegin`; then two for each class that begins an
  /// entity: while it is open, and while it must end.
  let masks: ClassMasks
  /// The first mask of each class that begins an entity.
  let maskOfClass: [Int]

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
    labels = classes.map { strings.intern($0.label) }
    var allowed = (0..<4).map { state in
      classes.indices.map { index in
        switch steps[index] {
        case .outside: true
        case .single: state & 1 == 0 && !classes[index].label.isEmpty
        case .begin: state == 0 && !classes[index].label.isEmpty
        case .inside, .last: false
        }
      }
    }
    var maskOfClass = [Int](repeating: 0, count: classes.count)
    for begin in classes.indices where steps[begin] == .begin {
      maskOfClass[begin] = allowed.count
      for mustEnd in [false, true] {
        allowed.append(
          classes.indices.map { index in
            classes[index].label == classes[begin].label
              && (steps[index] == .last || steps[index] == .inside && !mustEnd)
          })
      }
    }
    self.maskOfClass = maskOfClass
    masks = ClassMasks(allowed, size: weights.maskSize)
  }
}
