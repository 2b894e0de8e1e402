/// Makes trees of the parser's arcs: gives roots to what has no head, undoes the encoding of
/// crossing arcs, and marks where sentences begin.
struct TreeBuilder {
  private(set) var head: [Int32]
  /// Labels as ids of the model's strings.
  private(set) var label: [Int32]
  private(set) var isStart: [Bool]
  /// The first and the last token that each token governs, itself included.
  private var leftEdge: [Int32]
  private var rightEdge: [Int32]
  private var headLabel: [(token: Int, label: Int32)] = []

  init(_ state: ParserState, model: ParserModel, isSpace: (Int) -> Bool) {
    head = state.head
    label = [Int32](repeating: model.root, count: head.count)
    isStart = [Bool](repeating: false, count: head.count)
    leftEdge = []
    rightEdge = []
    for token in head.indices {
      if head[token] < 0 {
        head[token] = Int32(token)
      } else {
        let step = Int(state.arcClass[token])
        label[token] = model.labels[step]
        if model.headLabels[step] >= 0 { headLabel.append((token, model.headLabels[step])) }
      }
    }
    findEdges()
    if !headLabel.isEmpty {
      attachDecorated(state, model, isSpace)
      findEdges()
    }
    for token in head.indices where Int(head[token]) == token {
      isStart[Int(leftEdge[token])] = true
    }
  }

  /// Widens every head's span by its dependents' until no arc leaves its sentence. Crossing arcs may
  /// need several rounds; the reference gives up after twelve.
  private mutating func findEdges() {
    leftEdge = (0..<Int32(head.count)).map { $0 }
    rightEdge = leftEdge
    for _ in 0..<12 {
      for token in head.indices { widen(token) }
      for token in head.indices.reversed() { widen(token) }
      if arcsStayInSentences() { break }
    }
  }

  private mutating func widen(_ token: Int) {
    let head = Int(head[token])
    if leftEdge[token] < leftEdge[head] { leftEdge[head] = leftEdge[token] }
    if rightEdge[token] > rightEdge[head] { rightEdge[head] = rightEdge[token] }
  }

  private func arcsStayInSentences() -> Bool {
    var begins = [Bool](repeating: false, count: head.count)
    for token in head.indices where Int(head[token]) == token {
      begins[Int(leftEdge[token])] = true
    }
    var start = 0
    for token in head.indices where token > 0 && begins[token] || token == head.count - 1 {
      // The reference leaves the very last token out of this check.
      for inner in start..<token where head[inner] < start || head[inner] > token { return false }
      start = token
    }
    return true
  }

  /// Moves each token whose label names its head's label to the nearest such token below its present
  /// head, in breadth-first order (pseudo-projective parsing, J. Nivre and J. Nilsson 2005).
  private mutating func attachDecorated(
    _ state: ParserState, _ model: ParserModel, _ isSpace: (Int) -> Bool
  ) {
    var children = Children(head)
    // Labels stay decorated, and so match nothing, until their own token's turn.
    var isDecorated = [Int32: Bool](minimumCapacity: headLabel.count)
    for (token, _) in headLabel { isDecorated[Int32(token)] = true }
    for (token, wanted) in headLabel {
      var level = [head[token]]
      var target: Int32?
      search: while !level.isEmpty {
        var below: [Int32] = []
        for parent in level {
          for child in children.of(
            parent, head, within: leftEdge[Int(parent)]...rightEdge[Int(parent)])
          where Int(child) != token && !isSpace(Int(child)) {
            if label[Int(child)] == wanted, isDecorated[child] == nil {
              target = child
              break search
            }
            below.append(child)
          }
        }
        level = below
      }
      if let target {
        head[token] = target
        children.move(Int32(token), to: target)
      }
      isDecorated[Int32(token)] = nil
    }
  }
}

/// The dependents of each token, as lists that follow the few tokens that change their head.
private struct Children {
  /// Dependents by head at first: those of `h` are `list[ends[h]..<ends[h + 1]]`, left to right.
  private var list: [Int32]
  private var ends: [Int32]
  private var moved: [Int32: [Int32]] = [:]

  init(_ head: [Int32]) {
    ends = [Int32](repeating: 0, count: head.count + 1)
    for (token, head) in head.enumerated() where Int(head) != token { ends[Int(head) + 1] += 1 }
    for index in 0..<head.count { ends[index + 1] += ends[index] }
    list = [Int32](repeating: 0, count: Int(ends[head.count]))
    var next = ends
    for (token, head) in head.enumerated() where Int(head) != token {
      list[Int(next[Int(head)])] = Int32(token)
      next[Int(head)] += 1
    }
  }

  mutating func move(_ token: Int32, to head: Int32) { moved[head, default: []].append(token) }

  /// The present dependents of a token that lie in its span, left to right.
  func of(_ parent: Int32, _ head: [Int32], within span: ClosedRange<Int32>) -> [Int32] {
    var result = list[Int(ends[Int(parent)])..<Int(ends[Int(parent) + 1])].filter {
      head[Int($0)] == parent && span.contains($0)
    }
    if let more = moved[parent] {
      result += more.filter { head[Int($0)] == parent && span.contains($0) && !result.contains($0) }
      result.sort()
    }
    return result
  }
}
