/// What a server takes from its client and gives it: an answer is to fit into what a model reads at a time.
public struct MCPLimits: Sendable {
  /// Bytes of a message; longer ones are passed over.
  public var messageBytes = 8 << 20
  /// Requests that wait for a thread; more are told to come again.
  public var waiting = 64
  /// Threads that work on requests, each with the graph open.
  public var threads = 2
  /// The work on one request.
  public var time = Duration.seconds(30)
  /// Bytes that all queries together may take; nil is as many as there are.
  public var memory: Int?
  /// Rows, entries or sentences of an answer, unless a call asks for another number.
  public var rows = 50
  /// As many as a call may ask for.
  public var mostRows = 500
  /// Characters of an answer, about, and of what a resource holds.
  public var characters = 20_000

  public init() {}
}
