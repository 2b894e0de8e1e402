/// Gives solutions a number at a time, so that who needs only the first ones does not wait for the others.
protocol SolutionSource: AnyObject {
  /// The variables of the columns of all that it gives.
  var variables: [Int] { get }
  /// More solutions; nil where there are no more.
  func next() throws -> Solutions?
}

/// A pattern as a function on solutions: Join of any solutions with those of the pattern.
protocol SolutionExtender: AnyObject {
  /// The columns of what comes of solutions with some columns: those first, then more.
  func variables(after input: [Int]) -> [Int]
  /// Join (SPARQL 1.1 Query Language, section 18.5) of the solutions with those of the pattern, as a bag.
  func extend(_ input: Solutions) throws -> Solutions
}

extension SolutionSource {
  /// All that are left, together.
  func all(_ state: EvaluationState) throws -> Solutions {
    var solutions = Solutions(variables: variables)
    while let more = try next() {
      solutions.append(more)
      try state.hold(bytes: more.bytes)
    }
    return solutions
  }
}

/// Solutions that are there already.
final class GivenSolutions: SolutionSource {
  private var solutions: Solutions?
  let variables: [Int]

  init(_ solutions: Solutions) {
    self.solutions = solutions
    variables = solutions.variables
  }

  func next() -> Solutions? {
    defer { solutions = nil }
    return solutions
  }
}

/// The solutions of a source joined with a pattern, in pieces that begin small and grow.
final class ExtendedSource: SolutionSource {
  private let input: any SolutionSource
  private let extender: any SolutionExtender
  private let state: EvaluationState
  let variables: [Int]
  /// What is not joined yet, from a row on.
  private var waiting: Solutions?
  private var joined = 0
  /// Rows that are joined at once: fewer where each has many solutions.
  private var batch = 1 << 15
  /// What was joined and is not handed out yet, from a row on.
  private var pending: Solutions?
  private var handedOut = 0
  private var size = 256

  private static let mostRows = 1 << 15
  private static let mostJoined = 1 << 19

  init(_ input: any SolutionSource, _ extender: any SolutionExtender, _ state: EvaluationState) {
    (self.input, self.extender, self.state) = (input, extender, state)
    variables = extender.variables(after: input.variables)
  }

  func next() throws -> Solutions? {
    while true {
      if let pending, handedOut < pending.count {
        let end = min(pending.count, handedOut + size)
        size = min(2 * size, Self.mostRows)
        let piece = pending.rows(handedOut..<end)
        handedOut = end
        if end == pending.count { self.pending = nil }
        return piece
      }
      guard let rows = try nextRows() else { return nil }
      try state.check()
      let solutions = try extender.extend(rows)
      let each = max(1, solutions.count / max(1, rows.count))
      batch = max(1, min(Self.mostRows, Self.mostJoined / each))
      pending = solutions
      handedOut = 0
    }
  }

  private func nextRows() throws -> Solutions? {
    if waiting == nil || joined >= waiting?.count ?? 0 {
      waiting = try input.next()
      joined = 0
    }
    guard let waiting else { return nil }
    let end = min(waiting.count, joined + batch)
    defer { joined = end }
    return waiting.rows(joined..<end)
  }
}
