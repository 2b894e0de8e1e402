import Testing
import Tuples

/// Relations against Swift's own sets, over random rows, small and large enough for every form of the tables.
@Suite struct RelationTests {
  @Test(arguments: [(1, 50), (2, 40), (2, 2000), (2, 100_000), (3, 30), (5, 4)])
  func aRelationIsASet(arity: Int, range: Int) {
    var generator = SystemRandomNumberGenerator()
    let relation = Relation(arity: arity)
    var expected: Set<[Int32]> = []
    for _ in 0..<30_000 {
      let row = (0..<arity).map { _ in Int32.random(in: 0..<Int32(range), using: &generator) }
      #expect(relation.insert(row) == expected.insert(row).inserted)
    }
    #expect(relation.count == expected.count)
    #expect(Set((0..<relation.count).map(relation.row)) == expected)
    for row in expected.prefix(1000) { #expect(relation.contains(row)) }
    #expect(!relation.contains([Int32](repeating: -7, count: arity)))
  }

  /// Rows in which two columns, any two, have few values together.
  @Test(arguments: [[0, 1, 2], [0, 2, 1], [2, 1, 0]])
  func aRelationOfRunsIsASet(order: [Int]) {
    var generator = SystemRandomNumberGenerator()
    let (relation, appended) = (Relation(arity: 3), Relation(arity: 3))
    var expected: Set<[Int32]> = []
    for part in 0..<80_000 {
      // Later ones spread more widely, and some are far outside.
      let range: ClosedRange<Int32> = part < 60_000 ? 0...400 : -90_000...1_000_000
      let key = [
        Int32.random(in: 0...12, using: &generator), Int32.random(in: 0...12, using: &generator),
      ]
      let run = key + [Int32.random(in: range, using: &generator) &* 7]
      let row = order.map { run[$0] }
      #expect(relation.insert(row) == expected.insert(row).inserted)
      appended.appendUnchecked(row.map { [$0] })
    }
    appended.makeDistinct()
    #expect(appended.count == expected.count)
    #expect(relation.count == expected.count)
    #expect(Set((0..<relation.count).map(relation.row)) == expected)
    for row in expected.prefix(1000) {
      #expect(relation.contains(row))
      #expect(appended.contains(row))
      #expect(
        relation.contains([row[0] &+ 1, row[1], row[2]])
          == expected.contains([row[0] &+ 1, row[1], row[2]]))
    }
  }

  @Test func aDensePairOutsideOfTheSquareIsFound() {
    let relation = Relation(arity: 2)
    for first in 0..<200 as Range<Int32> {
      for second in 0..<200 as Range<Int32> { relation.insert([first, second]) }
    }
    #expect(relation.insert([-1_000_000, 5]))
    #expect(!relation.insert([-1_000_000, 5]))
    #expect(relation.insert([2_000_000_000, -2_000_000_000]))
    #expect(relation.contains([199, 199]))
    #expect(relation.count == 40_002)
  }

  @Test func rowsThatStandTwiceAreTakenOut() {
    let relation = Relation(arity: 2)
    relation.appendUnchecked([[3, 1, 3, 2], [1, 1, 1, 5]])
    relation.makeDistinct()
    #expect((0..<relation.count).map(relation.row) == [[3, 1], [1, 1], [2, 5]])
  }

  @Test func searchFindsWhatStepsReach() throws {
    for size in [40, 70_000] as [Int32] {
      var (from, to) = ([Int32](), [Int32]())
      var expected: [Int32: Set<Int32>] = [:]
      for _ in 0..<(size < 100 ? 60 : 50_000) {
        from.append(Int32.random(in: 0..<size))
        to.append(Int32.random(in: 0..<size))
      }
      let steps = Relation(arity: 2)
      steps.appendUnchecked([from, to])
      let seeds = Relation(arity: 2)
      for _ in 0..<20 { seeds.insert([Int32.random(in: 0..<3), Int32.random(in: 0..<size + 5)]) }
      let next = Dictionary(grouping: from.indices) { from[$0] }
      for row in 0..<seeds.count {
        let pair = seeds.row(row)
        var pending = [pair[1]]
        while let node = pending.popLast() {
          guard expected[pair[0], default: []].insert(node).inserted else { continue }
          pending += (next[node] ?? []).map { to[$0] }
        }
      }
      let found = try Reachability.fromEachSource(
        seeds: seeds, steps: steps, sourceColumn: 0, progress: { _ in })
      let pairs = (0..<found.count).map(found.row)
      #expect(Set(pairs).count == pairs.count)
      #expect(pairs.count == expected.values.reduce(0) { $0 + $1.count })
      for pair in pairs { #expect(expected[pair[0]]?.contains(pair[1]) == true) }
    }
  }

  @Test func rowsAreSortedByTheirKeys() {
    let first = (0..<5000).map { _ in Int32.random(in: -3...3) }
    let second = (0..<5000).map { _ in Int32.random(in: Int32.min...Int32.max) }
    let order = RadixSort.order(by: [first, second], count: 5000).map { Int($0) }
    let expected = (0..<5000).sorted { (first[$0], second[$0]) < (first[$1], second[$1]) }
    #expect(order.map { first[$0] } == expected.map { first[$0] })
    #expect(order.map { second[$0] } == expected.map { second[$0] })
  }

  @Test(arguments: [2, 7, 40])
  func searchGoesOverComponentsAndForests(degree: Int) throws {
    // Few edges make a forest, more make cycles, many make one component.
    var (from, to) = ([Int32](), [Int32]())
    for child in 1..<300 as Range<Int32> {
      from.append(degree == 2 ? Int32.random(in: 0..<child) : Int32.random(in: 0..<300))
      to.append(degree == 2 ? child : Int32.random(in: 0..<300))
    }
    for _ in 0..<(degree == 40 ? 2000 : 0) {
      from.append(Int32.random(in: 0..<300))
      to.append(Int32.random(in: 0..<300))
    }
    let steps = Relation(arity: 2)
    steps.appendUnchecked([from, to])
    steps.makeDistinct()
    let seeds = Relation(arity: 2)
    for _ in 0..<200 { seeds.insert([Int32.random(in: 0..<20), Int32.random(in: 0..<310)]) }
    let next = Dictionary(grouping: from.indices) { from[$0] }
    var expected: Set<[Int32]> = []
    for row in 0..<seeds.count {
      var pending = [seeds.row(row)]
      while let pair = pending.popLast() {
        guard expected.insert(pair).inserted else { continue }
        pending += (next[pair[1]] ?? []).map { [pair[0], to[$0]] }
      }
    }
    let found = try Reachability.fromEachSource(
      seeds: seeds, steps: steps, sourceColumn: 0, progress: { _ in })
    #expect(found.count == expected.count)
    #expect(Set((0..<found.count).map(found.row)) == expected)
  }

  @Test func classesHoldAllTheirPairs() throws {
    let pairs = Relation(arity: 2)
    pairs.appendUnchecked([[1, 2, 10, 7, 900], [2, 3, 11, 7, 1]])
    let classes = try Equivalence.closure(of: pairs, progress: { _ in })
    var expected: Set<[Int32]> = []
    for members in [[1, 2, 3, 900], [10, 11], [7]] as [[Int32]] {
      for first in members { for second in members { expected.insert([first, second]) } }
    }
    #expect(classes.count == expected.count)
    #expect(Set((0..<classes.count).map(classes.row)) == expected)
  }
}
