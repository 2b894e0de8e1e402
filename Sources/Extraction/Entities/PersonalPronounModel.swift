/// Which of the persons before a personal pronoun it means: a linear model over their places and roles.
enum PersonalPronounModel {
  /// Where the pronoun itself stands.
  enum Position: Int, CaseIterable { case subject, object, possessive }

  enum Feature: Int, CaseIterable {
    /// Distance of the last mention, in sentences.
    case sameSentence, previousSentence, secondSentence
    /// Place among the persons by recency.
    case rank0, rank1, rank2
    /// Role of the last mention.
    case subject, object, possessor, apposition, mainSubject
    case pronounBefore
    /// Whether some mention is a subject of this sentence or the one before.
    case subjectInSentence, subjectBefore, mainSubjectBefore
    /// The subject of the pronoun's own clause; the possessor of a phrase around it.
    case ownSubject, ownPossessor
    /// The name comes after the pronoun.
    case follows
    case genderKnown, person, noPerson, fullName, phrase
    /// Further mentions near by, up to three, as a share of three; share of all mentions of persons.
    case repeated, share
    /// Same role as the pronoun; its distance in words.
    case parallel, wordDistance
    /// Subject of the clause that the pronoun's clause completes, modifies, or is joined to.
    case subjectAbove, subjectOfJoined
    /// Object or recipient of a verb of saying that the pronoun's clause completes.
    case addressee
    /// Inside another name's or noun's phrase; joined to other names; agent of a passive.
    case nested, joined, agent
    /// The person whom the text names first, and whom it names most.
    case first, foremost
    /// A pronoun of the same gender, or of the other, meant it before.
    case sameGenderBefore, otherGenderBefore
    /// The pronoun opens its sentence and the person is the subject of the sentence before.
    case carriedOn
    /// The pronoun is quoted and the person is not, or the other way round.
    case acrossQuotation
    /// The first name of its sentence; only a title, an apposition or a name's place shows it.
    case opensSentence, titled
  }

  struct Features {
    private(set) var values = [Double](repeating: 0, count: Feature.allCases.count)
    mutating func set(_ feature: Feature, _ isSo: Bool) { values[feature.rawValue] = isSo ? 1 : 0 }
    mutating func set(_ feature: Feature, _ value: Double) { values[feature.rawValue] = value }
  }

  /// The lead over the next that makes a reading sure.
  static let sureMargin = 0.7
  /// The same for the subject of the pronoun's sentence, which news rarely passes over.
  static let sureMarginOfSubject = 0.1

  static func score(_ features: Features, _ position: Position) -> Double {
    zip(weights[position.rawValue], features.values).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Fitted by softmax regression over the persons before each pronoun of GAP's development split; one row
  /// for each position, one column for each feature.
  private static let weights: [[Double]] = [
    [
      1.81, 0.93, -0.40, 0.41, 0.17, 0.12, 1.25, 0.80, 0.73, 0.34, 0.09, -1.05, -0.34, 0.07,
      0.48, 0.64, 0.26, -0.31, 0.57, 0.72, 0.13, -0.61, -2.19, 0.64, -0.16, 0.03, -0.77, 0.48,
      0.24, 0.15, -0.64, -1.11, -0.01, 0.33, 0.16, 0.19, -0.88, 0.64, 0.00, 0.18, -0.41,
    ],
    [
      1.67, 0.56, -0.17, 0.42, 0.26, -0.01, 0.86, 0.69, 0.82, 0.31, 0.01, -0.90, -0.41, -0.24,
      0.22, 0.39, 0.26, -0.27, 0.72, 0.53, 0.08, -0.33, -2.08, 0.53, -0.04, 0.08, -0.84, 0.49,
      0.17, 0.14, -0.43, -0.92, -0.12, 0.29, 0.15, -0.02, -0.92, 0.55, 0.00, -0.10, -0.43,
    ],
    [
      1.77, 0.61, -0.17, 0.67, 0.19, 0.09, 1.14, 0.66, 0.84, 0.17, 0.23, -0.98, -0.50, -0.34,
      0.31, 0.57, 0.33, -0.33, 0.75, 0.64, 0.07, -0.35, -2.39, 0.62, 0.18, 0.18, -1.03, 0.36,
      0.03, 0.16, -0.44, -0.69, -0.07, 0.14, 0.52, -0.11, -0.98, 0.61, 0.00, -0.17, -0.43,
    ],
  ]
}
