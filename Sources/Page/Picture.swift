import Graph
import Layout

/// A part of a graph as it is shown: nodes with their places, and the facts between them with what says so.
package struct Picture: Sendable {
  package struct Node: Sendable {
    package enum Kind: String, Sendable {
      case entity, iri, blank, value
    }

    /// The value's number; below 0 for one that the graph does not hold.
    package var id: Int32
    package var kind: Kind
    package var name: String
    package var types: [String]
    package var role: String?
    /// Other names, the most frequent first.
    package var aliases: [String] = []
    package var mentions: Int
    /// How telling it is among the nodes of the picture; 0 is the most.
    package var rank: Int
    package var place: Point?
    /// Of the circle that stands for it, in the units of ``place``.
    package var radius: Double
    /// Whether it is seen before anybody chooses: persons, organisations, countries and places, of imported graphs all.
    package var isShown: Bool
    /// Values of imported data that are no nodes.
    package var properties: [(name: String, value: String)] = []
  }

  /// A fact. Several may join the same two nodes.
  package struct Edge: Sendable {
    /// The number of its statement; below 0 for a triple that no statement stands behind.
    package var id: Int64
    package var subject: Int32
    package var object: Int32
    /// The relation that it is an instance of, else its predicate.
    package var relation: String
    /// The predicate as texts word it.
    package var wording: String
    package var stance: ClaimStance
    package var speaker: String?
    package var rule: String?
    /// When it was, in ISO form, and whether the texts tell or only the date of the first document is known.
    package var date: String?
    package var isReported = false
    /// What texts tell of it beside: "in Beijing".
    package var circumstances: [String] = []
    package var confidence: Double?
    package var evidence: [Evidence] = []
  }

  package struct Evidence: Sendable {
    package var sentence: Int64
    /// The words of the claim in the sentence's text, in Unicode scalars.
    package var words: Range<Int>
    package var confidence: Double
  }

  /// A relation and how many facts of the picture are instances of it.
  package struct Relation: Sendable {
    package var name: String
    package var wording: String
    package var count: Int
  }

  /// A question that the page answers by what it shows.
  package struct Question: Sendable {
    package enum View: Sendable {
      case relation(String)
      case select(Int32)
      case path(Int32, Int32)
    }

    package var text: String
    package var view: View
  }

  /// Of the whole graph.
  package struct Counts: Sendable {
    package var documents: Int
    package var sentences: Int
    package var entities: Int
    package var facts: Int
  }

  package var title: String
  package var counts: Counts
  /// Dates of the first and the last document that speaks for the picture.
  package var period: ClosedRange<String>?
  package var relations: [Relation] = []
  package var questions: [Question] = []
  package var nodes: [Node] = []
  package var edges: [Edge] = []
  package var sentences: [StoredSentence] = []
  package var documents: [StoredDocument] = []
  /// Nodes that a limit left out.
  package var omitted = 0
}
