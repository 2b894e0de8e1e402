import Graph

/// Writes explanations as a Graphviz digraph, from the fact at the top to what it rests on.
public struct ExplanationDot {
  private var lines = [
    "digraph explanation {",
    "  graph [rankdir=TB, bgcolor=\"white\", pad=0.3, nodesep=0.35, ranksep=0.45, size=\"7.5,10.9\"];",
    "  node [\(DotWriter.font), fontsize=12, shape=box, style=\"rounded,filled\", penwidth=1.3];",
    "  edge [\(DotWriter.font), fontsize=10, color=\"#8c939b\", arrowsize=0.75];",
  ]
  private var nodes = 0
  /// Nodes of facts that stand in the picture; a fact that is used twice is one node.
  private var numberOf: [String: Int] = [:]

  /// The proofs as one graph of DOT.
  public static func text(of proofs: [Proof]) -> String {
    DeepStack.run { text(of: proofs.map(\.tree)) }
  }

  /// A refutation as a graph of DOT.
  public static func text(of refutation: Refutation) -> String {
    DeepStack.run { text(of: [refutation.tree]) }
  }

  private static func text(of trees: [ExplanationTree]) -> String {
    var writer = Self()
    for tree in trees { _ = writer.add(tree) }
    return (writer.lines + ["}"]).joined(separator: "\n")
  }

  private init() {}

  private mutating func add(_ tree: ExplanationTree) -> Int {
    let isFact = [.rule, .stored, .fact, .aggregate, .shown].contains(tree.kind)
    if isFact, let known = numberOf[tree.title] { return known }
    let number = nodes
    nodes += 1
    if isFact { numberOf[tree.title] = number }
    var label = Self.label(tree.title, size: 12)
    if !tree.reason.isEmpty { label += "<BR/>" + Self.label(tree.reason, size: 9) }
    lines.append("  n\(number) [label=<\(label)>, \(Self.look(of: tree.kind))];")
    if !tree.details.isEmpty {
      // All on one note: in a row of their own, they make the picture wider than a page.
      let rows = tree.details.map {
        "<TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\">\(Self.label($0, size: 10))</TD></TR>"
      }
      lines.append(
        "  n\(nodes) [label=<<TABLE BORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"3\">\(rows.joined())</TABLE>>, "
          + "shape=note, style=filled, fillcolor=\"#FFF8D9\", color=\"#A08A1F\"];")
      lines.append("  n\(number) -> n\(nodes) [style=dotted, arrowhead=none];")
      nodes += 1
    }
    for child in tree.children {
      let below = add(child)
      lines.append("  n\(number) -> n\(below);")
    }
    return number
  }

  private static func label(_ text: String, size: Int) -> String {
    let lines = DotText.wrapped(text, width: 44, lines: 6).map(DotText.html)
    return "<FONT POINT-SIZE=\"\(size)\">\(lines.joined(separator: "<BR/>"))</FONT>"
  }

  private static func look(of kind: ExplanationTree.Kind) -> String {
    let (fill, border) =
      switch kind {
      case .rule, .aggregate: ("#E3F0FB", "#2F6DA8")
      case .stored, .fact: ("#E4F4E1", "#4B8B3B")
      case .condition, .absence, .shown: ("#F2F4F6", "#667788")
      case .missing, .failure: ("#FBE4EC", "#B0476E")
      case .attempt: ("#FDEBD3", "#C0792A")
      }
    return "fillcolor=\"\(fill)\", color=\"\(border)\""
  }
}
