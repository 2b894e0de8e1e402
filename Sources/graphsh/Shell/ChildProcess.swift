import Glibc
import Synchronization

/// The program that runs for this process, which is not to outlive it.
enum ChildProcess {
  /// 0 where there is none.
  private static let running = Atomic<pid_t>(0)

  /// Waits for a process, which ends with this one until then.
  static func wait<Result>(for process: pid_t, _ body: () throws -> Result) rethrows -> (
    status: Int32, result: Result
  ) {
    running.store(process, ordering: .sequentiallyConsistent)
    let result = try body()
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    running.store(0, ordering: .sequentiallyConsistent)
    return (status, result)
  }

  static func kill() {
    let process = running.load(ordering: .sequentiallyConsistent)
    if process > 0 { Glibc.kill(process, SIGKILL) }
  }
}
