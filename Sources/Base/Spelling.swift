/// Suggestions for misspelt names.
package enum Spelling {
  /// The candidate fewest edits away, if that is at most a third of the letters (and one for short names).
  package static func nearest(to name: String, among candidates: [String]) -> String? {
    let limit = max(1, name.count / 3)
    let ranked = candidates.map { (distance($0, name), $0) }.filter { $0.0 <= limit }
    return ranked.min { $0.0 < $1.0 }?.1
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that turn one into the other: the optimal string
  /// alignment distance (Boytsov, "Indexing methods for approximate dictionary searching", 2011).
  package static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left.lowercased())
    let b = Array(right.lowercased())
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
