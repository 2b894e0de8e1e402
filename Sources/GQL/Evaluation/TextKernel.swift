import Graph
import Tuples

/// Computes texts as bytes, where all parts are strings of the session and ASCII, so that a byte is a character: no
/// `String` is made on the way.
///
/// What it does not know gives nil, and is left to ``ExpressionEvaluator/term(_:_:_:)``, which has the same answers.
struct TextKernel {
  let dictionary: SessionDictionary
  private var first: [UInt8] = []
  private var second: [UInt8] = []

  init(dictionary: SessionDictionary) { self.dictionary = dictionary }

  /// Whether an expression may be computed here.
  static func fits(_ expression: CompiledExpression) -> Bool {
    switch expression {
    case .arithmetic(.plus, let left, let right):
      return isText(left) || isText(right)
    case .call(.length, let arguments): return arguments.count == 1
    case .call: return isText(expression)
    default: return false
    }
  }

  /// Whether an expression gives a text, if anything.
  private static func isText(_ expression: CompiledExpression) -> Bool {
    switch expression {
    case .call(.concat, _), .call(.upper, _), .call(.lower, _), .call(.substr, _): true
    case .arithmetic(.plus, let left, let right): isText(left) || isText(right)
    default: false
    }
  }

  /// The value of an expression in a row.
  mutating func value(_ expression: CompiledExpression, _ block: Block, _ row: Int) throws -> Int32?
  {
    first.removeAll(keepingCapacity: true)
    if case .call(.length, let arguments) = expression {
      guard append(arguments[0], block, row, to: &first) else { return nil }
      return Value(inline: Int64(first.count))?.rawValue
    }
    guard append(expression, block, row, to: &first) else { return nil }
    return try first.withUnsafeBufferPointer { try dictionary.intern(utf8: $0) }
  }

  /// Whether a test of two texts holds in a row.
  mutating func holds(
    _ test: TestFunction, _ arguments: [CompiledExpression], _ block: Block, _ row: Int
  ) -> Bool? {
    guard test == .contains || test == .startsWith || test == .endsWith, arguments.count == 2 else {
      return nil
    }
    first.removeAll(keepingCapacity: true)
    second.removeAll(keepingCapacity: true)
    guard append(arguments[0], block, row, to: &first),
      append(arguments[1], block, row, to: &second)
    else { return nil }
    return first.withUnsafeBufferPointer { text in
      second.withUnsafeBufferPointer { Self.holds(test, text, $0) }
    }
  }

  private static func holds(
    _ test: TestFunction, _ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    switch test {
    case .startsWith: text.starts(with: part)
    case .endsWith: text.suffix(part.count).elementsEqual(part)
    default: TextSearch.firstPlace(of: part, in: text) != nil
    }
  }

  /// For each row whether a test of a register with one part holds, and nil where that is not to be told here; nil in
  /// all where the test is another.
  mutating func holds(_ test: TestFunction, _ arguments: [CompiledExpression], _ block: Block)
    -> [Bool?]?
  {
    guard test == .contains || test == .startsWith || test == .endsWith, arguments.count == 2,
      case .register(let register) = arguments[0], case .constant(let part) = arguments[1]
    else { return nil }
    first.removeAll(keepingCapacity: true)
    guard dictionary.appendASCII(of: part, to: &first) else { return nil }
    return first.withUnsafeBufferPointer { part in
      block.values(register).map { value in
        dictionary.withText(value) { Self.holds(test, $0, part) }
      }
    }
  }

  /// Appends the text of an expression in a row; false where there is more to know about it.
  private func append(
    _ expression: CompiledExpression, _ block: Block, _ row: Int, to bytes: inout [UInt8]
  ) -> Bool {
    let start = bytes.count
    switch expression {
    case .register(let register):
      return dictionary.appendASCII(of: block.values(register)[row], to: &bytes)
    case .constant(let value): return dictionary.appendASCII(of: value, to: &bytes)
    case .arithmetic(.plus, let left, let right):
      return append(left, block, row, to: &bytes) && append(right, block, row, to: &bytes)
    case .call(.concat, let arguments):
      return arguments.allSatisfy { append($0, block, row, to: &bytes) }
    case .call(.upper, let arguments):
      guard append(arguments[0], block, row, to: &bytes) else { return false }
      for place in start..<bytes.count where bytes[place] &- UInt8(ascii: "a") < 26 {
        bytes[place] &-= 32
      }
      return true
    case .call(.lower, let arguments):
      guard append(arguments[0], block, row, to: &bytes) else { return false }
      for place in start..<bytes.count where bytes[place] &- UInt8(ascii: "A") < 26 {
        bytes[place] &+= 32
      }
      return true
    case .call(.substr, let arguments):
      guard arguments.count == 3, let from = integer(arguments[1], block, row),
        let length = integer(arguments[2], block, row),
        append(arguments[0], block, row, to: &bytes)
      else { return false }
      let total = bytes.count - start
      let skipped = min(max(from, 0), total)
      let taken = min(max(length, 0), total - skipped)
      bytes.removeSubrange((start + skipped + taken)...)
      bytes.removeSubrange(start..<(start + skipped))
      return true
    default: return false
    }
  }

  private func integer(_ expression: CompiledExpression, _ block: Block, _ row: Int) -> Int? {
    switch expression {
    case .register(let register):
      Value(rawValue: block.values(register)[row]).inlineInteger.map(Int.init)
    case .constant(let value): Value(rawValue: value).inlineInteger.map(Int.init)
    default: nil
    }
  }
}
