import Graph

/// A claim that answers a question, with where it meets each part of it.
struct Match {
  /// A place of a statement.
  enum Slot: Hashable {
    case subject, object, predicate, speaker, date
    /// The places of the relation that the statement is an instance of.
    case relationSubject, relationObject
    /// By its number among the statement's qualifiers.
    case qualifier(Int)
    /// Predicate and object together: "turn away boats".
    case act
    /// The date of another claim of the same sentence.
    case dateBeside
    /// A qualifier of another claim of the same sentence, by its name.
    case qualifierBeside(String)
  }

  /// Where a part of the question was found.
  struct Meeting {
    enum Place: Equatable {
      /// The slot is the entity.
      case slot(Slot)
      /// The slot's words hold it.
      case inside(Slot)
      case sentence
      /// The sentence has it behind this preposition, in these words.
      case behind(String, String)
      /// Another sentence of the document.
      case document
      /// The claim is of this time.
      case time(AskedTime)
    }
    /// The entity that was found.
    var entity: Value?
    /// Where the words of a slot hold the entity, its name there, in small letters.
    var name: String?
    /// The stems of the words of the sentence that were found for words of the question.
    var stems: [String] = []
    var place: Place
  }

  var candidate: Candidate
  /// The relation that the claim is an instance of, where it was found by that.
  var relation: String?
  var score: Double
  /// Where the answer stands; nil where the question asks whether something is so.
  var answer: Slot?
  /// What makes other values answers too.
  var condition: AnswerCondition = .none
  var meetings: [Meeting]
  /// What it says of the act that the question asks about.
  var bearing = Bearing.tells
}

/// What each thing weighs that tells for a claim as an answer. Chosen by hand on news texts; not fitted.
enum MatchWeights {
  /// A name in a place of the act, a name elsewhere, a name as an adjective.
  static let coreName = 2.0
  static let name = 1.5
  static let adjective = 0.6
  /// A word that is a name the graph does not have; a word in a place of the act; another word; a word on the unknown.
  static let unknownName = 1.2
  static let coreWord = 0.5
  /// The noun that a phrase in a place of the act is about.
  static let headWord = 1.2
  static let word = 0.5
  static let quality = 0.4
  /// How well a part is met: by the slot itself, in the slot's words, in another slot, in the sentence.
  static let inSlot = 1.0
  static let insideSlot = 0.9
  static let inOtherSlot = 0.7
  static let inSentence = 0.6
  /// What is no part of the act itself, in the sentence.
  static let aroundAct = 0.8
  /// A name that a noun or a pronoun of the sentence stands for.
  static let stoodFor = 0.8
  /// A name that a sentence leaves out, because those before it speak of it.
  static let understood = 0.6
  /// A name that only another sentence of the document has.
  static let inDocument = 0.3
  /// What is denied, planned or said weighs less than what is so, except where the question asks for a plan.
  static let notAsserted = 0.85
  /// How much of the score the parts make; the rest is the predicate's.
  static let partShare = 0.7
  /// The nearness of a predicate that has only the asked act's noun.
  static let byNoun = 0.7
  /// The nearness of a claim that is an instance of a relation which the question's words name.
  static let relation = 0.95
  /// The nearness of an act that is told from its other side.
  static let converse = 0.8
  /// The nearness of an act whose contrary is told.
  static let contrary = 0.85
  /// The least nearness of a predicate.
  static let leastNearness = 0.55
  /// What is left of the score where the place of the answer goes badly with what is asked for.
  static let leastFitness = 0.4
  /// The least nearness of a predicate for a yes or no.
  static let leastTruth = 0.8
  /// The least score of an answer.
  static let leastScore = 0.5
  /// How much of the first reading's score another one needs to be shown.
  static let otherReading = 0.95
  /// How much of the best score others need that answer too.
  static let closeToBest = 0.85
}
