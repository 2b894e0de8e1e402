import Glibc

/// The files of a language model on disk, each checked against what was published.
struct ModelFolder {
  private let path: String
  private let files: [String: MappedFile]
  let publication: ModelPublication

  /// Maps and checks the files of a published model.
  ///
  /// Which publication it is shows in its word vectors, of which the small model has none or an empty table, and in its
  /// list of tags.
  init(path: String) throws(ModelError) {
    guard access(path, F_OK) == 0 else { throw .missing(path: path) }
    self.path = path
    var status = stat()
    let hasVectors =
      stat(path + "/" + ModelPublication.vectors, &status) == 0 && status.st_size > 4096
    if hasVectors {
      let tags = try MappedFile(path: path + "/" + ModelPublication.tags).checksum()
      publication =
        ModelPublication.mixed.checksum(of: ModelPublication.tags) == tags ? .mixed : .medium
    } else {
      publication = .small
    }
    var files: [String: MappedFile] = [:]
    for (name, expected) in publication.checksums {
      let file = try MappedFile(path: path + "/" + name)
      let found = file.checksum()
      guard found == expected else {
        throw .altered(path: file.path, expected: expected, found: found)
      }
      files[name] = file
    }
    self.files = files
  }

  /// A file that the publication lists.
  func file(_ name: String) throws(ModelError) -> MappedFile {
    guard let file = files[name] else {
      throw .unreadable(path: path + "/" + name, reason: "not a file of this model")
    }
    return file
  }
}
