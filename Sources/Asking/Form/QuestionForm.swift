import Extraction
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

    /// What it stands behind, if it does.
    var preposition: String? { if case .oblique(let word) = self { word } else { nil } }

    /// Whether it tells where the act was.
    func placesAct(_ knowledge: Knowledge) -> Bool {
      preposition.map(knowledge.tellsPlace) ?? false
    }

    /// Whether it is a place of the act itself, and not what is around it.
    var isCore: Bool {
      switch self {
      case .agent, .patient, .attribute: true
      case .oblique, .circumstance, .unknown: false
      }
    }
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

  /// Whether what it asks about is told by the verb of the question, and not by what somebody has another do.
  var isOfAct: Bool { if case .having = kind { false } else { true } }

  /// Whether a clause with its verb may tell the answer: what was done, or who said something.
  var isToldByClauses: Bool { kind == .act || kind == .telling && open == .agent }

  /// Whether the question asks who acts.
  var isAgentOpen: Bool { open == .agent || parts.contains { $0.role == .agent } }

  /// The prepositions of its parts, and the one that what it asks for stands behind.
  var prepositions: [String] {
    (parts.map(\.role) + [open].compactMap(\.self)).compactMap(\.preposition)
  }

  /// Whether a preposition of a told act says the contrary of one that the question has, and that none says: who voted
  /// against a law did not vote for it.
  func isContradicted(by preposition: String, among told: [String], _ knowledge: Knowledge) -> Bool
  {
    prepositions.contains { asked in
      !told.contains(asked) && knowledge.areContrary(asked, preposition)
    }
  }

  /// A phrase of the question that an answer has to meet.
  struct Part: Sendable {
    var role: Role
    /// What its name may mean; empty for a phrase without a name.
    var entities: [LinkedName] = []
    /// Its other words, in their dictionary form.
    var words: [PartWord] = []

    /// The time that it names, if it names one and nothing else.
    var time: AskedTime? {
      entities.isEmpty && !words.isEmpty ? AskedTime(words.map(\.text)) : nil
    }

    /// Whether it has a noun that its names only tell more of: "the strike at Maren".
    var hasHead: Bool { words.contains { $0.isHead } }

    /// Whether it only tells before or after what the act was: another sentence may tell that.
    var isTimed: Bool {
      guard let preposition = role.preposition else { return false }
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
  /// Whether the words of the verb mean something only together: "take place".
  var isIdiom = false
  /// The participle of the verb, where the question is in the passive.
  var participle: String?
  var isNegated = false
  /// Whether it asks in the present, as one does of what is arranged: "When does the fair begin?"
  var isPresent = false
  /// Whether it asks in the past, of what was.
  var isPast = false
  /// Whether it asks for what is planned, rather than for what is so.
  var isPlan = false
  var parts: [Part]
  /// Whether it asks for several of what one is: "Who were her husbands?"
  var isList = false
  /// The ordinal of the noun that one is: "second husband".
  var ordinal: String?
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
  /// Whether its phrase is about it: "Ruiz, the sister of Lee".
  var isHead = false

  /// Whether it is the name of people only: they are nowhere that an act is.
  var isPersonal: Bool { !matches.isEmpty && matches.allSatisfy { $0.types.contains("person") } }

  func means(_ value: Value) -> Bool { matches.contains { $0.value == value } }

  /// What it means where nothing else tells: those that have it as their label, and all where none has.
  var likeliest: [EntityMatch] {
    let labelled = matches.filter { foldedName($0.label) == foldedName(text) }
    return labelled.isEmpty ? matches : labelled
  }
}
