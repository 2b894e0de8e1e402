/// What is wrong with a Parquet file, as far as the file itself tells; whoever opened it adds its name.
package enum ParquetError: Error, Equatable, Sendable, CustomStringConvertible {
  /// It does not begin and end as Parquet does.
  case notParquet
  /// It breaks the rules of the format; `what` says where and how.
  case damaged(String)
  /// It uses what is not read; `what` names it and `wayOut` says what to do.
  case unsupported(String, wayOut: String)
  /// The system failed to read it.
  case unreadable(String)

  /// One sentence without the name of the file.
  package var description: String {
    switch self {
    case .notParquet: "is no Parquet file"
    case .damaged(let what): "is damaged: \(what)"
    case .unsupported(let what, let wayOut): "has \(what), which is not read: \(wayOut)"
    case .unreadable(let reason): "cannot be read (\(reason))"
    }
  }
}
