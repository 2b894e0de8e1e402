/// The mentions of a document in the order of the text, to look back from a place without passing over all.
struct MentionIndex: Sendable {
  /// Indexes of mentions; those of line `i` are `order[start[i]..<start[i + 1]]`.
  private let order: TokenColumn
  private let start: TokenColumn
  private let heads: TokenColumn

  init(_ mentions: [Mention], lines: Int) {
    var start = TokenColumn(repeating: 0, count: lines + 1)
    for mention in mentions { start[mention.line + 1] += 1 }
    for line in 0..<lines { start[line + 1] += start[line] }
    self.start = start
    let sorted = mentions.indices.sorted {
      (mentions[$0].line, mentions[$0].head) < (mentions[$1].line, mentions[$1].head)
    }
    order = TokenColumn(sorted)
    heads = TokenColumn(sorted.map { mentions[$0].head })
  }

  /// The mentions of a line.
  func mentions(of line: Int) -> Slice<TokenColumn> { order[start[line]..<start[line + 1]] }

  /// The last mentions before a place, in the order of the text: those of its line and of so many before it.
  func mentions(before place: Place, andLinesBefore lines: Int) -> Slice<TokenColumn> {
    var (low, high) = (start[place.line], start[place.line + 1])
    while low < high {
      let middle = (low + high) / 2
      if heads[middle] < place.token { low = middle + 1 } else { high = middle }
    }
    let first = start[max(0, place.line - lines)]
    return order[max(first, low - Self.reach)..<low]
  }

  /// So many mentions of one paragraph or three are another matter.
  private static let reach = 1000
}
