import Glibc

/// A name in an open folder, where a file is made under another name and gets its own when it is whole.
public final class FilePlace: Sendable {
  private let folder: Int32
  private let name: String

  init(folder: Int32, name: String) {
    (self.folder, self.name) = (folder, name)
  }

  deinit { close(folder) }

  /// Where it is as a path without links, for those who can only open paths.
  public var path: String? {
    guard let real = realpath("/proc/self/fd/\(folder)", nil) else { return nil }
    defer { free(real) }
    let text = String(cString: real)
    return text == "/" ? text + name : text + "/" + name
  }

  /// Makes a folder there.
  ///
  /// - Throws: ``FileProblem``, also where there is something of that name
  public func makeFolder() throws(FileProblem) {
    if mkdirat(folder, name, 0o755) != 0 { throw .current() }
  }

  /// Makes a file beside it under a name that nothing has.
  private func makePartial() throws(FileProblem) -> (descriptor: Int32, name: String) {
    for number in 1...1000 {
      let partial = name + ".part" + (number == 1 ? "" : String(number))
      let descriptor = openat(
        folder, partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
      if descriptor >= 0 { return (descriptor, partial) }
      guard errno == EEXIST else { break }
    }
    throw .current()
  }

  /// Puts a file with these bytes there, in place of one that was; wholly or not at all.
  public func write(_ bytes: [UInt8]) throws(FileProblem) {
    let (descriptor, partial) = try makePartial()
    var failure: Int32 = 0
    bytes.withUnsafeBytes { bytes in
      var rest = bytes
      while !rest.isEmpty, failure == 0 {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno != EINTR {
          failure = errno
        }
      }
    }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    if failure == 0, renameat(folder, partial, folder, name) != 0 { failure = errno }
    if failure != 0 {
      unlinkat(folder, partial, 0)
      throw .system(failure)
    }
  }
}
