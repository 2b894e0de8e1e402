import Glibc
import Graph

/// Times the reader of N-Triples alone, on one thread: `ParseBenchmark FILE [ROUNDS]`.
///
/// Every byte is checked and nothing kept; reading the file counts. Prints the statements, their terms, and million
/// statements a second by the least processor time of the rounds.
@main
struct ParseBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2 else {
      print("usage: ParseBenchmark FILE [ROUNDS]")
      exit(2)
    }
    let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 3 : 3
    var counts: StatementCounts?
    var least = Double.infinity
    for _ in 0..<max(rounds, 1) {
      let start = processorTime()
      counts = try StatementCounts(of: arguments[1])
      least = min(least, processorTime() - start)
    }
    guard let counts else { return }
    let rate = (Double(counts.statements) / least / 1e5).rounded() / 10
    print("\(counts.statements) triples, \(counts.terms) terms, \(rate) million triples/s")
  }

  /// Seconds that processors have spent on this process: what other processes do counts little.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
