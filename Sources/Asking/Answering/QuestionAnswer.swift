import Graph

/// What a graph answers to a question.
public struct QuestionAnswer: Sendable {
  /// How the graph has a fact that answers.
  public enum Standing: Sendable, Equatable {
    case asserted
    /// A sentence says so that gave no such fact.
    case read
    /// By somebody, where it is not the text itself that denies it.
    case denied(by: String?)
    /// Planned, possible, reportedly: how the text puts it.
    case unsure(String)
    case said(by: String)

    var isDenied: Bool { if case .denied = self { true } else { false } }
  }

  /// One answer with where it stands.
  public struct Row: Sendable {
    /// What the question asked for.
    public let answer: String
    /// How the text means it.
    public let standing: Standing
    /// Nil for what a sentence says that is no claim of the graph.
    public let statement: Int64?
    /// What the graph holds that was asked for; nil where the answer is words.
    public let entity: Value?
    /// The sentence itself.
    public let sentence: String
    /// The sentence's id.
    public let sentenceID: Int64
    /// Path or URL of the document.
    public let source: String
    /// Title of the document.
    public let title: String?
    /// When the document was published, where it says so.
    public let date: CalendarDate?
  }

  /// Whether something is so.
  public enum Verdict: String, Sendable {
    case yes, no
    /// One text tells it as a fact, and one denies it.
    case disputed
    /// It is only planned, possible or said.
    case open = "not as a fact"
  }

  /// One way to read the question, with a query for it.
  public struct Reading: Sendable {
    /// A program in GQL: the one that gave the answers, or, for what sentences say that is no claim of the graph, one that
    /// finds the sentence of the first.
    public let query: String
    /// The answers, the surest first; for a question whether something is so, the facts that tell.
    public let rows: [Row]
    /// For a question whether something is so, what the rows tell; nil for any other question.
    public let verdict: Verdict?
    /// How well the best fact goes with the question, from 0 to 1.
    public let score: Double
  }

  /// A sentence that may help where no fact answers.
  public struct Passage: Sendable {
    /// The sentence itself.
    public let sentence: String
    /// The sentence's id.
    public let sentenceID: Int64
    /// Path or address of the document.
    public let source: String
    /// Title of the document.
    public let title: String?
    /// When the document was published, where it says so.
    public let date: CalendarDate?
  }

  /// What became of a question.
  public enum Outcome: Sendable {
    /// The readings, the likelier first.
    case answered([Reading])
    /// A name means several that could answer.
    case ambiguous(name: String, meanings: [String])
    /// No fact answers; sentences that hold the question's words.
    case noFact([Passage])
    /// The question, or a part of it, cannot be read.
    case unreadable(part: String, hint: String)
  }

  /// As it was asked.
  public let question: String
  /// What became of it.
  public let outcome: Outcome
  /// How the question was read, in lines for people; empty where it was not.
  public let reading: String

  init(question: String, outcome: Outcome, reading: String = "") {
    self.question = question
    self.outcome = outcome
    self.reading = reading
  }
}
