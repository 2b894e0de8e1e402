import Foundation

/// How often tests repeat what they do at random: seldom in every run, very often with `script/test --long`.
public enum TestLength {
  public static let isLong = ProcessInfo.processInfo.environment["GRAPHSH_LONG_TESTS"] == "1"

  /// Longer than anything takes that was stopped, on whatever busy machine; what goes on so long hangs. How fast things are is
  /// measured by `script/bench`, and not here.
  public static let hang: Duration = .seconds(30)

  public static func count(_ usual: Int, long: Int) -> Int { isLong ? long : usual }
}
