/// Chooses what demand begins with where nothing of a body is bound: a relation that is small beside what it is joined
/// with.
struct SmallRelations {
  let program: LogicalProgram
  /// The numbers of the rules of each predicate.
  let rulesOf: [Int: [Int]]
  let shapes: DemandShapes
  let goals: Set<Int>
  let knowledge: Demand.Knowledge
  /// Predicates whose size is to be known before it is decided what to begin with.
  private(set) var awaited: Set<Int> = []

  init(
    _ program: LogicalProgram, rulesOf: [Int: [Int]], shapes: DemandShapes, goals: Set<Int>,
    _ knowledge: Demand.Knowledge
  ) {
    self.program = program
    self.rulesOf = rulesOf
    self.shapes = shapes
    self.goals = goals
    self.knowledge = knowledge
  }

  /// A relation counts as small beside one that has so many times its tuples. What is only a join of relations is soon
  /// computed whole, unless it is far larger.
  private static let smallerThanRecursion = 4
  private static let smallerThanJoin = 64
  private static let fewTuples = 4096

  /// The smallest relation that is joined with a far larger predicate of which nothing is bound.
  ///
  /// - Parameter isAdornable: whether a predicate may be asked for a part of it.
  mutating func start(
    among open: [Int], of body: [LogicalLiteral], isAdornable: (Int) -> Bool
  ) throws -> Int? {
    var best: (place: Int, size: Int)?
    for target in open {
      guard case .atom(let larger, let terms) = body[target], isAdornable(larger) else { continue }
      let columns = shapes.bindable(Array(terms.indices), of: larger)
      let joined = Set(columns.compactMap { terms[$0].variable })
      for place in open where place != target {
        guard case .atom(let predicate, _) = body[place], predicate != larger,
          !joined.isDisjoint(with: body[place].variables)
        else { continue }
        guard let size = try size(of: predicate, beside: larger) else { continue }
        guard best.map({ size < $0.size }) ?? true,
          try isSmall(size, beside: larger)
        else { continue }
        best = (place, size)
      }
    }
    return best?.place
  }

  /// The size of a relation to begin with; nil where it is not known. What is sooner computed than the larger predicate is
  /// awaited: without demand, both would be computed whole.
  private mutating func size(of predicate: Int, beside larger: Int) throws -> Int? {
    if goals.contains(predicate) {
      // It grows with what is found. Should it come to hold most values, the evaluation is given up.
      return shapes.heavy.contains(larger) && program.predicates[predicate].arity == 1 ? 1 : nil
    }
    if let size = try knowledge.size(predicate) { return size }
    guard shapes.heavy.contains(larger) else { return nil }
    if !shapes.heavy.contains(predicate) || program.predicates[predicate].arity == 1 {
      awaited.insert(predicate)
    }
    return nil
  }

  /// Whether so many tuples are few beside those from which a predicate is computed.
  private mutating func isSmall(_ size: Int, beside larger: Int) throws -> Bool {
    var seen: Set<Int> = [larger]
    var next = [larger]
    var most = 0
    while let predicate = next.popLast() {
      if let known = try knowledge.size(predicate) {
        most = max(most, known)
      } else if !shapes.adornable.contains(predicate) {
        // It is read whole, whoever reads it.
        awaited.insert(predicate)
      }
      if knowledge.isKnown(predicate) { continue }
      for rule in rulesOf[predicate] ?? [] {
        for read in program.rules[rule].body.compactMap(\.predicate)
        where !goals.contains(read) && seen.insert(read).inserted {
          next.append(read)
        }
      }
    }
    if shapes.heavy.contains(larger) { return size * Self.smallerThanRecursion <= most }
    return most >= Self.fewTuples && size * Self.smallerThanJoin <= most
  }
}
