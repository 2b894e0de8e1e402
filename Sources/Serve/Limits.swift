/// What one server takes from its clients and gives them, so that none can hold it up.
package struct Limits: Sendable {
  /// Bytes of a request before its body.
  package var headBytes = 16 << 10
  /// Bytes of a request's body.
  package var bodyBytes = 1 << 20
  /// Rows of all answers to one program together.
  package var rows = 10_000
  /// Bytes of the cells of all answers to one program together, about.
  package var answerBytes = 16 << 20
  /// Open connections. Where there are more, those that wait longest without a whole request are closed.
  package var connections = 256
  /// Requests that wait for a thread; more are told to come again.
  package var waiting = 256
  /// Threads that work on requests, each with the graph open.
  package var threads = 4
  /// The work on one request; what waits longer for a thread is told to come again.
  package var time = Duration.seconds(30)
  /// From the first byte of a request to its last, and between two bytes that a client takes of an answer.
  package var transfer = Duration.seconds(10)
  /// How long a connection may be open without a request.
  package var idle = Duration.seconds(60)
  /// Bytes that all queries together may take; nil is as many as there are.
  package var memory: Int?

  package init() {}

  /// How long after its time work may take to stop by itself before its client is answered without it.
  static let grace = Duration.seconds(2)
}
