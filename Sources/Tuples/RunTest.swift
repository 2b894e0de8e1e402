/// Keeps the rows of a block whose two keys are, or are not, together in some row of a relation: the first finds a run,
/// in which the second is sought by halving. Costs no table of pairs.
public enum RunTest {
  /// - Parameters:
  ///   - index: on one column, its runs sorted by another, the member's.
  public static func keepRows(
    of block: Block, key: Operand, member: Operand, in index: RowIndex, of relation: Relation,
    sortedBy column: Int, present: Bool, live: [Int]
  ) {
    let groups = block.right
    index.findGroups(block, [key], of: relation, into: groups)
    let members = block.column(member, slot: 1)
    let cells = UnsafePointer(index.cells(ofColumn: column))
    let runs = index.runs
    let left = block.left
    var kept = 0
    for row in 0..<block.count {
      var (first, end) = runs.run(of: groups[row], in: .all)
      let last = end
      let wanted = members[row]
      while first < end {
        let middle = first + (end - first) / 2
        if cells[Int(middle)] < wanted { first = middle + 1 } else { end = middle }
      }
      let isFound = first < last && cells[Int(first)] == wanted
      left[kept] = Int32(truncatingIfNeeded: row)
      kept += isFound == present ? 1 : 0
    }
    block.gatherLeft(kept, registers: live)
  }
}
