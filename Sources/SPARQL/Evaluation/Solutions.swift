/// Solution mappings as columns of numbers of terms: a bag, so that a row may come several times.
struct Solutions {
  /// What stands where a variable has no value. No term has this number.
  static let unbound = Int32.max

  /// The variables of the columns.
  var variables: [Int]
  var columns: [[Int32]]
  var count: Int

  init(variables: [Int]) {
    self.variables = variables
    columns = variables.map { _ in [] }
    count = 0
  }

  init(variables: [Int], columns: [[Int32]], count: Int) {
    (self.variables, self.columns, self.count) = (variables, columns, count)
  }

  /// One solution that binds nothing.
  static let unit = Solutions(variables: [], columns: [], count: 1)

  var bytes: Int { columns.count * count * 4 }

  func column(of variable: Int) -> [Int32]? {
    variables.firstIndex(of: variable).map { columns[$0] }
  }

  /// The rows of these numbers, in their order.
  func rows(_ numbers: [Int32]) -> Solutions {
    Solutions(
      variables: variables,
      columns: columns.map { column in numbers.map { column[Int($0)] } },
      count: numbers.count)
  }

  func rows(_ range: Range<Int>) -> Solutions {
    if range == 0..<count { return self }
    return Solutions(
      variables: variables, columns: columns.map { Array($0[range]) }, count: range.count)
  }

  /// The same solutions with other columns: those that it does not have are unbound.
  func arranged(as variables: [Int]) -> Solutions {
    if variables == self.variables { return self }
    let columns = variables.map {
      column(of: $0) ?? [Int32](repeating: Self.unbound, count: count)
    }
    return Solutions(variables: variables, columns: columns, count: count)
  }

  mutating func append(_ other: Solutions) {
    let other = other.arranged(as: variables)
    for place in columns.indices { columns[place] += other.columns[place] }
    count += other.count
  }

  mutating func add(_ variable: Int, _ column: [Int32]) {
    variables.append(variable)
    columns.append(column)
  }

  /// The values of a row.
  func row(_ number: Int) -> [Int32] { columns.map { $0[number] } }
}
