import GQL

/// The rows that each query of a program answers, as text, without a graph.
func printedAnswers(of source: String, _ options: Engine.Options) throws -> [[String]] {
  var results: [[String]] = []
  try Engine(graph: nil, options: options).run(source, name: "program") { answers in
    results.append(
      try (0..<answers.rowCount).map { row in
        try answers.columns.indices.map { try answers.text(row: row, column: $0) }
          .joined(separator: " ")
      })
  }
  return results
}
