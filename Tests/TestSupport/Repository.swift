import Foundation

/// Where the tests find the checkout and what lies beside it.
public enum Repository {
  /// The folder of `Package.swift`.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder `shared` beside the checkout (reference articles, evaluation data), where it is present.
  public static let shared: URL? = {
    let folder = root.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()
}
