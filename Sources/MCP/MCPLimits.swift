/// What a server takes from its client and gives it: an answer is to fit into what a model reads at a time.
package struct MCPLimits: Sendable {
  /// Bytes of a message; longer ones are passed over.
  package var messageBytes = 8 << 20
  /// Requests that wait for a thread; more are told to come again.
  package var waiting = 64
  /// Threads that work on requests, each with the graph open.
  package var threads = 2
  /// The work on one request.
  package var time = Duration.seconds(30)
  /// Bytes that all queries together may take; nil is as many as there are.
  package var memory: Int?
  /// Rows, entries or sentences of an answer, unless a call asks for another number.
  package var rows = 50
  /// As many as a call may ask for.
  package var mostRows = 500
  /// Characters of an answer, about, and of what a resource holds.
  package var characters = 20_000

  package init() {}
}
