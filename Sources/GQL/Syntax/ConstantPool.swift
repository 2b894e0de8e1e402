import Graph

/// The constants of a session's facts, each once, by number.
package struct ConstantPool: Sendable {
  package private(set) var terms: [Term] = []
  private var numbers: [Term: Int32] = [:]

  package init() {}

  /// The number of a constant.
  mutating func number(of term: Term) -> Int32 {
    if let number = numbers[term] { return number }
    let number = Int32(terms.count)
    terms.append(term)
    numbers[term] = number
    return number
  }

  subscript(number: Int32) -> Term { terms[Int(number)] }
}
