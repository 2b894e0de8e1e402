/// Rows of a relation that grows, kept by group in one piece each: what a group has is one run of memory, and what it
/// got in the last round is the end of that run.
///
/// A run has room for a power of two of rows. When it is full it moves to a place twice as large, and the old place is
/// used again for a run of that size.
struct GrowingRuns: ~Copyable {
  /// Where a group's rows are.
  struct Run {
    var first: Int32 = 0
    var count: Int32 = 0
    /// Rows that were there before the last round in which the group got some.
    var stable: Int32 = 0
    /// That round.
    var round: Int32 = -1
  }

  private(set) var runs: UnsafeMutablePointer<Run>
  private(set) var groups = 0
  private var room = 16
  private var end = 0
  private var capacity = 64
  private let width: Int
  /// One column of cells for each column that is kept.
  let cells: UnsafeMutablePointer<UnsafeMutablePointer<Int32>>
  /// Places of runs that moved away, by the binary logarithm of their room.
  private var free: [[Int32]] = []
  private(set) var round: Int32 = 0
  /// Groups that got rows in this round.
  private(set) var touched: [Int32] = []

  init(columns: Int) {
    runs = .allocate(capacity: room)
    runs.initialize(repeating: Run(), count: room)
    width = columns
    cells = .allocate(capacity: max(columns, 1))
    for column in 0..<columns { cells[column] = .allocate(capacity: capacity) }
  }

  deinit {
    runs.deallocate()
    for column in 0..<width { cells[column].deallocate() }
    cells.deallocate()
  }

  var bytes: Int { room * 16 + capacity * width * 4 }

  mutating func beginRound() {
    round += 1
    touched.removeAll(keepingCapacity: true)
  }

  /// Adds rows of this round.
  mutating func append(
    _ group: UnsafePointer<Int32>, _ sources: [UnsafePointer<Int32>], count: Int, groups: Int
  ) {
    reserve(groups: groups)
    for row in 0..<count {
      let number = group[row]
      var run = runs[Int(number)]
      if run.round != round {
        run.stable = run.count
        run.round = round
        touched.append(number)
      }
      // A run is full when its length is a power of two, but for runs of one row, which have room for two.
      if run.count != 1, run.count & (run.count - 1) == 0 { move(&run) }
      let place = Int(run.first + run.count)
      for column in 0..<width { cells[column][place] = sources[column][row] }
      run.count += 1
      runs[Int(number)] = run
    }
  }

  private mutating func reserve(groups needed: Int) {
    groups = max(groups, needed)
    guard needed > room else { return }
    let grown = max(needed, room * 2)
    let fresh = UnsafeMutablePointer<Run>.allocate(capacity: grown)
    fresh.update(from: runs, count: room)
    (fresh + room).initialize(repeating: Run(), count: grown - room)
    runs.deallocate()
    runs = fresh
    room = grown
  }

  private mutating func move(_ run: inout Run) {
    let size = run.count == 0 ? 2 : Int(run.count) * 2
    let logarithm = size.trailingZeroBitCount
    while free.count <= logarithm { free.append([]) }
    var place = end
    if let used = free[logarithm].popLast() {
      place = Int(used)
    } else {
      end += size
      if end > capacity {
        capacity = max(end, capacity * 2)
        for column in 0..<width {
          let wider = UnsafeMutablePointer<Int32>.allocate(capacity: capacity)
          wider.update(from: cells[column], count: place)
          cells[column].deallocate()
          cells[column] = wider
        }
      }
    }
    for column in 0..<width {
      (cells[column] + place).update(from: cells[column] + Int(run.first), count: Int(run.count))
    }
    if run.count > 0 { free[logarithm - 1].append(run.first) }
    run.first = Int32(truncatingIfNeeded: place)
  }
}
