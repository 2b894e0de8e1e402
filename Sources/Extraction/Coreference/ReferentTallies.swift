/// How often a document has told of each thing so far, and of which entities most.
struct ReferentTallies {
  private var counts: [Referent: Int] = [:]
  private var latest: [Referent: Antecedent] = [:]
  private var genders: [Referent: Genders] = [:]
  /// The entities that it has told of most, by kind of pronoun.
  private var most: [[Referent]] = [[], []]

  /// As how many pronouns a noun beside the name counts.
  private static let toldTimes = 3

  /// How many entities a pronoun may look back to from afar, of persons and of others.
  private static let reach = 3

  /// How often words beside a name and pronouns have told of each gender.
  struct Genders {
    fileprivate var masculine = 0
    fileprivate var feminine = 0

    /// From -1, where all tell of the other, to 1, where all tell of this one; by little evidence less.
    func lean(to gender: Knowledge.Gender) -> Double {
      let difference = gender == .masculine ? masculine - feminine : feminine - masculine
      return Double(difference) / Double(masculine + feminine + 1)
    }
  }

  /// What the text so far tells of the gender of an entity.
  func genders(of referents: [Referent]) -> Genders {
    referents.count == 1 ? genders[referents[0]] ?? Genders() : Genders()
  }

  /// Notes that a word told of somebody's gender.
  private mutating func note(_ gender: Knowledge.Gender, of referent: Referent, times: Int) {
    switch gender {
    case .masculine: genders[referent, default: Genders()].masculine += times
    case .feminine: genders[referent, default: Genders()].feminine += times
    }
  }

  /// How often the rarest of these has been told of.
  func count(of referents: [Referent]) -> Int {
    referents.map { counts[$0] ?? 0 }.min() ?? 0
  }

  /// The last mention of each of the entities told of most.
  var foremost: [Antecedent] { most.joined().compactMap { latest[$0] } }

  /// Counts a mention.
  mutating func add(_ antecedent: Antecedent) {
    guard antecedent.referents.count == 1 else { return }
    let referent = antecedent.referents[0]
    counts[referent, default: 0] += 1
    guard case .entity = referent else { return }
    if let gender = antecedent.toldGender {
      note(gender, of: referent, times: Self.toldTimes)
    } else if let gender = antecedent.pronoun?.gender {
      note(gender, of: referent, times: 1)
    }
    latest[referent] = antecedent
    let group = antecedent.isPerson == true ? 0 : 1
    if most[group].contains(referent) { return }
    guard most[group].count == Self.reach else {
      most[group].append(referent)
      return
    }
    let rarest = most[group].indices.min {
      (counts[most[group][$0]] ?? 0) < (counts[most[group][$1]] ?? 0)
    }
    if let rarest, count(of: [referent]) > count(of: [most[group][rarest]]) {
      most[group][rarest] = referent
    }
  }
}
