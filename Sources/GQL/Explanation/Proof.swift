/// Why a fact holds: a tree from the fact down to program facts, stored statements with their sentences, and
/// conditions that hold of themselves. The smallest one there is.
public struct Proof: Sendable {
  /// What makes the fact hold.
  public enum Ground: Sendable {
    /// A rule, as it is written, and its place (`file:line`); its body is proved by the children.
    case rule(text: String, place: String)
    /// Statements of the graph.
    case stored([StatementProof])
    /// A fact of the program or an imported row.
    case programFact
    /// A comparison, test or range that is true.
    case condition
    /// Nothing matches a negated literal.
    case absence
    /// An aggregate over so many bindings.
    case aggregate(text: String, place: String, bindings: Int)
    /// Proved elsewhere in the same tree.
    case shown
  }

  /// The fact, as GQL writes it.
  public var fact: String
  /// Why it holds.
  public var ground: Ground
  /// The facts and conditions that it rests on.
  public let children: [Proof]
  /// Facts and conditions in the tree.
  public let size: Int

  package init(fact: String, ground: Ground, children: [Proof] = []) {
    self.fact = fact
    self.ground = ground
    self.children = children
    size = children.reduce(1) { $0 + $1.size }
  }
}

extension Proof {
  /// Numbers of the graph's statements in the tree, each once, from the root downwards.
  package var storedStatements: [Int64] {
    var found: [Int64] = []
    var known: Set<Int64> = []
    var open = [self]
    while let next = open.popLast() {
      if case .stored(let statements) = next.ground {
        found += statements.map(\.statement).filter { known.insert($0).inserted }
      }
      open += next.children.reversed()
    }
    return found
  }
}

/// A stored statement and what speaks for it.
public struct StatementProof: Sendable {
  /// Its number in the graph.
  public var statement: Int64
  /// The claim in its own predicate, where it was asked for by a relation.
  public var wording: String?
  /// Empty for a triple that was put in by `insert` or an import.
  public var evidence: [SentenceProof]

  package init(statement: Int64, wording: String? = nil, evidence: [SentenceProof]) {
    self.statement = statement
    self.wording = wording
    self.evidence = evidence
  }
}

/// A sentence that makes a claim.
public struct SentenceProof: Sendable {
  /// Path or address of the document.
  public var document: String
  /// Position of the sentence in its document, from 1.
  public var number: Int
  /// The page on which it begins, from 1, where the document has pages.
  public var page: Int?
  /// The sentence itself.
  public var text: String
  /// How sure the extraction is, from 0 to 1.
  public var confidence: Double

  package init(
    document: String, number: Int, page: Int? = nil, text: String, confidence: Double
  ) {
    self.document = document
    self.number = number
    self.page = page
    self.text = text
    self.confidence = confidence
  }
}
