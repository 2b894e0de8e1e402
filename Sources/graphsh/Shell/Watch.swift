import GQL
import Glibc
import Synchronization

/// Asks a query again and again, and shows the rows that come and go.
struct Watch {
  let session: Session
  private static let pause: useconds_t = 50_000
  private static let pauses = 20

  func run(_ query: String) throws {
    let text = StatementScanner.withFinalMark(query)
    var before = try rows(text)
    try session.settings.output.writeLine(
      "\(Words.count(before.count, "row")) now; Ctrl-C ends the watch")
    for row in before.sorted() { try session.settings.output.writeLine("  " + row) }
    try session.settings.output.flush()
    let stop = Stop()
    let raise: @Sendable () -> Void = { stop.raise() }
    // Ctrl-C counts whenever it comes: in a pause, between two questions, or when one has all but ended.
    try Interrupts.handled(by: raise, endsAtSecond: false) {
      while true {
        for _ in 0..<Self.pauses where !stop.isRaised { usleep(Self.pause) }
        if stop.isRaised { return }
        let now = try rows(text)
        for row in now.subtracting(before).sorted() {
          try session.settings.output.writeLine("+ " + row)
        }
        for row in before.subtracting(now).sorted() {
          try session.settings.output.writeLine("- " + row)
        }
        try session.settings.output.flush()
        if session.engine.cancellation.isCancelled { return }
        before = now
      }
    }
  }

  /// The answers as lines.
  private func rows(_ query: String) throws -> Set<String> {
    var rows: Set<String> = []
    try session.stoppable {
      try session.engine.run(query, name: "<input>") { answers in
        guard answers.kind == .query else {
          throw CommandError.failed(".watch takes a query that changes nothing")
        }
        if let truth = answers.truth { rows.insert(truth ? "true" : "false") }
        for row in 0..<answers.rowCount {
          let cells = try answers.columns.indices.map { try answers.text(row: row, column: $0) }
          rows.insert(cells.joined(separator: "  "))
        }
      }
    }
    return rows
  }

  private final class Stop: Sendable {
    private let raised = Atomic<Bool>(false)
    var isRaised: Bool { raised.load(ordering: .relaxed) }
    func raise() { raised.store(true, ordering: .relaxed) }
  }
}
