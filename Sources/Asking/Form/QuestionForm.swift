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

  /// Whether the question asks who acts.
  var isAgentOpen: Bool { open == .agent || parts.contains { $0.role == .agent } }

  /// A phrase of the question that an answer has to meet.
  struct Part: Sendable {
    var role: Role
    /// What its name may mean; empty for a phrase without a name.
    var entities: [LinkedName] = []
    /// Its other words, in their dictionary form.
    var words: [PartWord] = []

    /// Whether it is a month, a year or both.
    var isTime: Bool {
      entities.isEmpty && !words.isEmpty && words.allSatisfy { TimeWords.isTime($0.text) }
    }

    /// Whether it only tells before or after what the act was: another sentence may tell that.
    var isTimed: Bool {
      guard case .oblique(let preposition) = role else { return false }
      return ["after", "before", "following", "during", "since", "until"].contains(preposition)
    }
  }

  /// Words that make a question one for what is to come.
  static let planning: Set<String> = [
    "plan", "due", "will", "intend", "expect", "schedule", "going", "hope", "want", "aim", "set",
  ]

  struct PartWord: Sendable, Hashable {
    var text: String
    /// A name that the graph has no entity of.
    var isName = false
    /// Whether its phrase is about it.
    var isHead = false
  }

  var kind: Kind
  var asked: Asked
  /// The place that is left open; nil where only a circumstance is, or nothing.
  var open: Role?
  /// The words of the verb, as lemmas, without auxiliaries.
  var verb: [String]
  /// The participle of the verb, where the question is in the passive.
  var participle: String?
  var isNegated = false
  /// Whether it asks for what is planned, rather than for what is so.
  var isPlan = false
  var parts: [Part]
  /// Whether it asks for somebody's words too: "Who said what about Lee?"
  var asksWords = false
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
