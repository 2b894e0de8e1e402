import Glibc

/// Puts the files of a published language model where the pipeline looks for them.
///
/// Files are written beside their place, checked there by the SHA-256 that was published, and get their place in one
/// step: a model is there wholly or not at all, whatever ends the process. One that was there before is moved aside for
/// that step, and removed when the new one has its place.
public struct ModelInstallation: Sendable {
  /// The folder that holds the folders of models: the user's cache folder.
  public let folder: String

  /// - Parameter folder: where models are kept
  public init(folder: String = EnglishPipeline.modelsFolder()) {
    self.folder = folder
  }

  /// What was installed.
  public struct Installed: Equatable, Sendable {
    /// The model's published name and version.
    public let name: String
    /// Its folder.
    public let path: String
    /// Whether texts are read with it as things stand, or only where `GRAPHSH_MODEL` names its folder.
    public let isUsed: Bool
  }

  /// Whether a file of this name is part of a model that can be installed; folders may stand before it.
  public static func isPart(_ name: String) -> Bool {
    names.contains { name == $0 || name.hasSuffix("/" + $0) }
  }

  /// The names of all files that models have.
  public static let names = Set(ModelPublication.all.flatMap { $0.checksums.map(\.file) })

  /// Installs a model from files as an archive holds them, with whatever folders stand before their names.
  ///
  /// - Parameters:
  ///   - files: files for which ``isPart(_:)`` is true; what belongs to no model is passed over.
  ///   - source: where they come from, for errors.
  /// - Throws: ``ModelError/notAModel(source:reason:)`` if they are not a model that was published, and
  ///   ``ModelError/unwritable(path:reason:)``.
  public func install(
    _ files: [(name: String, bytes: [UInt8])], from source: String
  ) throws(ModelError) -> Installed {
    guard let mark = files.first(where: { $0.name.hasSuffix(ModelPublication.tags) }) else {
      throw .notAModel(source: source, reason: "it holds no \(ModelPublication.tags)")
    }
    let prefix = mark.name.dropLast(ModelPublication.tags.count)
    let fresh = folder + "/.install-\(getpid())"
    defer { Self.remove(fresh) }
    Self.remove(fresh)
    for (name, bytes) in files where name.hasPrefix(prefix) {
      let part = String(name.dropFirst(prefix.count))
      // Nothing else is written, so that no name leads out of the folder.
      guard Self.names.contains(part) else { continue }
      try Self.write(bytes, to: fresh + "/" + part)
    }
    let publication = try published(at: fresh, source: source)
    let path = folder + "/" + publication.folder
    try Self.put(fresh, at: path)
    return Installed(
      name: publication.name, path: path, isUsed: path == EnglishPipeline.defaultModelPath())
  }

  /// Gives a folder its place, which another may have had before; that one stays where this fails.
  private static func put(_ fresh: String, at path: String) throws(ModelError) {
    let old = fresh + "-old"
    remove(old)
    guard rename(path, old) == 0 || errno == ENOENT else { throw failure(path) }
    guard rename(fresh, path) == 0 else {
      let problem = failure(path)
      rename(old, path)
      throw problem
    }
    remove(old)
  }

  /// Which model the files in a folder are.
  private func published(
    at path: String, source: String
  ) throws(ModelError) -> ModelPublication {
    do {
      return try ModelFolder(path: path).publication
    } catch {
      switch error {
      case .altered(let file, let expected, let found):
        throw .notAModel(
          source: source,
          reason: "\(file.dropFirst(path.count + 1)) has SHA-256 \(found), and not \(expected)")
      case .unreadable(let file, _):
        throw .notAModel(source: source, reason: "it holds no \(file.dropFirst(path.count + 1))")
      default: throw error
      }
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(ModelError) {
    for end in path.utf8.indices.dropFirst() where path.utf8[end] == UInt8(ascii: "/") {
      guard mkdir(String(path[..<end]), 0o755) == 0 || errno == EEXIST else {
        throw failure(String(path[..<end]))
      }
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written)
      }
      guard count >= 0 || errno == EINTR else {
        let problem = failure(path)
        close(descriptor)
        throw problem
      }
      written += max(0, count)
    }
    guard fsync(descriptor) == 0 else {
      let problem = failure(path)
      close(descriptor)
      throw problem
    }
    guard close(descriptor) == 0 else { throw failure(path) }
  }

  private static func failure(_ path: String) -> ModelError {
    .unwritable(path: path, reason: String(cString: strerror(errno)))
  }

  /// Removes a folder of a model, or what is there of one; links are removed and not followed.
  private static func remove(_ path: String) {
    guard unlink(path) != 0, let folder = opendir(path) else { return }
    var names: [String] = []
    while let entry = readdir(folder) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    closedir(folder)
    for name in names where name != "." && name != ".." { remove(path + "/" + name) }
    rmdir(path)
  }
}
