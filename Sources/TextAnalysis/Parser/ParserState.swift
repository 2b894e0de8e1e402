/// The state of the arc-eager parser: a stack, what is left of the text, and the arcs found.
///
/// Tokens that were put back from the stack are read before the rest of the text.
struct ParserState {
  private let count: Int
  private var stack: [Int32] = []
  private var putBack: [Int32] = []
  private var next = 0
  /// Head and label (a class of the parser) of each token; -1 where there is none yet.
  private(set) var head: [Int32]
  private(set) var arcClass: [Int32]
  /// The latest dependent of each token on either side, and of each dependent the one before.
  private var latestLeft: [Int32]
  private var latestRight: [Int32]
  private var earlier: [Int32]
  private var wasPutBack: [Bool]
  private var isStart: [Bool]

  /// The tokens that describe a state to the scorer; -1 for none.
  struct Context {
    var tokens: (Int, Int, Int, Int, Int, Int, Int, Int)
  }

  init(count: Int) {
    self.count = count
    let none = [Int32](repeating: -1, count: count)
    (head, arcClass, latestLeft, latestRight, earlier) = (none, none, none, none, none)
    wasPutBack = [Bool](repeating: false, count: count)
    isStart = wasPutBack
    if count > 0 { isStart[0] = true }
  }

  var isFinal: Bool { stack.isEmpty && putBack.isEmpty && next == count }

  /// The first tokens of the buffer and the top of the stack, -1 where there are none.
  var first: Int { buffer(0) }
  var second: Int { buffer(1) }
  var top: Int { stacked(0) }

  var context: Context {
    let (first, top) = (first, top)
    return Context(
      tokens: (
        first, second, top, stacked(1), stacked(2),
        first < 0 ? -1 : Int(latestLeft[first]), top < 0 ? -1 : Int(latestLeft[top]),
        top < 0 ? -1 : Int(latestRight[top])
      ))
  }

  private var remaining: Int { count - next + putBack.count }

  /// Kinds of steps that are allowed, as bits.
  var allowed: Int {
    let first = first
    let startsSentence = first >= 0 && isStart[first]
    var kinds = 0
    if stack.isEmpty || remaining >= 2 && !startsSentence && !wasPutBack[first] { kinds |= 1 }
    if !stack.isEmpty { kinds |= 2 }
    if !stack.isEmpty && remaining > 0 && !startsSentence { kinds |= 4 }
    if remaining >= 2 {
      let second = second
      if second == first + 1 && !isStart[second] { kinds |= 8 }
    }
    return kinds
  }

  /// Moves the first token of the buffer to the stack.
  mutating func shift() {
    if let token = putBack.popLast() {
      stack.append(token)
    } else {
      stack.append(Int32(next))
      next += 1
    }
  }

  /// Takes the top off the stack; one that still needs a head goes back to the buffer.
  mutating func reduce() {
    let token = stack.removeLast()
    if head[Int(token)] < 0 && !stack.isEmpty {
      wasPutBack[Int(token)] = true
      putBack.append(token)
    }
  }

  /// Makes the first token of the buffer the head of the top of the stack, which it removes.
  mutating func leftArc(_ arcClass: Int) {
    let (head, dependent) = (first, Int(stack.removeLast()))
    addArc(head, dependent, arcClass)
    wasPutBack[head] = false
  }

  /// Makes the top of the stack the head of the first token of the buffer, which it shifts.
  mutating func rightArc(_ arcClass: Int) {
    addArc(top, first, arcClass)
    shift()
  }

  /// Begins a sentence at the second token of the buffer.
  mutating func breakSentence() { isStart[second] = true }

  private func buffer(_ index: Int) -> Int {
    if index < putBack.count { return Int(putBack[putBack.count - 1 - index]) }
    let token = next + index - putBack.count
    return token < count ? token : -1
  }

  private func stacked(_ index: Int) -> Int {
    index < stack.count ? Int(stack[stack.count - 1 - index]) : -1
  }

  private mutating func addArc(_ newHead: Int, _ dependent: Int, _ newClass: Int) {
    let old = Int(head[dependent])
    if old >= 0 {
      // Only the top of the stack is given a second head, and it is its first one's latest
      // dependent: whatever came between them on the stack has left it.
      if old > dependent {
        latestLeft[old] = earlier[dependent]
      } else {
        latestRight[old] = earlier[dependent]
      }
    }
    if newHead > dependent {
      earlier[dependent] = latestLeft[newHead]
      latestLeft[newHead] = Int32(dependent)
    } else {
      earlier[dependent] = latestRight[newHead]
      latestRight[newHead] = Int32(dependent)
    }
    head[dependent] = Int32(newHead)
    arcClass[dependent] = Int32(newClass)
  }
}
