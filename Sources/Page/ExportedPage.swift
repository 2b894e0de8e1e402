import Asking
import Graph

/// A part of a graph as a page in one file, which needs nothing else.
package enum ExportedPage {
  /// Nodes that a page of the whole graph shows before anybody chooses.
  private static let shownFirst = 120

  /// The page; of a whole graph it shows the most telling persons, organisations, countries and places first.
  ///
  /// - Parameter choice: what the part was chosen by
  /// - Throws: `StoreError` for the graph
  package static func html(
    of part: Subgraph, chosenBy choice: PartChoice, title: String, in graph: KnowledgeGraph
  ) throws -> String {
    var overview: Subgraph?
    if choice.isUnnarrowed {
      var selection = SubgraphSelection()
      selection.isOverview = true
      selection.includesClaims = true
      selection.limit = shownFirst
      overview = try graph.subgraph(selection)
    }
    let picture = try PictureBuilder(graph: graph).picture(
      of: part, title: title, overview: overview)
    return PageDocument.html(picture: PictureJSON.text(of: picture), title: title)
  }
}
