import Glibc

/// A thread of the system, where the system gives one: under a limit of threads or memory it may not.
package struct WorkerThread: Sendable {
  private let thread: pthread_t

  /// Begins to run `body` on a thread of its own; nil where there is none to be had.
  package init?(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    let status = pthread_create(
      &thread, nil,
      { work in
        if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    guard status == 0 else {
      work.release()
      return nil
    }
    self.thread = thread
  }

  /// Waits for the end of the thread.
  package func join() { pthread_join(thread, nil) }

  /// Leaves the thread to itself.
  package func detach() { pthread_detach(thread) }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
