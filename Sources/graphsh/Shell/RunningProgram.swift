import Glibc
import Synchronization

/// The program that runs for this process, which is not to outlive it.
enum RunningProgram {
  /// Negative for a process group; 0 where there is none.
  private static let running = Atomic<pid_t>(0)

  /// Starts a program that is looked for as a shell does; nil if there is none of its name.
  ///
  /// - Parameters:
  ///   - input, output: what it has as standard input and output
  ///   - inOwnGroup: whether it is the first of a process group, so that Ctrl-C on the terminal is not for it
  static func start(
    _ program: String, _ arguments: [String], input: Int32 = STDIN_FILENO,
    output: Int32 = STDOUT_FILENO, inOwnGroup: Bool = false
  ) throws(CommandError) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    for end in [input, output] where end > STDERR_FILENO {
      posix_spawn_file_actions_addclose(&actions, end)
    }
    // The process gets the signals that we block or ignore.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var ignored = none
    for signal in [SIGPIPE, SIGXFSZ] { sigaddset(&ignored, signal) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &ignored)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
        | (inOwnGroup ? Int16(POSIX_SPAWN_SETPGROUP) : 0))
    var words = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process = pid_t()
    let failure = posix_spawnp(&process, program, &actions, &attributes, words, environ)
    if failure == ENOENT { return nil }
    if failure != 0 {
      throw .failed("cannot run \(program): \(systemMessage(failure))")
    }
    return process
  }

  /// Runs a line of the system's shell on this terminal, to its end; what Ctrl-C does there is its own business.
  static func runLine(_ line: String, _ arguments: [String] = []) throws -> Int32 {
    guard let process = try start("sh", ["-c", line, "graphsh"] + arguments) else {
      throw CommandError.failed("there is no sh to run it")
    }
    return Interrupts.left { wait(for: process) {}.status }
  }

  /// Waits for a process, which ends with this one until then.
  static func wait<Result>(for process: pid_t, _ body: () throws -> Result) rethrows -> (
    status: Int32, result: Result
  ) {
    running.store(process, ordering: .sequentiallyConsistent)
    defer { running.store(0, ordering: .sequentiallyConsistent) }
    let result = try body()
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return (status, result)
  }

  /// Waits for the first process of a group of its own. One that stops, since it wants the terminal, is ended.
  ///
  /// - Returns: its status, and whether it had stopped
  static func wait(forGroup process: pid_t) -> (status: Int32, hadStopped: Bool) {
    running.store(-process, ordering: .sequentiallyConsistent)
    defer { running.store(0, ordering: .sequentiallyConsistent) }
    var status: Int32 = 0
    var hadStopped = false
    while true {
      let changed = waitpid(process, &status, WUNTRACED)
      if changed < 0, errno == EINTR { continue }
      guard changed > 0, status & 0xFF == 0x7F else { return (status, hadStopped) }
      hadStopped = true
      kill()
    }
  }

  static func kill() {
    let process = running.load(ordering: .sequentiallyConsistent)
    if process != 0 { Glibc.kill(process, SIGKILL) }
  }
}
