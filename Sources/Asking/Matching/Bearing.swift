/// What a told act says of the one that a question asks about.
enum Bearing: Sendable, Equatable {
  /// That it was done.
  case tells
  /// That it was not: who rejected an offer did not accept it.
  case denies
  /// Only what comes before it, so that nobody knows: who is nominated for a prize may win it. The verb or noun tells how
  /// far it went.
  case fallsShort(String)
}
