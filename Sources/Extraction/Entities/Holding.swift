import Base
import Graph

/// That a document tells who holds an office.
struct Holding {
  /// Whoever it is, as a number.
  var person: Int
  var office: Office
  /// When the document was published.
  var date: CalendarDate?
}

/// Who holds the offices of a country, as documents tell.
struct Holders {
  private var byTitle: [Office: [Holding]] = [:]
  private var tenures: [Office: Tenures?] = [:]

  /// How long after a document its holders may be taken for those of another, in days.
  private static let reach = 400

  mutating func add(_ holding: Holding) {
    byTitle[holding.office, default: []].append(holding)
  }

  /// The holder on a day: of those that fit the office, the only one, or the one whom documents of about that day
  /// name. Nil where two are named then.
  mutating func holder(of office: Office, on day: CalendarDate?) -> Int? {
    if tenures[office] == nil { tenures[office] = .some(Tenures(fitting(office))) }
    guard let tenures = tenures[office] ?? nil else { return nil }
    guard let day = day?.daysSinceEpoch else { return tenures.only }
    if let only = tenures.only {
      // Nobody knows for how long.
      guard let nearest = tenures.nearest(to: day) else { return only }
      return nearest.distance <= Self.reach ? only : nil
    }
    guard tenures.areAllDated, let nearest = tenures.nearest(to: day) else { return nil }
    // A change of office between two documents of one month leaves doubt.
    guard nearest.distance <= Self.reach,
      let next = tenures.nearest(to: day, besides: nearest.person),
      next.distance - nearest.distance > 30
    else { return nil }
    return nearest.person
  }

  private func fitting(_ office: Office) -> [Holding] {
    let ranked = byTitle.compactMap { held, holdings in
      office.rank(of: held).map { (rank: $0, holdings: holdings) }
    }
    guard let best = ranked.map(\.rank).min() else { return [] }
    return ranked.filter { $0.rank == best }.flatMap(\.holdings)
  }
}

/// Who held an office when, by day.
private struct Tenures {
  /// The holder, if there was only one.
  let only: Int?
  let areAllDated: Bool
  private let days: [Int]
  private let persons: [Int]
  /// The place of the nearest other person before and behind each place.
  private var before: [Int] = []
  private var behind: [Int] = []

  init?(_ holdings: [Holding]) {
    guard let first = holdings.first else { return nil }
    only = holdings.allSatisfy { $0.person == first.person } ? first.person : nil
    areAllDated = holdings.allSatisfy { $0.date != nil }
    let dated = holdings.compactMap { holding in
      holding.date.map { (day: $0.daysSinceEpoch, person: holding.person) }
    }.sorted { $0 < $1 }
    days = dated.map(\.day)
    persons = dated.map(\.person)
    for place in persons.indices {
      let isSame = place > 0 && persons[place - 1] == persons[place]
      before.append(isSame ? before[place - 1] : place - 1)
    }
    behind = Array(repeating: persons.count, count: persons.count)
    for place in persons.indices.reversed() {
      let isSame = place + 1 < persons.count && persons[place + 1] == persons[place]
      behind[place] = isSame ? behind[place + 1] : place + 1
    }
  }

  /// Whom a document of about that day names, and how many days lie between.
  func nearest(to day: Int, besides person: Int? = nil) -> (person: Int, distance: Int)? {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day { low = middle + 1 } else { high = middle }
    }
    var (left, right) = (low - 1, low)
    if let person {
      if left >= 0, persons[left] == person { left = before[left] }
      if right < persons.count, persons[right] == person { right = behind[right] }
    }
    let sides = [left, right].filter(persons.indices.contains).map {
      (distance: abs(days[$0] - day), person: persons[$0])
    }
    return sides.min { $0 < $1 }.map { ($0.person, $0.distance) }
  }
}
