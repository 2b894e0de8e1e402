import Glibc

/// The layout programs of Graphviz, run as processes.
enum Graphviz {
  /// The picture of a DOT text, as SVG.
  static func svg(of dot: String) throws -> String {
    guard let result = try run("dot", ["-Tsvg"], input: dot) else {
      throw CommandError.failed(
        "SVG needs Graphviz, which is not installed (Debian, Ubuntu: apt install graphviz); "
          + "--format dot works without it")
    }
    return result
  }

  /// Runs a program on `input` and gives its output; nil if there is no such program.
  private static func run(_ program: String, _ arguments: [String], input: String) throws -> String?
  {
    // A file, not a pipe, takes the input: neither side then waits for the other.
    guard let file = tmpfile() else {
      throw CommandError.failed("cannot make a temporary file: \(systemMessage(errno))")
    }
    defer { fclose(file) }
    let bytes = Array(input.utf8)
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else {
      throw CommandError.failed("cannot write a temporary file: \(systemMessage(errno))")
    }
    rewind(file)
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw CommandError.failed("cannot run \(program): \(systemMessage(errno))")
    }
    defer { close(ends[0]) }
    let process = try start(program, arguments, input: fileno(file), output: ends[1])
    close(ends[1])
    guard let process else { return nil }
    let (status, output) = ChildProcess.wait(for: process) { readAll(ends[0]) }
    guard status == 0 else { throw CommandError.failed("\(program) failed to draw the picture") }
    return output
  }

  /// The process; nil if there is no such program.
  private static func start(
    _ program: String, _ arguments: [String], input: Int32, output: Int32
  ) throws -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_addclose(&actions, output)
    // The process gets the signals that we block or ignore.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var pipeSignal = none
    sigaddset(&pipeSignal, SIGPIPE)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &pipeSignal)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var words = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process = pid_t()
    let failure = posix_spawnp(&process, program, &actions, &attributes, words, environ)
    if failure == ENOENT { return nil }
    if failure != 0 {
      throw CommandError.failed("cannot run \(program): \(systemMessage(failure))")
    }
    return process
  }

  private static func readAll(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes.append(contentsOf: chunk[..<count])
      } else if count == 0 || errno != EINTR {
        return String(decoding: bytes, as: UTF8.self)
      }
    }
  }
}
