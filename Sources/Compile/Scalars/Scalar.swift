/// An expression of another engine's SQL.
struct Scalar {
  let text: String
  let kind: ColumnKind
  /// Whether it may be null, which stands for a row that the expression does not fit.
  var mayFail = false
}
