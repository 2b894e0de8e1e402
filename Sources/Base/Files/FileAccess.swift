import Glibc

/// Which files that a user or a program names may be opened, and the one way to open them.
///
/// What is checked is what is opened: nothing is told by a path that could lead elsewhere a moment later. A graph's own
/// file is not opened by it, nor are the files of the language model.
public struct FileAccess: Sendable {
  /// What may be read beside ordinary files.
  public struct Kinds: OptionSet, Sendable {
    /// One bit a kind.
    public let rawValue: Int
    /// The kinds of these bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Pipes without a name, as `<(command)` and `/dev/stdin` give them, and the terminal behind standard input.
    public static let pipes = Kinds(rawValue: 1)
    /// FIFOs, which wait for somebody who writes.
    public static let namedPipes = Kinds(rawValue: 2)
  }

  private enum Scope: Sendable {
    case everywhere, nowhere
    case below(RootFolder)
  }

  private let scope: Scope
  /// Kinds of files, besides plain ones, that may be opened.
  public var kinds: Kinds = []
  /// Asked between blocks, and while a pipe is waited for: whether nobody wants the bytes any more.
  public var isStopped: @Sendable () -> Bool = { false }

  /// Why a file may be neither read nor written whatever the scope, such as that it is the graph's own; nil where it may.
  public var refusal: @Sendable (_ path: String) -> String? = { _ in nil }

  /// All files.
  public static let everywhere = FileAccess(scope: .everywhere)
  /// No files.
  public static let nowhere = FileAccess(scope: .nowhere)

  /// Access to what lies in and below a folder, by whatever path and links that stay there.
  public static func below(_ folder: String) throws(FileProblem) -> FileAccess {
    FileAccess(scope: .below(try RootFolder(path: folder)))
  }

  private init(scope: Scope) { self.scope = scope }

  // MARK: Reading

  /// Opens a file for reading; `-` is standard input, whatever that is.
  public func input(_ path: String) throws(FileProblem) -> InputFile {
    guard path != "-" else { return InputFile(standardInput: isStopped) }
    try refuse(path)
    let descriptor = try open(path, O_RDONLY)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let problem = FileProblem.current()
      close(descriptor)
      throw problem
    }
    if let problem = problem(of: status) ?? pipeProblem(status, descriptor) {
      close(descriptor)
      throw problem
    }
    return InputFile(descriptor, status, isStopped: isStopped)
  }

  /// What is wrong with reading what has this status, as far as the status tells.
  public func problem(of status: stat) -> FileProblem? {
    switch status.st_mode & S_IFMT {
    case S_IFREG: return nil
    case S_IFDIR: return .isFolder
    case S_IFIFO: return kinds.isEmpty ? .notOrdinary : nil
    case S_IFCHR:
      var input = stat()
      let isTerminal =
        isatty(STDIN_FILENO) == 1 && fstat(STDIN_FILENO, &input) == 0
        && input.st_rdev == status.st_rdev
      return kinds.contains(.pipes) && isTerminal ? nil : .notOrdinary
    default: return .notOrdinary
    }
  }

  private func pipeProblem(_ status: stat, _ descriptor: Int32) -> FileProblem? {
    guard status.st_mode & S_IFMT == S_IFIFO else { return nil }
    let isNamed = LinkText.of("/proc/self/fd/\(descriptor)")?.hasPrefix("pipe:") != true
    return kinds.contains(isNamed ? .namedPipes : .pipes) ? nil : .notOrdinary
  }

  /// What a path leads to.
  public func status(of path: String) throws(FileProblem) -> stat {
    var status = stat()
    switch scope {
    case .nowhere: throw .outside
    case .everywhere: if stat(path, &status) != 0 { throw .current(for: path) }
    case .below(let root):
      let descriptor = try root.open(path, pathOnly)
      defer { close(descriptor) }
      if fstat(descriptor, &status) != 0 { throw .current() }
    }
    return status
  }

  /// What is in a folder, by name: each with its status, links as links.
  public func entries(
    ofFolder path: String
  ) throws(FileProblem) -> [(name: String, status: stat)] {
    let descriptor = try open(path, O_RDONLY | O_DIRECTORY)
    guard let stream = fdopendir(descriptor) else {
      let problem = FileProblem.current()
      close(descriptor)
      throw problem
    }
    defer { closedir(stream) }
    var entries: [(name: String, status: stat)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var status = stat()
      if name != ".", name != "..", fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
        entries.append((name, status))
      }
    }
    return entries.sorted { $0.name < $1.name }
  }

  // MARK: Writing

  /// Makes a file, or empties the one that is there.
  ///
  /// - Returns: a descriptor, which the caller closes.
  public func output(_ path: String) throws(FileProblem) -> Int32 {
    try refuse(path)
    return try open(path, O_WRONLY | O_CREAT | O_TRUNC)
  }

  /// The folder for a new file, held open, and the file's name in it.
  public func place(ofNew path: String) throws(FileProblem) -> FilePlace {
    try refuse(path)
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    guard !name.isEmpty, name != ".", name != ".." else { throw .isFolder }
    var folder = "."
    if let slash { folder = slash == path.startIndex ? "/" : String(path[..<slash]) }
    return FilePlace(folder: try open(folder, pathOnly | O_DIRECTORY), name: name)
  }

  private func refuse(_ path: String) throws(FileProblem) {
    if let reason = refusal(path) { throw .refused(reason) }
  }

  private func open(_ path: String, _ flags: Int32) throws(FileProblem) -> Int32 {
    var flags = flags | O_CLOEXEC | O_NOCTTY
    // A FIFO would be waited for.
    if flags & (O_ACCMODE | pathOnly | O_DIRECTORY) == O_RDONLY { flags |= O_NONBLOCK }
    switch scope {
    case .nowhere: throw .outside
    case .below(let root): return try root.open(path, flags, mode: 0o666)
    case .everywhere:
      // Some devices do something when they are opened.
      if flags & O_NONBLOCK != 0, let problem = problem(of: try status(of: path)) { throw problem }
      let descriptor = Glibc.open(path, flags, 0o666)
      guard descriptor >= 0 else { throw .current() }
      return descriptor
    }
  }
}
