import Glibc
import Graph
import Synchronization

/// Serves a graph to browsers and other programs, over HTTP: the page, and what can be asked of the graph, in JSON.
///
/// Only programs of this machine reach it, unless it is bound to another address; then everybody must show a token. The graph
/// is read by connections of its own threads, so that other processes may write meanwhile.
package final class Server: Sendable {
  private let site: Site
  private let listener: ListeningSocket
  private let wake: WakePipe
  private let accessToken: AccessToken?
  private let editToken: AccessToken?
  private let isStopping = Atomic<Bool>(false)

  /// Begins to listen.
  ///
  /// - Parameters:
  ///   - path: the graph's file; it must be a graph already
  ///   - host: the address to bind to
  ///   - port: nil takes a free one, from 7474 upward
  ///   - allowsChanges: whether requests may change the graph
  ///   - parameters: values of `$name` in programs
  /// - Throws: ``ServerError``, and `StoreError` where the graph cannot be opened
  package init(
    graphAt path: String, host: String = "127.0.0.1", port: UInt16? = nil,
    allowsChanges: Bool = false, parameters: [String: Term] = [:], limits: Limits = Limits()
  ) throws {
    // What is no graph is to be said now, and not to the first who asks.
    _ = try KnowledgeGraph(path: path, access: allowsChanges ? .readWrite : .readOnly)
    guard let wake = WakePipe() else { throw ServerError.noThreads }
    self.wake = wake
    listener = try ListeningSocket(host: host, port: port)
    accessToken = listener.isLoopback ? nil : AccessToken()
    editToken = allowsChanges ? AccessToken() : nil
    site = Site(
      path: path, limits: limits, parameters: parameters, editToken: editToken?.text)
  }

  /// Where it is reached, as a browser takes it; with the token, where one must be shown.
  package var address: String {
    "http://\(listener.host):\(listener.port)/" + (accessToken.map { "?token=\($0.text)" } ?? "")
  }

  package var port: UInt16 { listener.port }

  /// What a request that changes the graph must show in `X-Token`; the page has it. Nil where nothing can be changed.
  package var changeToken: String? { editToken?.text }

  /// Serves until ``stop()`` is called, and then until what was asked before is answered.
  ///
  /// - Throws: ``ServerError/noThreads``
  package func run() throws {
    let check = RequestCheck(
      accessToken: accessToken, editToken: editToken, cookieName: "graphsh-\(listener.port)")
    let router = Router(site: site, check: check)
    let pool = try WorkerPool(limits: site.limits, wake: wake) { [site] in
      let worker = GraphWorker(site: site, router: router)
      return { worker.answer($0) }
    }
    defer { pool.close() }
    let loop = EventLoop(
      listener: listener, wake: wake, pool: pool, router: router, limits: site.limits)
    loop.run { isStopping.load(ordering: .relaxed) }
  }

  /// Lets ``run()`` end; may be called from any thread, and before it.
  package func stop() {
    isStopping.store(true, ordering: .relaxed)
    wake.wake()
  }
}
