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
      2.43, 1.08, -0.30, 0.69, 0.38, 0.12, 1.75, 0.90, 0.67, 0.55, 0.37, -1.55, -0.28, 0.03, 0.65,
      0.57, 0.23, -0.85, 0.42, 0.68, 0.05, -0.52, -2.31, 0.91, 0.51,
    ],
    [
      2.38, 0.88, -0.23, 0.85, 0.45, 0.02, 1.33, 0.82, 0.80, 0.50, 0.17, -1.52, -0.41, -0.26, 0.34,
      0.43, 0.23, -0.78, 0.52, 0.65, 0.04, -0.31, -2.21, 0.76, 0.51,
    ],
    [
      2.41, 0.92, -0.21, 1.06, 0.44, 0.20, 1.48, 0.79, 0.86, 0.41, 0.26, -1.57, -0.44, -0.25, 0.40,
      0.55, 0.25, -0.80, 0.47, 0.64, 0.04, -0.29, -2.39, 0.92, 0.71,
    ],
  ]
}
