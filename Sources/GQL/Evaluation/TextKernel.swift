import Graph
import Tuples

/// Computes texts as bytes, a block at a time, where all parts are strings of the session and ASCII, so that a byte is a
/// character: no `String` is made on the way, and what is cut from a string is not copied.
///
/// What it does not know of a row gives nil, and is left to ``ExpressionEvaluator/term(_:_:_:)``, which has the same
/// answers.
struct TextKernel {
  let dictionary: SessionDictionary
  private let room = TextRoom()

  init(dictionary: SessionDictionary) { self.dictionary = dictionary }

  /// Whether an expression may be computed here.
  static func fits(_ expression: CompiledExpression) -> Bool {
    switch expression {
    case .arithmetic(.plus, let left, let right): isText(left) || isText(right)
    case .call(.length, let arguments): arguments.count == 1
    case .call: isText(expression)
    default: false
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

  /// The values of an expression in all rows, nil in those that are not told here; nil where none is.
  func values(_ expression: CompiledExpression, _ block: Block) throws -> [Int32?]? {
    guard Self.fits(expression) else { return nil }
    if case .call(.length, let arguments) = expression {
      return texts(arguments[0], block)?.map { text in
        text.flatMap { Value(inline: Int64($0.count))?.rawValue }
      }
    }
    guard let texts = texts(expression, block) else { return nil }
    // The dictionary may move its own bytes while it takes up new ones.
    let known = room.copies(of: texts.compactMap(\.self))
    var words: [Int32] = []
    try dictionary.intern(known, into: &words)
    if words.count == texts.count { return words }
    var next = words.makeIterator()
    return texts.map { $0 == nil ? nil : next.next() }
  }

  /// Whether a test of two texts holds, nil in rows where that is not told here; nil where none is.
  func holds(_ test: TestFunction, _ arguments: [CompiledExpression], _ block: Block) -> [Bool?]? {
    guard test == .contains || test == .startsWith || test == .endsWith, arguments.count == 2,
      let parts = texts(arguments[1], block)
    else { return nil }
    if case .register(let register) = arguments[0], case .constant = arguments[1] {
      // A part of ASCII is found by bytes in any text.
      guard case let part?? = parts.first else { return nil }
      return block.values(register).map { value in
        dictionary.bytes(of: value).map { Self.holds(test, $0, part) }
      }
    }
    guard let whole = texts(arguments[0], block) else { return nil }
    return zip(whole, parts).map { text, part in
      guard let text, let part else { return nil }
      return Self.holds(test, text, part)
    }
  }

  private static func holds(_ test: TestFunction, _ text: ByteRange, _ part: ByteRange) -> Bool {
    guard part.count <= text.count else { return false }
    switch test {
    case .startsWith: return ByteRange(start: text.start, count: part.count) == part
    case .endsWith:
      return ByteRange(start: text.start + text.count - part.count, count: part.count) == part
    default: return TextSearch.firstPlace(of: part.bytes, in: text.bytes) != nil
    }
  }

  /// The texts of an expression in all rows, nil in those of which there is more to know; nil where that holds for all.
  private func texts(_ expression: CompiledExpression, _ block: Block) -> [ByteRange?]? {
    switch expression {
    case .register(let register):
      return block.values(register).map { dictionary.bytes(of: $0).flatMap(Self.ascii) }
    case .constant(let value):
      guard let text = dictionary.bytes(of: value).flatMap(Self.ascii) else { return nil }
      return [ByteRange?](repeating: text, count: block.count)
    case .arithmetic(.plus, let left, let right): return joined([left, right], block)
    case .call(.concat, let arguments): return joined(arguments, block)
    case .call(.upper, let arguments):
      return texts(arguments[0], block)?.map { $0.map { room.copy(of: $0, turning: "a") } }
    case .call(.lower, let arguments):
      return texts(arguments[0], block)?.map { $0.map { room.copy(of: $0, turning: "A") } }
    case .call(.substr, let arguments):
      guard arguments.count == 3, let texts = texts(arguments[0], block),
        let starts = integers(arguments[1], block), let lengths = integers(arguments[2], block)
      else { return nil }
      return texts.indices.map { row in
        guard let text = texts[row], let start = starts[row], let length = lengths[row] else {
          return nil
        }
        let skipped = min(max(start, 0), text.count)
        let taken = min(max(length, 0), text.count - skipped)
        return ByteRange(start: text.start + skipped, count: taken)
      }
    default: return nil
    }
  }

  /// The texts of several expressions, in each row one after another.
  private func joined(_ parts: [CompiledExpression], _ block: Block) -> [ByteRange?]? {
    var columns: [[ByteRange?]] = []
    for part in parts {
      guard let texts = texts(part, block) else { return nil }
      columns.append(texts)
    }
    return (0..<block.count).map { row in
      var length = 0
      for column in columns {
        guard let text = column[row] else { return nil }
        length += text.count
      }
      let target = room.take(length)
      var end = 0
      for column in columns {
        guard let text = column[row] else { return nil }
        (target + end).copyMemory(from: text.start, byteCount: text.count)
        end += text.count
      }
      return ByteRange(start: target, count: length)
    }
  }

  /// The small integers of a register or constant, nil in rows that have another value; nil for other expressions.
  private func integers(_ expression: CompiledExpression, _ block: Block) -> [Int?]? {
    guard let operand = expression.operand else { return nil }
    return block.values(operand).map { Value(rawValue: $0).inlineInteger.map(Int.init) }
  }

  /// A text if all of its bytes are ASCII.
  private static func ascii(_ text: ByteRange) -> ByteRange? {
    var (all, offset) = (UInt64(0), 0)
    while offset + 8 <= text.count {
      all |= text.start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      offset += 8
    }
    while offset < text.count {
      all |= UInt64(text.start.load(fromByteOffset: offset, as: UInt8.self))
      offset += 1
    }
    return all & 0x8080_8080_8080_8080 == 0 ? text : nil
  }
}

/// Memory for the texts that are made for one block.
private final class TextRoom {
  private var pieces: [UnsafeMutableRawPointer] = []
  private var used = 0
  private var size = 0

  deinit { for piece in pieces { piece.deallocate() } }

  /// Room for so many bytes.
  func take(_ count: Int) -> UnsafeMutableRawPointer {
    if pieces.isEmpty || used + count > size {
      size = max(count, 1 << 14)
      used = 0
      pieces.append(.allocate(byteCount: size, alignment: 1))
    }
    defer { used += count }
    return pieces[pieces.count - 1] + used
  }

  func copies(of texts: [ByteRange]) -> [ByteRange] {
    let target = take(texts.reduce(0) { $0 + $1.count })
    var end = 0
    return texts.map { text in
      defer { end += text.count }
      (target + end).copyMemory(from: text.start, byteCount: text.count)
      return ByteRange(start: UnsafeRawPointer(target + end), count: text.count)
    }
  }

  /// A copy with the letters from one on, of the 26 that follow it, in the other case.
  func copy(of text: ByteRange, turning first: Unicode.Scalar) -> ByteRange {
    let target = take(text.count).assumingMemoryBound(to: UInt8.self)
    let letter = UInt8(ascii: first)
    for (place, byte) in text.bytes.enumerated() {
      target[place] = byte &- letter < 26 ? byte ^ 0x20 : byte
    }
    return ByteRange(start: UnsafeRawPointer(target), count: text.count)
  }
}

extension ByteRange {
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count)
  }
}
