/// What a verb does to the clauses and names around it; the classes of `schema/verbs.tsv`.
struct VerbClasses: OptionSet, Sendable {
  let rawValue: UInt32

  /// Somebody's words: what is said is attributed to the speaker.
  static let say = VerbClasses(rawValue: 1 << 0)
  /// Its clause is taken as so.
  static let know = VerbClasses(rawValue: 1 << 1)
  /// What is intended.
  static let plan = VerbClasses(rawValue: 1 << 2)
  static let attempt = VerbClasses(rawValue: 1 << 3)
  /// What one wants of another.
  static let urge = VerbClasses(rawValue: 1 << 4)
  /// What becomes possible.
  static let enable = VerbClasses(rawValue: 1 << 5)
  /// What is brought about.
  static let cause = VerbClasses(rawValue: 1 << 6)
  static let appear = VerbClasses(rawValue: 1 << 7)
  /// Its clause does not happen.
  static let negative = VerbClasses(rawValue: 1 << 8)
  /// Beginning, going on, ending: its clause happens.
  static let aspect = VerbClasses(rawValue: 1 << 9)
  static let motion = VerbClasses(rawValue: 1 << 10)
  /// The subject, not the object, does what the infinitive says ("promised her to go").
  static let promise = VerbClasses(rawValue: 1 << 11)
  /// What is done to a government: a capital in its object is the country.
  static let govern = VerbClasses(rawValue: 1 << 12)
  /// What a place does: a capital in its subject stays the city.
  static let stative = VerbClasses(rawValue: 1 << 13)
  /// What one holds against or in favour of another: the object does what a gerund after it says
  /// ("accused her of lying").
  static let judge = VerbClasses(rawValue: 1 << 14)
  /// Its clause is so unless the verb itself is denied or in doubt ("did not prove that").
  static let prove = VerbClasses(rawValue: 1 << 15)
  /// As what somebody paints another: what its phrase with "as" tells is his view.
  static let describe = VerbClasses(rawValue: 1 << 16)
  /// What an artist does in a work, rather than a figure of it: "in the film, Ruiz plays a nurse".
  static let perform = VerbClasses(rawValue: 1 << 17)
  /// What two subjects without an object do to each other ("Ana and Omar married").
  static let reciprocal = VerbClasses(rawValue: 1 << 18)
  /// It says of the act that its object names only that it is done ("paid a visit").
  static let light = VerbClasses(rawValue: 1 << 19)
  /// It says so of its subject ("talks took place").
  static let occur = VerbClasses(rawValue: 1 << 20)
  /// What is done with a thing that somebody makes ("drove a Brandt Comet").
  static let operate = VerbClasses(rawValue: 1 << 21)
  /// It says whose the view is that its object names ("had no doubt that").
  static let hold = VerbClasses(rawValue: 1 << 22)

  static let named: [String: VerbClasses] = [
    "say": .say, "know": .know, "plan": .plan, "attempt": .attempt, "urge": .urge,
    "enable": .enable, "cause": .cause, "appear": .appear, "negative": .negative,
    "aspect": .aspect, "motion": .motion, "promise": .promise, "govern": .govern,
    "stative": .stative, "judge": .judge, "prove": .prove, "describe": .describe,
    "perform": .perform, "reciprocal": .reciprocal, "light": .light, "operate": .operate,
    "occur": .occur, "hold": .hold,
  ]
}
