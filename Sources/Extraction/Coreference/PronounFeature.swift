/// What tells for or against one of the things that a pronoun may mean.
///
/// The names are those of the rows of `schema/models/pronouns.tsv`.
enum PronounFeature: Int, CaseIterable, Sendable {
  // Distance of the last mention, in sentences and words, and its place among all by recency.
  case sameSentence, previousSentence, secondSentence, thirdSentence, far, sameParagraph
  case rank0, rank1, rank2, wordDistance
  // Role of the last mention.
  case subject, passiveSubject, object, possessor, apposition, mainSubject
  /// It is a pronoun that was resolved.
  case pronounBefore
  // Whether some mention is a subject of this sentence or the one before.
  case subjectInSentence, subjectBefore, mainSubjectBefore
  /// The subject of the pronoun's own clause.
  case ownSubject
  /// The possessor of a phrase around it.
  case ownPossessor
  /// The object of its own verb.
  case ownObject
  /// The name comes after the pronoun.
  case follows
  /// Same role as the pronoun.
  case parallel
  /// The verb that governs it is the pronoun's: "Lee left. He left again."
  case sameVerb
  // The subject of the clause that the pronoun's clause completes, modifies, or is joined to.
  case subjectAbove, subjectOfJoined, reporter
  /// Object or recipient of a verb of saying that the pronoun's clause completes.
  case addressee
  // Inside another name's or noun's phrase; joined to other names; agent of a passive.
  case nested, joined, agent
  /// The way between the two in the tree, in tokens.
  case treeDistance
  /// What governs it has the pronoun below.
  case commands
  /// The source of reported words, behind them.
  case trailingSpeaker
  /// The pronoun is quoted and the mention is not, or the other way round.
  case acrossQuotation
  // How often the text has told of it: mentions near by and all of them, as shares.
  case repeated, share, foremost
  /// The first of them in the text, and of the text.
  case first
  /// A pronoun of the same kind, or of another, meant it before.
  case samePronounBefore, otherPronounBefore
  /// The pronoun opens its sentence and this is the subject of the sentence before.
  case carriedOn
  // The first name of its sentence; a title before it; a name of several words.
  case opensSentence, titled, fullName
  // Number and gender.
  case genderKnown, genderDoubtful, onlyOfGender, plural, several
  // What words beside the name and pronouns before have told of its gender.
  case genderTold, genderAgainst
  // What it is.
  case phrase, person, organization, place, event, product, work, law, group, thing
  case office
  // What a noun phrase is called, and its article.
  case nounPerson, nounOrganization, nounPlace, nounEvent, nounThing
  case definite, indefinite, owned, bare
  // A verb of saying, planning or knowing has the pronoun as its subject, and this does or does not so.
  case actor, nonActor
  // For the reading that the pronoun means nothing that the text names.
  case nothing, nothingPleonastic, nothingBe, nothingQuoted, nothingFew, nothingNear
  case nothingUngendered, nothingNobody, nothingAddressed, nothingOpens, nothingClause

  var name: String { String(describing: self) }
}

/// The features that hold, with how much.
struct PronounFeatures: Sendable {
  private(set) var values: [(feature: PronounFeature, value: Double)] = []

  func has(_ feature: PronounFeature) -> Bool { values.contains { $0.feature == feature } }

  mutating func set(_ feature: PronounFeature, _ isSo: Bool) {
    if isSo { values.append((feature, 1)) }
  }

  mutating func set(_ feature: PronounFeature, _ value: Double) {
    if value != 0 { values.append((feature, value)) }
  }
}
