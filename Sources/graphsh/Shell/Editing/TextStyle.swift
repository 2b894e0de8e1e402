/// How a piece of what is typed is shown.
///
/// Few colours, of those that can be read on dark and on light, and none that alone says something.
enum TextStyle: Equatable {
  case plain, keyword, string, number, variable, comment, invalid
  /// The partner of the parenthesis or bracket at the cursor.
  case partner
  /// What is no part of the text, such as a hint.
  case aside

  /// The parameters of Select Graphic Rendition (ECMA-48) after a reset; nil for none.
  var rendition: String? {
    switch self {
    case .plain: nil
    case .keyword: "35"
    case .string: "32"
    case .number: "36"
    case .variable: "1"
    case .comment, .aside: "2"
    case .invalid: "4;31"
    case .partner: "7"
    }
  }
}
