import Base
import Graph
import TextAnalysis

/// A graph for language models: a server of the Model Context Protocol over standard input and output.
///
/// One thread reads messages and answers at once what needs no graph; calls are worked on by others, each with the graph open
/// by itself, so that a call can be cancelled while it runs and a slow one does not hold the others up. Whatever arrives, the
/// server goes on: what cannot be read is answered with an error, and what is too long is passed over.
package final class MCPServer: Sendable {
  private let site: Site

  /// - Parameters:
  ///   - path: the graph's file, opened when it is asked
  ///   - parameters: values of `$name` in programs
  ///   - readableFiles: the files that may be read into the graph; nil for a server that changes nothing
  package init(
    graphAt path: String, parameters: [String: Term] = [:], readableFiles: FileAccess? = nil,
    limits: MCPLimits = MCPLimits()
  ) {
    site = Site(path: path, limits: limits, parameters: parameters, readableFiles: readableFiles)
  }

  /// Answers until the client closes its end: what it asked before is answered first.
  ///
  /// - Parameters:
  ///   - input: a descriptor to read messages from
  ///   - output: one to write messages to, and nothing else
  /// - Throws: ``MCPServerError/noThreads``
  package func run(input: Int32 = 0, output: Int32 = 1) throws {
    let queue = CallQueue(mostWaiting: site.limits.waiting)
    let writer = MessageWriter(output) {
      // Nobody waits for an answer any more.
      queue.cancelAll()
      queue.close()
    }
    var threads: [WorkerThread] = []
    for _ in 0..<max(1, site.limits.threads) {
      let thread = WorkerThread { [site] in
        let worker = Worker(site: site, writer: writer)
        while let call = queue.next() {
          // A client may use the id again once it has the answer, so the call is closed before that is written.
          let answer = worker.answer(to: call)
          queue.finish(call)
          if let answer { writer.write(answer, to: call.id) }
        }
      }
      if let thread { threads.append(thread) }
    }
    guard !threads.isEmpty else { throw MCPServerError.noThreads }
    var receiver = MessageReceiver(site: site, queue: queue, writer: writer)
    var lines = LineReader(input, longest: site.limits.messageBytes)
    while writer.isWritable, let line = lines.next() { receiver.receive(line) }
    queue.close()
    for thread in threads { thread.join() }
  }
}

/// Why a server cannot be run.
package enum MCPServerError: Error, Sendable, CustomStringConvertible {
  case noThreads

  package var description: String { "the system gives no more threads" }
}
