import Glibc

/// A program that is given bytes and gives bytes: no shell, a limit of time, a limit of what it may say.
enum ChildProcess {
  struct Result {
    var output: [UInt8]
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
    let files = [try temporaryFile(name), try temporaryFile(name), try temporaryFile(name)]
    defer { for file in files { close(file) } }
    guard write(input, to: files[0]), lseek(files[0], 0, SEEK_SET) == 0 else {
      throw .program("\(name) cannot be given the file: \(String(cString: strerror(errno)))")
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (place, file) in files.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, file, Int32(place))
    }
    var words = ([name] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, name, &actions, nil, &words, environ)
    guard code == 0 else {
      throw .program(
        code == ENOENT
          ? "needs \(name), which is not installed; install \(package)"
          : "\(name) cannot be started: \(String(cString: strerror(code)))")
    }
    let status = wait(
      for: process, writing: files[1], seconds: seconds, most: most, isStopped: isStopped)
    // Ctrl-C ends the other program, too.
    if isStopped() { throw .file(.stopped) }
    guard let status else {
      throw .program(
        "\(name) was stopped: it took more than \(seconds) s or gave more than \(most) bytes")
    }
    return Result(
      output: content(of: files[1]), errors: String(decoding: content(of: files[2]), as: UTF8.self),
      status: status)
  }

  /// A file without a name that no other program is given: unlike pipes, files make nobody wait.
  private static func temporaryFile(_ name: String) throws(ReadingError) -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let path = "\(folder)/graphsh-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw .program("\(name) needs a file in \(folder): \(String(cString: strerror(errno)))")
    }
    unlink(path)
    return file
  }

  /// How the process ended; nil where it had to be stopped.
  private static func wait(
    for process: pid_t, writing output: Int32, seconds: Int, most: Int, isStopped: () -> Bool
  ) -> Int32? {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    var status: Int32 = 0
    var pause: UInt32 = 1000
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { return status }
      var file = stat()
      let isTooLong = fstat(output, &file) == 0 && Int(file.st_size) > most
      if ended < 0 && errno != EINTR || isTooLong || clock.now > end || isStopped() {
        kill(process, SIGKILL)
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return nil
      }
      usleep(pause)
      pause = min(pause * 2, 50_000)
    }
  }

  private static func content(of file: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    lseek(file, 0, SEEK_SET)
    while true {
      let count = read(file, &block, block.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return bytes }
      bytes += block[..<count]
    }
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
