import Graph

/// Facts in the order in which they happened.
///
/// What the text gives no time for stands at the date of the document that reports it, and says so; what has neither is
/// counted. States without a time of their own ("is a lawyer") are no events and are left out, as is what is only said,
/// denied or thought possible; what is planned is marked.
public struct Timeline {
  private let reader: FactReader
  private let range: TimeRange

  /// - Parameter check: asked now and then; what it throws ends the work
  public init(
    of graph: KnowledgeGraph, within range: TimeRange, check: @escaping () throws -> Void
  ) throws {
    reader = try FactReader(graph: graph, check: check)
    self.range = range
  }

  /// The times that a timeline is of; nil is open. Ends are days, months or years and belong to the range.
  public struct TimeRange: Sendable {
    /// The first day, month or year, as ISO 8601 writes it; nil is from the beginning.
    public var first: String?
    /// The last one, which belongs to it; nil is to the end.
    public var last: String?

    package init(first: String? = nil, last: String? = nil) {
      self.first = first
      self.last = last
    }

    /// Whether a text may be an end of a range.
    public static func isEnd(_ text: String) -> Bool {
      CalendarDate.days(of: text) != nil
    }

    func contains(_ time: ToldTime) -> Bool {
      if let first, time.date < first, !first.hasPrefix(time.date) { return false }
      if let last, time.date > last, !time.date.hasPrefix(last) { return false }
      return true
    }
  }

  /// The timeline of some statements. A few look-ups for each of them.
  ///
  /// - Parameter limit: the most entries
  public func page(_ title: String, of statements: [StoredStatement], limit: Int) throws -> Page {
    struct Event: Hashable { let what: [String], time: ToldTime }
    var places: [Event: Int] = [:]
    var entries: [PageEntry] = []
    var undated = 0
    for statement in statements {
      guard [.asserted, .planned].contains(statement.stance) else { continue }
      let fact = try reader.fact(statement)
      if fact.predicate == "be", fact.times.isEmpty { continue }
      let times = fact.timesOrReport
      if times.isEmpty { undated += 1 }
      for time in times where range.contains(time) {
        let event = Event(what: reader.meaning(of: fact), time: time)
        if let place = places[event] {
          entries[place].facts.append(fact)
          continue
        }
        places[event] = entries.count
        entries.append(
          PageEntry(text: fact.text, times: [time], marks: fact.marks, facts: [fact]))
      }
    }
    for place in entries.indices {
      entries[place].sentences =
        Set(entries[place].facts.flatMap { $0.tellings.map(\.sentence) }).count
    }
    // Reports of a day stand behind what happened on it.
    entries.sort { left, right in
      func order(_ entry: PageEntry) -> (String, Int, Int64) {
        let time = entry.times.first
        return (time?.date ?? "", time?.kind == .reported ? 1 : 0, entry.facts.first?.id ?? 0)
      }
      return order(left) < order(right)
    }
    var page = Page(title: title)
    if undated > 0 {
      page.notes.append("\(undated) fact\(undated == 1 ? " has" : "s have") no date")
    }
    page.sections = [PageSection("Timeline", entries, limit: limit)]
    return page
  }
}
