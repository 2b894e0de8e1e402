/// A part of a graph, as pictures and exports need it: nodes with their labels, edges with what speaks for them.
public struct Subgraph: Sendable {
  /// A node of a picture.
  public struct Node: Sendable {
    /// It, as a value of queries.
    public let value: Value
    /// What it stands for.
    public let term: Term
    /// What it is called.
    public let label: String
    /// What the graph's own facts call a node that is no entity (`rdfs:label`, a column `name`), for pictures.
    public let title: String?
    /// Names of its types; empty for a literal.
    public let types: [String]
    /// What it is, in a few words ("President of South Korea"), where the graph says so.
    public let role: String?
    /// How often documents mention it.
    public let mentions: Int
    /// Whether the picture is about this node.
    public let isFocus: Bool
  }

  /// An edge of a picture: a fact, a claim, or what a rule derived.
  public struct Edge: Sendable {
    /// Index into ``Subgraph/nodes``.
    public var subject: Int
    /// The predicate, as a value of queries; nil for what a rule derived.
    public let predicate: Value?
    /// Name of the predicate.
    public let name: String
    /// Index into ``Subgraph/nodes``.
    public var object: Int
    /// As texts word the predicate: "met" for `meet`.
    public var wording = ""
    /// How texts mean it; what is imported or derived is asserted.
    public var stance = ClaimStance.asserted
    /// Who says it, where texts only report it.
    public var speaker: String?
    /// The statements behind it; none for what is imported without them or derived.
    public var statements: [Int64] = []
    /// Documents that say so.
    public var sources = 0
    /// Their paths or addresses.
    public var documents: [String] = []
    /// Dates of the first and the last of them that has one.
    public var period: ClosedRange<CalendarDate>?
    /// Some sentences that say so, the surest first.
    public var sentences: [String] = []
    /// The rule that derived it; nil for what is stored.
    public let rule: String?
  }

  /// The nodes; edges name them by their places here.
  public var nodes: [Node] = []
  /// The edges, each between two of the nodes.
  public var edges: [Edge] = []
  /// Nodes that the limit left out.
  public var omittedNodes = 0
  /// Documents that speak for the edges.
  public var documents = 0
  /// Dates of the first and the last of them.
  public var period: ClosedRange<CalendarDate>?

  /// Without nodes.
  public init() {}
}

/// What part of a graph to take.
public struct SubgraphSelection: Sendable {
  /// Nodes to start from; empty takes the whole graph.
  public var around: [Value] = []
  /// How many edges away from ``around``.
  public var hops = 1
  /// Only edges with these predicates.
  public var predicates: Set<Value>?
  /// Only nodes of these types (and those of ``around``).
  public var types: Set<Value>?
  /// At most this many nodes, the most telling ones; nil is all.
  public var limit: Int? = 300
  /// Whether only persons, organisations, countries and places are taken of what texts name, and of imported graphs
  /// whatever is not a value on a single edge: what a picture of a whole graph is better without.
  public var isOverview = false
  /// Whether what texts deny, plan, leave open or only report is taken too, between nodes that are taken anyway.
  public var includesClaims = false

  /// The whole graph, as far as the limit goes.
  public init() {}
}

/// An edge of a picture that need not be stored: what a rule derived.
public struct DerivedEdge: Sendable, Hashable {
  /// Where it begins.
  public let subject: Value
  /// Name of its predicate.
  public let name: String
  /// Where it ends.
  public let object: Value
  /// The rule, as text; nil if the edge is stored after all.
  public let rule: String?

  package init(subject: Value, name: String, object: Value, rule: String?) {
    self.subject = subject
    self.name = name
    self.object = object
    self.rule = rule
  }
}
