import Graph

/// A claim of the graph with all that people want to know of it.
public struct ToldFact: Sendable {
  /// The statement's number; nil for a triple that no statement stands behind, as in imported graphs.
  public let id: Int64?
  /// Who or what it is about.
  public let subject: Node
  /// Lemma phrase, as the graph has it.
  public let predicate: String
  /// The predicate as texts say it.
  public let wording: String
  /// Nil for an intransitive fact.
  public let object: Node?
  /// What it is an instance of, the most specific that there is, between its own subject and object.
  public let relation: String?
  /// How the text means it.
  public let stance: ClaimStance
  /// Who says it, where texts only report it.
  public let speaker: Node?
  /// When it was so, by what the texts tell of it; empty where they tell nothing.
  public let times: [ToldTime]
  /// What it says beside subject and object: "in Beijing". None where texts tell of several times, which may each have
  /// their own.
  public let circumstances: [String]
  /// Where texts say so, the surest first.
  public let tellings: [Telling]

  /// A value with its text.
  public struct Node: Sendable, Hashable {
    /// It, as a value of queries.
    public let value: Value
    /// What it is called.
    public let text: String
  }

  /// "Lee Jae Myung met Xi Jinping in Beijing".
  public var text: String {
    (["\(subject.text) \(textWithoutSubject)"] + circumstances).joined(separator: " ")
  }

  /// "met Xi Jinping".
  var textWithoutSubject: String {
    ([wording] + [object?.text].compactMap(\.self)).joined(separator: " ")
  }

  /// How it is told, where that is not as so: "denied by Xi Jinping", "planned".
  public var marks: [String] {
    let by = speaker.map { " by \($0.text)" } ?? ""
    return stance == .asserted ? [] : [stance.rawValue + by]
  }

  /// The times told; where the texts tell none, the date of the first document.
  public var timesOrReport: [ToldTime] {
    times.isEmpty
      ? tellings.compactMap(\.date).min().map { [ToldTime(.reported, $0)] } ?? [] : times
  }
}

/// A sentence of a document.
public struct Telling: Sendable {
  /// Row id of the sentence.
  public let sentence: Int64
  /// Its place in the document, counted from 1.
  public let number: Int
  /// The sentence itself.
  public let text: String
  /// Where in it the claim is made, in Unicode scalars.
  public let words: Range<Int>
  /// How sure the extraction is, from 0 to 1.
  public let confidence: Double
  /// Row id of the document.
  public let document: Int64
  /// Path or URL of the document.
  public let source: String
  /// Title of the document.
  public let title: String?
  /// The document's date.
  public let date: CalendarDate?
  /// The page on which the sentence begins, where the document has pages.
  public let page: Int?
}
