/// What pictures say of what they show, above it.
enum PictureSummary {
  /// "Around Lee Jae Myung".
  static func title(of graph: Subgraph) -> String {
    let focus = graph.nodes.filter(\.isFocus).map(\.drawnName)
    return focus.isEmpty ? "Knowledge graph" : "Around " + focus.joined(separator: ", ")
  }

  /// "17 stated and 2 derived facts, 9 articles, 1 – 14 April 2024. Thicker line = more articles say so."
  static func text(of graph: Subgraph) -> String {
    let derived = graph.edges.count { $0.kind == .derived }
    let stated = graph.edges.count { $0.kind == .stated }
    let claimed = graph.edges.count - derived - stated
    var parts: [String] = []
    switch (stated, derived) {
    case (0, 0) where claimed > 0: break
    case (_, 0): parts.append(stated == 1 ? "1 fact" : "\(stated) facts")
    case (0, _): parts.append(derived == 1 ? "1 derived fact" : "\(derived) derived facts")
    default: parts.append("\(stated) stated and \(derived) derived facts")
    }
    if claimed > 0 {
      parts.append("\(claimed) \(claimed == 1 ? "claim" : "claims") that no text asserts")
    }
    if graph.documents > 0 {
      parts.append(graph.documents == 1 ? "1 article" : "\(graph.documents) articles")
    }
    if let period = graph.period { parts.append(days(period)) }
    let isThicker = graph.edges.contains { $0.sources > 1 }
    return parts.joined(separator: ", ") + "."
      + (isThicker ? " Thicker line = more articles say so." : "")
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private static func days(_ period: ClosedRange<CalendarDate>) -> String {
    let (first, last) = (period.lowerBound, period.upperBound)
    let end = "\(last.day) \(months[last.month - 1]) \(last.year)"
    if first == last { return end }
    if first.year != last.year {
      return "\(first.day) \(months[first.month - 1]) \(first.year) – \(end)"
    }
    if first.month != last.month { return "\(first.day) \(months[first.month - 1]) – \(end)" }
    return "\(first.day) – \(end)"
  }
}
