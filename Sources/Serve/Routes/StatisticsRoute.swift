import Graph

/// `GET /stats`: how much is in the graph, of what times, relations and types.
enum StatisticsRoute {
  static func answer(_ visit: Visit) throws -> String {
    let graph = visit.graph
    return try graph.snapshot {
      var object = JSONObject()
      object.add("title", visit.site.title)
      object.add("counts", raw: try graph.statistics().json)
      if let period = try graph.documentPeriod() {
        object.add(
          "period",
          raw: JSONText.list([period.lowerBound.description, period.upperBound.description]))
      }
      try visit.stop.check()
      object.add(
        "relations",
        raw: JSONObject.list(
          try graph.relations().map { counted($0.name, $0.statements) }))
      try visit.stop.check()
      object.add(
        "types",
        raw: JSONObject.list(
          try graph.types().map { counted($0.name, $0.entities) }))
      return object.text
    }
  }

  private static func counted(_ name: String, _ count: Int) -> String {
    var object = JSONObject()
    object.add("name", name)
    object.add("count", count)
    return object.text
  }
}
