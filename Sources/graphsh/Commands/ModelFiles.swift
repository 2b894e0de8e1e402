import Base
import Documents
import Glibc
import TextAnalysis

/// The files of a language model as a user has them: in an archive, or in a folder.
struct ModelFiles {
  let access: FileAccess
  /// The most bytes that a file may have.
  let limit: Int

  func read(_ path: String) throws -> [(name: String, bytes: [UInt8])] {
    if path != "-", try isFolder(path) { return try filesOfFolder(path) }
    let archive: Archive
    do {
      archive = try Archive(try bytes(path), isWanted: ModelInstallation.isPart)
    } catch let problem as ReadingError {
      throw CommandError.failed("\(path): \(problem)")
    }
    if let failure = archive.failures.first { throw CommandError.failed("\(path): \(failure)") }
    return archive.members.map { ($0.name, $0.bytes) }
  }

  private func filesOfFolder(_ path: String) throws -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    for name in ModelInstallation.names {
      do {
        files.append((name, try bytes(path + "/" + name)))
      } catch FileError.cannotRead(_, .missing) {
        // Not each model has each of them; what a model lacks is told by those who install it.
        continue
      }
    }
    return files
  }

  private func isFolder(_ path: String) throws(FileError) -> Bool {
    do throws(FileProblem) {
      return try access.status(of: path).st_mode & S_IFMT == S_IFDIR
    } catch {
      throw .cannotRead(path: path, error)
    }
  }

  private func bytes(_ path: String) throws(FileError) -> [UInt8] {
    do throws(FileProblem) { return try access.input(path).rest(atMost: limit) } catch {
      throw .cannotRead(path: path, error)
    }
  }
}
