/// Of facts that count one thing, those that another one contradicts: by another number, at what may be the same time,
/// in another sentence.
///
/// Facts are gone through in the order of their times, with a few in mind, so that the cost is that of sorting.
struct ContraryNumbers {
  private struct Told {
    var place: Int
    var number: Double
    /// The only sentence that tells it, if it is one.
    var sentence: Int64?
    var days: ClosedRange<Int>
  }

  /// In the order in which they were given.
  private(set) var facts: [ToldFact] = []

  init(_ counted: [(number: Double, fact: ToldFact)]) {
    var told: [Told] = []
    for (place, item) in counted.enumerated() {
      let sentences = Set(item.fact.tellings.map(\.sentence))
      let times = item.fact.times.map { $0.possibleDays ?? Int.min...Int.max }
      for days in times.isEmpty ? [Int.min...Int.max] : times {
        told.append(
          Told(
            place: place, number: item.number,
            sentence: sentences.count == 1 ? sentences.first : nil, days: days))
      }
    }
    told.sort { ($0.days.lowerBound, $0.place) < ($1.days.lowerBound, $1.place) }
    var contrary: Set<Int> = []
    // What may contradict a fact begins before it and lasts into its time, or begins in it.
    var longest = Foremost { ($1.days.upperBound, $0.place) < ($0.days.upperBound, $1.place) }
    for one in told {
      if longest.contradicts(one) { contrary.insert(one.place) }
      longest.add(one)
    }
    var earliest = Foremost { ($0.days.lowerBound, $0.place) < ($1.days.lowerBound, $1.place) }
    for one in told.reversed() {
      if earliest.contradicts(one) { contrary.insert(one.place) }
      earliest.add(one)
    }
    facts = counted.indices.filter(contrary.contains).map { counted[$0].fact }
  }

  /// Of the facts that were added, the few that are enough: whatever number and sentence a fact has, the foremost of
  /// those with neither is one of them.
  private struct Foremost {
    private var items: [Told] = []
    private let isBefore: (Told, Told) -> Bool

    init(by isBefore: @escaping (Told, Told) -> Bool) { self.isBefore = isBefore }

    func contradicts(_ one: Told) -> Bool {
      items.contains { isContrary($0, to: one) && $0.days.overlaps(one.days) }
    }

    private func isContrary(_ one: Told, to other: Told) -> Bool {
      one.number != other.number && isElsewhere(one, than: other)
    }

    private func isElsewhere(_ one: Told, than other: Told) -> Bool {
      one.sentence == nil || one.sentence != other.sentence
    }

    /// Keeps the foremost of all; that with another number, and one with another number in another sentence than that has;
    /// that in another sentence, and one in another sentence with another number than that has. Five at most.
    mutating func add(_ new: Told) {
      items.append(new)
      items.sort(by: isBefore)
      let first = items[0]
      func place(where isMeant: (Told) -> Bool) -> Int? { items.firstIndex(where: isMeant) }
      let number = place { $0.number != first.number }
      let sentence = place { isElsewhere($0, than: first) }
      let others = [
        number.flatMap { number in
          place { $0.number != first.number && isElsewhere($0, than: items[number]) }
        },
        sentence.flatMap { sentence in
          place { isElsewhere($0, than: first) && $0.number != items[sentence].number }
        },
      ]
      let kept = Set([0] + ([number, sentence] + others).compactMap(\.self))
      items = kept.sorted().map { items[$0] }
    }
  }
}
