import Graph

/// A question as a pattern of a statement: what happens, who and what takes part, and which place is left open.
struct QuestionForm: Sendable {
  /// What part a phrase has in an act, whatever the voice of its verb.
  enum Role: Sendable, Hashable {
    case agent, patient
    /// What a form of "be" says of its subject.
    case attribute
    /// Behind a preposition.
    case oblique(String)
    /// The sentence tells it somewhere.
    case circumstance
    /// Said of the unknown itself: "which former president".
    case unknown
  }

  /// The kinds of acts that are told in other ways than by verb and roles.
  enum Kind: Sendable, Equatable {
    case act
    /// "is the mayor of": what one is, by a noun.
    case being(noun: String)
    /// What somebody says, thinks or asks.
    case telling
    /// What somebody has another do: "urged Lee to do something".
    case having(verb: String)
    /// What office or job somebody has.
    case office
    /// What stands between two.
    case relation
    /// What happened to somebody.
    case happening
    /// By which facts two hang together.
    case connection
  }

  /// A phrase of the question that an answer has to meet.
  struct Part: Sendable {
    var role: Role
    /// What its name may mean; empty for a phrase without a name.
    var entities: [LinkedName] = []
    /// Its other words, in their dictionary form.
    var words: [PartWord] = []
  }

  struct PartWord: Sendable, Hashable {
    var text: String
    /// A name that the graph has no entity of.
    var isName = false
  }

  var kind: Kind
  var asked: Asked
  /// The place that is left open; nil where only a circumstance is, or nothing.
  var open: Role?
  /// The words of the verb, as lemmas, without auxiliaries.
  var verb: [String]
  var isNegated = false
  var parts: [Part]
  /// Another act that the same unknown takes part in: "who met Lee".
  var further: [QuestionForm] = []
  /// The statement that was read.
  var statement: String
}

/// A name in a question with the entities that it may mean, the likeliest first.
struct LinkedName: Sendable {
  var text: String
  var tokens: Range<Int>
  var matches: [EntityMatch]
  /// Whether the name stands as an adjective ("Chinese companies").
  var isAdjective = false

  func means(_ value: Value) -> Bool { matches.contains { $0.value == value } }
}
