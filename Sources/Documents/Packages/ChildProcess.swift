import Glibc

/// A program that is given bytes and gives bytes: no shell, a limit of time, a limit of what it may say. What it says is
/// taken while it runs.
enum ChildProcess {
  struct Result {
    var output: [UInt8]
    /// How its messages begin.
    var errors: String
    var status: Int32
  }

  /// Runs a program that is found as a shell finds it.
  ///
  /// - Parameter isStopped: asked while it runs; it is ended as soon as nobody wants its output.
  /// - Throws: ``ReadingError/program(_:)`` where it is not there, does not end or says too much;
  ///   ``FileProblem/stopped`` where it was ended because it was asked to.
  static func run(
    _ name: String, _ arguments: [String], input: [UInt8], package: String,
    seconds: Int = 120, most: Int = 256 << 20, isStopped: () -> Bool
  ) throws(ReadingError) -> Result {
    let files = (input: try temporaryFile(name), errors: try temporaryFile(name))
    defer {
      close(files.input)
      close(files.errors)
    }
    guard write(input, to: files.input), lseek(files.input, 0, SEEK_SET) == 0 else {
      throw .program("\(name) cannot be given the file: \(reason(errno))")
    }
    let process = try spawn(name, arguments, files.input, files.errors, package)
    defer { close(process.output) }
    let end = ContinuousClock.now + .seconds(seconds)
    let output = read(process.output, until: end, most: most, isStopped: isStopped)
    let status = output == nil ? nil : wait(for: process.id, until: end, isStopped: isStopped)
    guard let output, let status else {
      kill(process.id, SIGKILL)
      var status: Int32 = 0
      while waitpid(process.id, &status, 0) < 0, errno == EINTR {}
      // Ctrl-C ends the other program, too.
      if isStopped() { throw .file(.stopped) }
      throw .program(
        "\(name) was stopped: it took more than \(seconds) s or produced more than \(most) bytes")
    }
    if isStopped() { throw .file(.stopped) }
    return Result(output: output, errors: opening(of: files.errors), status: status)
  }

  /// Starts a program whose output is to be read from a pipe: its end is told at once.
  private static func spawn(
    _ name: String, _ arguments: [String], _ input: Int32, _ errors: Int32, _ package: String
  ) throws(ReadingError) -> (id: pid_t, output: Int32) {
    let ends = try pipe(name)
    defer { close(ends.input) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (place, file) in [input, ends.input, errors].enumerated() {
      posix_spawn_file_actions_adddup2(&actions, file, Int32(place))
    }
    var words = ([name] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, name, &actions, nil, &words, environ)
    guard code == 0 else {
      close(ends.output)
      throw .program(
        code == ENOENT
          ? "needs \(name), which is not installed; install \(package)"
          : "\(name) cannot be started: \(reason(code))")
    }
    return (process, ends.output)
  }

  /// A pipe that no program is given by chance, whichever thread starts one meanwhile: two sockets, which close
  /// themselves in other programs from the beginning.
  private static func pipe(
    _ name: String
  ) throws(ReadingError) -> (output: Int32, input: Int32) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw .program("\(name) cannot be started: \(reason(errno))")
    }
    return (ends[0], ends[1])
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  /// A file without a name that no other program is given: one that is not read does not make the program wait.
  private static func temporaryFile(_ name: String) throws(ReadingError) -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let path = "\(folder)/graphsh-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw .program("\(name) needs a file in \(folder): \(reason(errno))")
    }
    unlink(path)
    return file
  }

  /// How often it is asked whether somebody still wants the output, in milliseconds.
  private static let pause: Int32 = 50

  /// All that a program says; nil where it goes on for too long, says too much, or nobody wants it.
  private static func read(
    _ output: Int32, until end: ContinuousClock.Instant, most: Int, isStopped: () -> Bool
  ) -> [UInt8]? {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while !isStopped(), ContinuousClock.now < end, bytes.count <= most {
      var ready = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, pause) > 0 else { continue }
      let count = Glibc.read(output, &block, block.count)
      if count == 0 { return bytes }
      if count < 0 {
        guard errno == EINTR else { return nil }
        continue
      }
      bytes += block[..<count]
    }
    return nil
  }

  /// How a process ended that has said all; nil where it does not end.
  private static func wait(
    for process: pid_t, until end: ContinuousClock.Instant, isStopped: () -> Bool
  ) -> Int32? {
    var status: Int32 = 0
    var waited: Int32 = 1
    while !isStopped(), ContinuousClock.now < end {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { return status }
      if ended < 0, errno != EINTR { return nil }
      usleep(UInt32(waited) * 1000)
      waited = min(waited * 2, pause)
    }
    return nil
  }

  /// What a file begins with: of a broken document much may be said.
  private static func opening(of file: Int32) -> String {
    var block = [UInt8](repeating: 0, count: 1 << 12)
    var count = -1
    repeat { count = pread(file, &block, block.count, 0) } while count < 0 && errno == EINTR
    return String(decoding: block.prefix(max(0, count)), as: UTF8.self)
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var place = 0
      while place < bytes.count {
        let count = Glibc.write(file, bytes.baseAddress?.advanced(by: place), bytes.count - place)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return false }
        place += count
      }
      return true
    }
  }
}
