import Base
import Graph

/// That a document tells who holds an office.
struct Holding {
  /// Whoever it is, as a number.
  var person: Int
  var office: Office
  /// When the document was published.
  var date: CalendarDate?

  /// How long after a document its holders may be taken for those of another, in days.
  private static let reach = 400

  /// The holder on a day: of those that fit the office, the only one, or the one whom documents of about that day
  /// name. Nil where two are named then.
  static func holder(of office: Office, on day: CalendarDate?, among holdings: [Holding]) -> Int? {
    let ranks = holdings.compactMap { office.rank(of: $0.office) }
    guard let best = ranks.min() else { return nil }
    let fitting = holdings.filter { office.rank(of: $0.office) == best }
    if Set(fitting.map(\.person)).count == 1 {
      let distances = fitting.compactMap { distance($0.date, day) }
      // Nobody knows for how long.
      return distances.isEmpty || distances.min()! <= reach ? fitting[0].person : nil
    }
    guard day != nil else { return nil }
    var nearest: [Int: Int] = [:]
    for holding in fitting {
      guard let distance = distance(holding.date, day) else { return nil }
      nearest[holding.person] = min(nearest[holding.person] ?? .max, distance)
    }
    let ranked = nearest.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    // A change of office between two documents of one month leaves doubt.
    guard ranked[0].value <= reach, ranked[1].value - ranked[0].value > 30 else { return nil }
    return ranked[0].key
  }

  private static func distance(_ date: CalendarDate?, _ day: CalendarDate?) -> Int? {
    guard let date, let day else { return nil }
    return abs(date.daysSinceEpoch - day.daysSinceEpoch)
  }
}
