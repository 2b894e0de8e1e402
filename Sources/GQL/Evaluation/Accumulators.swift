import Graph

/// What one aggregate has seen, for all groups: one array a kind of state, so that most rows cost one addition.
struct Accumulators {
  let function: AggregateFunction
  /// Rows of a group, for those that ask for them.
  private var counts: [Int] = []
  /// Of `min` and `max`: the groups that have a value.
  private var isMet: [Bool] = []
  private var groups = 0
  /// Sums of integers; what leaves 64 bits on the way goes on in `wide`.
  private var sums: [Int64] = []
  private var wide: [Int: Int128] = [:]
  /// Kept apart and added in order of size, so that the sum does not depend on the order of evaluation.
  private var floats: [Int: [Double]] = [:]
  private var floatBytes = 0
  /// Exact sums of decimals.
  private var decimals: [Int: DecimalNumber] = [:]
  private var best: [Int32] = []
  /// Rows that were added without a look at overflow; so many small integers cannot leave 64 bits.
  private var added = 0
  private static let harmlessRows = 1 << 32
  private var entries = GroupedValues()
  private static let inlineBase = Int64(1) << 30

  init(_ function: AggregateFunction) {
    self.function = function
  }

  /// Makes room for groups below a number.
  mutating func reserve(_ groups: Int) {
    guard self.groups < groups else { return }
    let more = groups - self.groups
    self.groups = groups
    switch function {
    case .count: counts.append(contentsOf: repeatElement(0, count: more))
    case .sum: sums.append(contentsOf: repeatElement(0, count: more))
    case .avg:
      sums.append(contentsOf: repeatElement(0, count: more))
      counts.append(contentsOf: repeatElement(0, count: more))
    case .min, .max:
      best.append(contentsOf: repeatElement(0, count: more))
      isMet.append(contentsOf: repeatElement(false, count: more))
    case .list, .set, .countDistinct, .join, .first, .last: break
    }
  }

  /// About.
  var bytes: Int {
    counts.capacity * 8 + sums.capacity * 8 + best.capacity * 5 + entries.bytes + wide.count * 32
      + floatBytes + decimals.count * 96
  }

  /// Counts so many rows of one group.
  mutating func add(count: Int, to group: Int) { counts[group] += count }

  /// Takes in a row for each group number, with the argument's value in it.
  mutating func add(
    _ groups: UnsafeBufferPointer<Int32>, _ words: UnsafeBufferPointer<Int32>,
    _ evaluator: ExpressionEvaluator
  ) throws {
    switch function {
    case .count:
      counts.withUnsafeMutableBufferPointer { counts in
        for group in groups { counts[Int(group)] += 1 }
      }
    case .sum, .avg:
      if addSmall(groups, words) { return }
      for (row, group) in groups.enumerated() {
        let word = words[row]
        if word < 0 {
          add(Int64(word) + Self.inlineBase, to: Int(group))
        } else {
          try addLarge(word, to: Int(group), evaluator)
        }
      }
    case .min, .max:
      let isMinimum = function == .min
      for (row, number) in groups.enumerated() {
        let (word, group) = (words[row], Int(number))
        if !isMet[group] {
          best[group] = word
          isMet[group] = true
        } else if word < 0, best[group] < 0 {
          best[group] = isMinimum ? Swift.min(word, best[group]) : Swift.max(word, best[group])
        } else if try evaluator.isBetter(word, than: best[group], isMinimum: isMinimum) {
          best[group] = word
        }
      }
    case .list, .set, .countDistinct, .join, .first, .last:
      entries.append(words, to: groups)
    }
  }

  /// Adds small integers. False, and nothing is added, where some word is another value or a sum comes near the end of
  /// its range.
  private mutating func addSmall(
    _ groups: UnsafeBufferPointer<Int32>, _ words: UnsafeBufferPointer<Int32>
  ) -> Bool {
    var highest = Int32.min
    for word in words { highest = Swift.max(highest, word) }
    guard highest < 0, added < Self.harmlessRows else { return false }
    added += groups.count
    sums.withUnsafeMutableBufferPointer { sums in
      for row in 0..<groups.count {
        sums[Int(groups[row])] &+= Int64(words[row]) + Self.inlineBase
      }
    }
    if function == .avg {
      counts.withUnsafeMutableBufferPointer { counts in
        for group in groups { counts[Int(group)] += 1 }
      }
    }
    return true
  }

  private mutating func add(_ integer: Int64, to group: Int) {
    // From here on sums may be anything, so each addition must be looked at.
    added = Self.harmlessRows
    if function == .avg { counts[group] += 1 }
    let (sum, overflow) = sums[group].addingReportingOverflow(integer)
    if overflow {
      wide[group, default: 0] += Int128(sums[group])
      sums[group] = integer
    } else {
      sums[group] = sum
    }
  }

  private mutating func addLarge(_ word: Int32, to group: Int, _ evaluator: ExpressionEvaluator)
    throws
  {
    if let number = evaluator.context.dictionary.float(word) {
      add(number, to: group)
      return
    }
    let term = try evaluator.context.dictionary.term(Value(rawValue: word))
    switch term.numericValue {
    case .integer(let integer): add(integer, to: group)
    case .decimal(let decimal): try add(decimal, to: group, evaluator)
    case .float(let number): add(number, to: group)
    case .notANumber, nil:
      _ = evaluator.fail(.type(operation: function.rawValue, term.kindPhrase))
    }
  }

  private mutating func add(
    _ decimal: DecimalNumber, to group: Int, _ evaluator: ExpressionEvaluator
  ) throws {
    guard let sum = (decimals[group] ?? DecimalNumber(0)).plus(decimal) else {
      throw Diagnostic(
        .error, "decimal overflow: a sum needs more than 38 digits", at: evaluator.span)
    }
    decimals[group] = sum
    if function == .avg { counts[group] += 1 }
  }

  private mutating func add(_ number: Double, to group: Int) {
    let before = floats.count
    floats[group, default: []].append(number)
    floatBytes += floats.count > before ? 96 : 12
    if function == .avg { counts[group] += 1 }
  }

  /// Called when all rows are in, before the first result.
  mutating func close() { entries.arrange(groups: groups) }

  /// Nil where there is nothing to take the least, greatest or mean of.
  func result(_ group: Int, _ evaluator: ExpressionEvaluator) throws -> Int32? {
    let dictionary = evaluator.context.dictionary
    switch function {
    case .count: return try dictionary.intern(.integer(Int64(counts[group])))
    case .sum:
      if wide.isEmpty, floats.isEmpty, decimals.isEmpty {
        return try dictionary.intern(.integer(sums[group]))
      }
      let integers = Int128(sums[group]) + (wide[group] ?? 0)
      if let floats = floats[group] {
        let decimal = decimals[group]?.double ?? 0
        return try finite(total(integers, floats + [decimal]), evaluator)
      }
      if let decimal = decimals[group] {
        return try exact(decimal, integers, dividedBy: 1, evaluator)
      }
      guard let sum = Int64(exactly: integers) else {
        throw Diagnostic(
          .error, "integer overflow: the sum \(integers) is outside the 64-bit range",
          at: evaluator.span)
      }
      return try dictionary.intern(.integer(sum))
    case .avg:
      guard counts[group] > 0 else { return nil }
      if wide.isEmpty, floats.isEmpty, decimals.isEmpty {
        return try finite(Double(sums[group]) / Double(counts[group]), evaluator)
      }
      let integers = Int128(sums[group]) + (wide[group] ?? 0)
      if floats[group] == nil, let decimal = decimals[group] {
        return try exact(decimal, integers, dividedBy: counts[group], evaluator)
      }
      let inexact = (floats[group] ?? []) + (decimals[group].map { [$0.double] } ?? [])
      return try finite(total(integers, inexact) / Double(counts[group]), evaluator)
    case .min, .max: return isMet[group] ? best[group] : nil
    case .countDistinct: return try dictionary.intern(.integer(Int64(Set(entries[group]).count)))
    case .first, .last: return try extreme(entries[group], dictionary)
    case .join: return try joined(entries[group], dictionary)
    case .list, .set:
      let all = entries[group]
      let words = function == .set ? Array(Set(all)) : Array(all)
      var terms = try words.map {
        (try dictionary.term(Value(rawValue: $0)), try dictionary.text(Value(rawValue: $0)))
      }
      terms.sort { TermOrder.isBefore($0.0, $1.0) }
      return try dictionary.intern(.string("[" + terms.map(\.1).joined(separator: ", ") + "]"))
    }
  }

  /// Of pairs of a value and what orders it, the value that comes first or last; of several, the first in the order of all
  /// values.
  private func extreme(
    _ pairs: ArraySlice<Int32>, _ dictionary: SessionDictionary
  ) throws -> Int32? {
    var best: (pair: ValuePair, value: Term, key: Term)?
    for word in pairs {
      let pair = try dictionary.pair(word)
      let (value, key) = (try dictionary.term(pair.first), try dictionary.term(pair.second))
      if let known = best {
        let isBetter =
          TermOrder.areEqual(key, known.key)
          ? TermOrder.isBefore(value, known.value)
          : TermOrder.isBefore(key, known.key) == (function == .first)
        if !isBetter { continue }
      }
      best = (pair, value, key)
    }
    return best?.pair.first.rawValue
  }

  /// The different values of pairs, in the order of all values, with the text between them that the pairs have.
  private func joined(
    _ pairs: ArraySlice<Int32>, _ dictionary: SessionDictionary
  ) throws -> Int32 {
    var parts: [(term: Term, text: String, separator: Value)] = []
    for word in Set(pairs) {
      let pair = try dictionary.pair(word)
      parts.append(
        (try dictionary.term(pair.first), try dictionary.text(pair.first), pair.second))
    }
    parts.sort { TermOrder.isBefore($0.term, $1.term) }
    var text = ""
    for (place, part) in parts.enumerated() {
      if place > 0 { text += try dictionary.text(part.separator) }
      text += part.text
    }
    return try dictionary.intern(.string(text))
  }

  private func total(_ integers: Int128, _ floats: [Double]) -> Double {
    Double(integers) + floats.sorted().reduce(0, +)
  }

  /// The sum or mean of decimals and integers; the nearest float where it has too many digits.
  private func exact(
    _ decimals: DecimalNumber, _ integers: Int128, dividedBy count: Int,
    _ evaluator: ExpressionEvaluator
  ) throws -> Int32? {
    let sum = decimals.plus(DecimalNumber(integers))
    guard let result = sum?.divided(by: DecimalNumber(Int64(count))) else {
      return try finite((decimals.double + Double(integers)) / Double(count), evaluator)
    }
    return try evaluator.context.dictionary.intern(Term(.decimal(result)))
  }

  private func finite(_ number: Double, _ evaluator: ExpressionEvaluator) throws -> Int32? {
    guard number.isFinite else {
      _ = evaluator.fail(.notFinite(operation: function.rawValue))
      return nil
    }
    return try evaluator.context.dictionary.intern(number)
  }
}

extension ExpressionEvaluator {
  /// Whether a value comes before another in the order of all values, or after it.
  func isBetter(_ value: Int32, than known: Int32, isMinimum: Bool) throws -> Bool {
    if value == known { return false }
    if value < 0, known < 0 { return (value < known) == isMinimum }
    if let first = context.dictionary.float(value), let second = context.dictionary.float(known),
      first != second
    {
      return (first < second) == isMinimum
    }
    let first = try context.dictionary.term(Value(rawValue: value))
    let second = try context.dictionary.term(Value(rawValue: known))
    return isMinimum ? TermOrder.isBefore(first, second) : TermOrder.isBefore(second, first)
  }
}
