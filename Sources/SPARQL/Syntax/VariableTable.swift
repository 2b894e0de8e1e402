/// The variables of a request by number. Blank nodes of patterns, and what the translation needs, are variables without a name.
struct VariableTable {
  private(set) var names: [String?] = []
  private var numbers: [String: Int] = [:]

  mutating func number(_ name: String) -> Int {
    if let known = numbers[name] { return known }
    names.append(name)
    numbers[name] = names.count - 1
    return names.count - 1
  }

  /// A variable that nothing else is.
  mutating func fresh() -> Int {
    names.append(nil)
    return names.count - 1
  }

  /// The name without its sign; empty for one that has none.
  func name(_ number: Int) -> String { names[number] ?? "" }
}
