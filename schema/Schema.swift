/// The files of `schema/`, built into the executable so that one file is the whole program.
public enum Schema {
  /// The numbered migrations, oldest first. A migration's version is its place here, counted from 1.
  public static let migrations: [String] = [
    text(PackageResources._01_graph_sql)
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
