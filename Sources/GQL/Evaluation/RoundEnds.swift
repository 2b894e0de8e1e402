/// Where the rows of each round of a fixpoint end in one relation. Rounds that brought none take no room.
struct RoundEnds {
  /// Ascending, with the rounds that begin there.
  private var ends: [(row: Int, round: Int)] = []

  /// - Parameter row: how many rows there were at the beginning of a round.
  mutating func add(_ row: Int, round: Int) {
    if ends.last?.row != row { ends.append((row, round)) }
  }

  /// The round in which a row was found; 0 for what was there before.
  func round(ofRow row: Int) -> Int {
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle].row > row { high = middle } else { low = middle + 1 }
    }
    return low < ends.count ? ends[low].round : (ends.last?.round ?? -1) + 1
  }
}
