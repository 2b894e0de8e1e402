/// Who holds the offices of each country, as one document tells.
struct PresentHolders {
  private enum Holder: Equatable {
    case one(Int)
    case several
  }

  private var byCountry: [String: [Office: Holder]] = [:]

  /// Adds that a person, given as a number, holds an office.
  mutating func add(_ person: Int, _ office: Office) {
    let known = byCountry[office.country]?[office]
    byCountry[office.country, default: [:]][office] =
      known == nil || known == .one(person) ? .one(person) : .several
  }

  /// The holder that fits an office best; nil if there is none or two fit alike. Looks at each title that the document
  /// tells of in the country once, however many hold it.
  func holder(of office: Office) -> Int? {
    var best: (rank: Int, holder: Holder)?
    for (held, holder) in byCountry[office.country] ?? [:] {
      guard let rank = office.rank(of: held) else { continue }
      if rank < best?.rank ?? .max {
        best = (rank, holder)
      } else if rank == best?.rank, holder != best?.holder {
        best?.holder = .several
      }
    }
    guard case .one(let person)? = best?.holder else { return nil }
    return person
  }
}
