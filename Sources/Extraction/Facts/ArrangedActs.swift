import Base

/// Tells acts that are arranged for a time to come, in the present: "is flying to Lima in August", "are playing tomorrow".
struct ArrangedActs {
  let tree: Tree

  private static let present: Set<String> = [
    "am", "is", "are", "'m", "’m", "'re", "’re", "'s", "’s",
  ]
  private static let soon: Set<String> = ["tomorrow", "tonight"]

  /// Whether a verb tells of what is yet to be.
  func isArranged(_ verb: Int) -> Bool {
    guard tree.tag[verb] == .gerund,
      tree.children(verb, .aux).contains(where: { Self.present.contains(tree.lower($0)) })
    else { return false }
    return tree.children(verb).contains { child in
      guard child > verb else { return false }
      if Self.soon.contains(tree.lower(child)) { return true }
      switch tree.dep[child] {
      case .npadvmod: return tree.children(child).contains { tree.lower($0) == "next" }
      case .prep:
        guard ["in", "on"].contains(tree.lower(child)), let time = tree.child(child, .pobj) else {
          return false
        }
        return tree.entity[time] == .date && isUnnumbered(time)
      default: return false
      }
    }
  }

  /// "in August", "on Monday", "on 5 May": with a year it may be long ago.
  private func isUnnumbered(_ time: Int) -> Bool {
    let name = tree.lower(time)
    guard MonthNames.numbers[name] != nil || WeekdayNames.numbers[name] != nil else { return false }
    return !tree.children(time).contains { tree.text($0).count == 4 && tree.pos[$0] == .numeral }
  }
}
