import Glibc

/// A folder in and below which files are opened, and nowhere else.
///
/// A path is walked from the open folder, one part after the other, and no part is opened as a link: what a link says is
/// walked in its place. So what is opened is what was looked at, whatever others do to the folders meanwhile.
final class RootFolder: Sendable {
  private let descriptor: Int32
  /// Its path without links, which absolute paths have to begin with.
  private let parts: [Substring]
  private static let mostLinks = 40

  init(path: String) throws(FileProblem) {
    guard let real = realpath(path, nil) else { throw .current() }
    parts = Self.parts(of: String(cString: real))
    free(real)
    descriptor = Glibc.open(path, pathOnly | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .current() }
  }

  deinit { close(descriptor) }

  /// Opens what a path leads to.
  ///
  /// - Returns: a descriptor, which the caller closes.
  func open(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(FileProblem) -> Int32 {
    guard !path.isEmpty else { throw .missing }
    var walk = Walk(self)
    try walk.follow(path)
    return try walk.open(flags | O_CLOEXEC, mode: mode)
  }

  private static func parts(of path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }
  }

  /// A way down from the root.
  private struct Walk: ~Copyable {
    private let root: RootFolder
    /// The folders on the way, open, the innermost last.
    private var folders: [Int32] = []
    /// What is still to be walked, the next part last.
    private var rest: [Substring] = []
    private var links = 0

    init(_ root: RootFolder) { self.root = root }

    deinit { for folder in folders { close(folder) } }

    /// Puts a path, or what a link says, before what is still to be walked.
    mutating func follow(_ path: String) throws(FileProblem) {
      var parts = RootFolder.parts(of: path)
      if path.hasPrefix("/") {
        guard parts.starts(with: root.parts) else { throw .outside }
        parts.removeFirst(root.parts.count)
        for folder in folders { close(folder) }
        folders = []
      }
      rest += parts.reversed()
    }

    mutating func open(_ flags: Int32, mode: mode_t) throws(FileProblem) -> Int32 {
      while let part = rest.popLast() {
        if part == ".." {
          guard let folder = folders.popLast() else { throw .outside }
          close(folder)
          continue
        }
        let isLast = rest.isEmpty
        let name = String(part)
        let opened = openat(
          here, name, (isLast ? flags : pathOnly | O_DIRECTORY | O_CLOEXEC) | O_NOFOLLOW, mode)
        let code = errno
        // A link that is to be opened by itself (pathOnly) opens.
        if opened >= 0, !isLast || !Self.isLink(opened) {
          if isLast { return opened }
          folders.append(opened)
          continue
        }
        if opened >= 0 { close(opened) }
        guard opened >= 0 || code == ELOOP || code == ENOTDIR,
          let target = LinkText.of(name, in: here)
        else {
          throw .system(code)
        }
        links += 1
        guard links <= RootFolder.mostLinks else { throw .system(ELOOP) }
        try follow(target)
      }
      // A path that ends at a folder that is open already.
      let opened = openat(here, ".", flags, mode)
      guard opened >= 0 else { throw errno == EISDIR ? .isFolder : .current() }
      return opened
    }

    private var here: Int32 { folders.last ?? root.descriptor }

    private static func isLink(_ descriptor: Int32) -> Bool {
      var status = stat()
      return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
  }
}

/// What links say.
enum LinkText {
  /// What a link says, by its path from a folder; nil for what is none.
  static func of(_ path: String, in folder: Int32 = AT_FDCWD) -> String? {
    let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(PATH_MAX))
    defer { buffer.deallocate() }
    let count = readlinkat(folder, path, buffer, Int(PATH_MAX))
    guard count > 0 else { return nil }
    return String(
      decoding: UnsafeRawBufferPointer(start: buffer, count: count), as: UTF8.self)
  }
}

/// Opens a file without reading or writing it; a macro of Linux that Swift does not see.
let pathOnly: Int32 = 0o10_000_000
