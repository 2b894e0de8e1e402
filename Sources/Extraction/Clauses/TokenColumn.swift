/// A number for each token of a line, in four bytes: of a long document all lines are kept at once.
package struct TokenColumn: RandomAccessCollection, MutableCollection, Sendable {
  private var values: [Int32]

  init(repeating value: Int, count: Int) { values = Array(repeating: Int32(value), count: count) }

  init(_ numbers: some Sequence<Int>) { values = numbers.map { Int32($0) } }

  init(_ values: [Int32]) { self.values = values }

  package var startIndex: Int { 0 }
  package var endIndex: Int { values.count }

  package subscript(token: Int) -> Int {
    get { Int(values[token]) }
    set { values[token] = Int32(newValue) }
  }
}
