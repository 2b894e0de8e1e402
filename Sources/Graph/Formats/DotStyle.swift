/// How a node of one kind looks: a pale fill and a dark border of the same hue, and a shape.
struct DotStyle {
  /// As the legend calls it.
  var name: String
  var shape: String
  var style: String
  var fill: String
  /// Fill of the node that the picture is about.
  var focusFill: String
  var border: String
  var text: String
  var fontSize = 13.0

  /// The kinds that have a look of their own, in the order of the legend.
  static let known: [(types: Set<String>, look: DotStyle)] = [
    (
      ["person"],
      DotStyle(
        name: "Person", shape: "box", style: "rounded,filled", fill: "#E3F0FB",
        focusFill: "#B9DAF5", border: "#2F6DA8", text: "#163C5E")
    ),
    (
      ["organization", "organisation", "company", "government", "university", "party"],
      DotStyle(
        name: "Organisation", shape: "box", style: "filled", fill: "#FDEBD3",
        focusFill: "#FBD9A8", border: "#C0792A", text: "#5E3A10")
    ),
    (
      ["country"],
      DotStyle(
        name: "Country", shape: "ellipse", style: "filled", fill: "#DDF2F1",
        focusFill: "#AEE0DC", border: "#2B857E", text: "#12433F")
    ),
    (
      ["place", "city", "region", "location", "facility", "continent", "island", "capital"],
      DotStyle(
        name: "Place", shape: "ellipse", style: "filled", fill: "#E4F4E1", focusFill: "#BFE5B8",
        border: "#4B8B3B", text: "#234A1A")
    ),
    (
      ["event"],
      DotStyle(
        name: "Event", shape: "hexagon", style: "filled", fill: "#F1E6F7", focusFill: "#DCC1EA",
        border: "#8252A3", text: "#42245A")
    ),
    (
      ["group", "nationality", "norp", "people"],
      DotStyle(
        name: "Group", shape: "octagon", style: "filled", fill: "#FBE4EC", focusFill: "#F4BACD",
        border: "#B0476E", text: "#5A1E36")
    ),
    (
      ["work", "product", "law", "document", "language"],
      DotStyle(
        name: "Work", shape: "note", style: "filled", fill: "#FFF8D9", focusFill: "#FBEBA0",
        border: "#A08A1F", text: "#4E430A")
    ),
    (
      ["concept"],
      DotStyle(
        name: "Concept", shape: "box", style: "rounded,filled", fill: "#F5F5F3",
        focusFill: "#DEDEDA", border: "#A5A59C", text: "#4B4B45", fontSize: 11.5)
    ),
  ]

  /// Types of what a picture of all that texts name shows: persons, organisations, countries and places.
  static let overviewTypes: Set<String> = known[..<4].reduce(into: []) { $0.formUnion($1.types) }

  /// Numbers, dates, strings.
  static let literal = DotStyle(
    name: "Value", shape: "plaintext", style: "filled", fill: "#FFFFFF", focusFill: "#EEEEEE",
    border: "#FFFFFF", text: "#5C5C5C", fontSize: 11)

  /// Looks for types without one of their own, in turn.
  static let others: [DotStyle] = [
    DotStyle(
      name: "", shape: "box", style: "rounded,filled", fill: "#E6E8FA", focusFill: "#C3C8F2",
      border: "#4F58B5", text: "#272C63"),
    DotStyle(
      name: "", shape: "box", style: "filled", fill: "#F3E9E1", focusFill: "#DFC7B4",
      border: "#8A6144", text: "#46301F"),
    DotStyle(
      name: "", shape: "ellipse", style: "filled", fill: "#EDF3D3", focusFill: "#D6E4A0",
      border: "#7A8F22", text: "#3B460D"),
    DotStyle(
      name: "", shape: "hexagon", style: "filled", fill: "#FBE3DE", focusFill: "#F4BBB0",
      border: "#B5503C", text: "#5C2419"),
  ]
}

/// Gives each node of a picture its look; types unknown to ``DotStyle/known`` share the other ones by name.
struct DotStyleSheet {
  /// The looks in use, in the order of the legend.
  private(set) var used: [DotStyle] = []
  /// For each node, an index into ``used``.
  private(set) var ofNode: [Int] = []

  init(_ nodes: [Subgraph.Node]) {
    let looks = nodes.map(Self.rank)
    let ranks = Set(looks.map(\.rank)).sorted()
    var places: [Int: Int] = [:]
    for rank in ranks {
      places[rank] = used.count
      used.append(looks.first { $0.rank == rank }!.look)
    }
    ofNode = looks.map { places[$0.rank]! }
  }

  private static func rank(_ node: Subgraph.Node) -> (rank: Int, look: DotStyle) {
    for (place, kind) in DotStyle.known.enumerated() where !kind.types.isDisjoint(with: node.types)
    {
      return (place, kind.look)
    }
    if let type = node.types.first {
      let hash = type.utf8.reduce(5381) { ($0 &* 33 &+ Int($1)) & 0xFFFF }
      let place = hash % DotStyle.others.count
      var look = DotStyle.others[place]
      look.name = type.prefix(1).uppercased() + type.dropFirst()
      return (DotStyle.known.count + hash, look)
    }
    switch node.term {
    case .entity, .iri, .blank:
      var look = DotStyle.others[0]
      look.name = "Thing"
      return (DotStyle.known.count + 0x10000, look)
    default: return (DotStyle.known.count + 0x10001, .literal)
    }
  }
}
