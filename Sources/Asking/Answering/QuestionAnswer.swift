import Graph

/// What a graph answers to a question.
public struct QuestionAnswer: Sendable {
  /// How the graph has a fact that answers.
  public enum Standing: Sendable, Equatable {
    case asserted
    case denied
    /// Planned, possible, reportedly: how the text puts it.
    case unsure(String)
    case said(by: String)
  }

  /// One answer with where it stands.
  public struct Row: Sendable {
    /// What the question asked for.
    public let answer: String
    public let standing: Standing
    public let statement: Int64
    public let sentence: String
    /// Path or URL of the document.
    public let source: String
    public let title: String?
    public let date: CalendarDate?
  }

  /// One way to read the question, with the query that was run for it.
  public struct Reading: Sendable {
    /// The program, in GQL.
    public let query: String
    /// The answers, the surest first; for a question whether something is so, the facts that tell.
    public let rows: [Row]
    /// For a question whether something is so: true where it is a fact, false where the graph denies it, nil where it is
    /// only planned or said.
    public let truth: Bool?
    /// Whether the question asks whether something is so.
    public let isTruth: Bool
    /// How well the best fact goes with the question, from 0 to 1.
    public let score: Double
  }

  /// A sentence that may help where no fact answers.
  public struct Passage: Sendable {
    public let sentence: String
    public let source: String
    public let title: String?
    public let date: CalendarDate?
  }

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

  public let question: String
  public let outcome: Outcome
  /// How the question was read, in lines for people; empty where it was not.
  public let reading: String

  init(question: String, outcome: Outcome, reading: String = "") {
    self.question = question
    self.outcome = outcome
    self.reading = reading
  }
}
