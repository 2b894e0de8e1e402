import Glibc

/// How far a long work is, on one line of standard error: only on a terminal, and only after a second.
final class ProgressBar {
  private let isShown: Bool
  private let start = ContinuousClock.now
  /// What is being done of several things one after the other, and since when.
  private var phase: (name: String, start: ContinuousClock.Instant)?
  private var lastDrawn: ContinuousClock.Instant?
  private static let patience = Duration.seconds(1)
  private static let interval = Duration.milliseconds(100)
  private static let barWidth = 20

  init(isQuiet: Bool) {
    isShown = !isQuiet && Messages.isTerminal
  }

  /// Begins a part of the work, whose share and time are its own; nothing where it has begun.
  func begin(_ phase: String) {
    if self.phase?.name != phase { self.phase = (phase, .now) }
  }

  /// Draws the line anew, if it is time to.
  ///
  /// - Parameters:
  ///   - done: how many are done with.
  ///   - share: how much of the work that is, from 0 to 1; nil where nobody knows.
  ///   - noun: what is counted, in the plural.
  ///   - detail: what has been gained so far (`340 facts`).
  ///   - name: what is being worked on.
  func update(done: Int, share: Double?, noun: String, detail: String, name: String) {
    guard isShown else { return }
    let now = ContinuousClock.now
    let elapsed = now - start
    guard elapsed >= Self.patience, lastDrawn.map({ now - $0 >= Self.interval }) ?? true else {
      return
    }
    lastDrawn = now
    let seconds = elapsed / .seconds(1)
    let rate = Double(done) / seconds
    let ofPhase = (now - (phase?.start ?? start)) / .seconds(1)
    var line = ""
    if let share {
      let filled = Int(Double(Self.barWidth) * share)
      line += String(repeating: "█", count: filled)
      line += String(repeating: "░", count: Self.barWidth - filled)
      line += " \(Int(share * 100)) %, "
    }
    line += "\(Words.grouped(done)) \(noun), \(detail)"
    if done > 0 { line += ", \(Self.rounded(rate)) \(noun)/s" }
    if let share, share > 0 {
      line += ", \(Words.time(.seconds(ofPhase * (1 - share) / share))) left"
      if let phase { line += " " + phase.name }
    }
    line += "  " + DisplayText.visible(name)
    let shown = DisplayText.cut(line, to: max(20, Terminal.width - 1))
    Messages.writeRaw("\r\u{1B}[K" + shown)
  }

  /// Takes the line away, so that something else can be said.
  func clear() {
    if lastDrawn != nil { Messages.writeRaw("\r\u{1B}[K") }
    lastDrawn = nil
  }

  private static func rounded(_ rate: Double) -> String {
    if rate >= 10 { return Words.grouped(Int(rate)) }
    let tenths = Int((rate * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
