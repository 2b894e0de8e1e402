import GQL
import Graph

/// Answers as what a picture shows: of two columns, subject and object; of three, with the predicate between; of one, nodes.
package struct AnswerEdges {
  /// What the edges of two columns are called.
  let name: String
  /// The rule that is given for those that the graph does not hold.
  let rule: String

  package private(set) var edges: [DerivedEdge] = []
  package private(set) var nodes: [Value] = []
  /// What values mean that the query made and the graph does not hold.
  package private(set) var computed: [Value: Term] = [:]

  package init(name: String, rule: String) {
    (self.name, self.rule) = (name, rule)
  }

  /// Adds answers; columns after the third are left out.
  package mutating func add(_ answers: Answers) throws {
    let count = min(answers.columns.count, 3)
    guard count > 0 else { return }
    for row in 0..<answers.rowCount {
      for column in Set([0, count - 1]) {
        let value = answers.value(row: row, column: column)
        if value.rawValue >= Value.firstSessionID {
          computed[value] = try answers.term(row: row, column: column)
        }
      }
      let subject = answers.value(row: row, column: 0)
      guard count > 1 else {
        nodes.append(subject)
        continue
      }
      edges.append(
        DerivedEdge(
          subject: subject, name: count == 3 ? try answers.text(row: row, column: 1) : name,
          object: answers.value(row: row, column: count - 1), rule: rule))
    }
  }
}
