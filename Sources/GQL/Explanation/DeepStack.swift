import Glibc

/// Work that goes as deep as a proof, on a thread with room for it: proofs of recursive rules have a level for each
/// step, and a thread's own stack may hold a thousand.
enum DeepStack {
  /// Of addresses; memory is taken only for what is used.
  private static let bytes = 1 << 28

  /// Runs `body` to its end on a thread of its own; on the caller's where no other can be had.
  static func run<Success, Failure: Error>(
    _ body: () throws(Failure) -> Success
  ) throws(Failure) -> Success {
    var result: Result<Success, Failure>?
    func perform() { result = Result(catching: body) }
    withoutActuallyEscaping(perform) { work in
      let task = Unmanaged.passRetained(Task(work))
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      defer { pthread_attr_destroy(&attributes) }
      pthread_attr_setstacksize(&attributes, bytes)
      var thread = pthread_t()
      let status = pthread_create(
        &thread, &attributes,
        { argument in
          if let argument { Unmanaged<Task>.fromOpaque(argument).takeUnretainedValue().work() }
          return nil
        }, task.toOpaque())
      if status == 0 { pthread_join(thread, nil) }
      task.release()
    }
    return try (result ?? Result(catching: body)).get()
  }

  private final class Task {
    let work: () -> Void
    init(_ work: @escaping () -> Void) { self.work = work }
  }
}
