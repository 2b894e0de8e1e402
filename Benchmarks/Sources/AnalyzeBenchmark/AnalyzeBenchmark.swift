import Glibc
import TextAnalysis

/// Times the English pipeline on texts that are divided by NUL in one file:
/// `AnalyzeBenchmark TEXTS THREADS ROUNDS [MODEL]`.
///
/// Prints one JSON object: the load time, the number of tokens, and the time of each warm round.
@main
struct AnalyzeBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 4, let threads = Int(arguments[2]), let rounds = Int(arguments[3])
    else {
      print("usage: AnalyzeBenchmark TEXTS THREADS ROUNDS [MODEL]")
      exit(2)
    }
    let texts = try texts(arguments[1])
    let path = arguments.count > 4 ? arguments[4] : EnglishPipeline.defaultModelPath()
    let clock = ContinuousClock()
    let start = processorTime()
    var pipeline: EnglishPipeline?
    let load = try clock.measure { pipeline = try EnglishPipeline(modelPath: path) }
    guard let pipeline else { return }
    var tokens = 0
    let loadProcessor = processorTime() - start
    var ignored = [Double](repeating: 0, count: texts.count)
    let cold = clock.measure { tokens = count(pipeline, texts, threads, &ignored) }
    var times: [String] = []
    var processorTimes: [String] = []
    var best = [Double](repeating: .infinity, count: (texts.count + part - 1) / part)
    for _ in 0..<rounds {
      let start = processorTime()
      let time = clock.measure { tokens = count(pipeline, texts, threads, &best) }
      times.append(seconds(time))
      processorTimes.append(String(processorTime() - start))
    }
    print(
      """
      {"load": \(seconds(load)), "load_processor": \(loadProcessor), \
      "tokens": \(tokens), "threads": \(threads), \
      "cold": \(seconds(cold)), "warm": [\(times.joined(separator: ", "))], \
      "warm_processor": [\(processorTimes.joined(separator: ", "))], \
      "best_processor": \(best.reduce(0, +)), "peak": \(peak())}
      """)
  }

  /// Texts that are analysed and timed together.
  private static let part = 64

  /// Analyses the texts in parts, as a program does that writes its results, and keeps the least
  /// processor time that each part has taken.
  private static func count(
    _ pipeline: EnglishPipeline, _ texts: [String], _ threads: Int, _ best: inout [Double]
  ) -> Int {
    var tokens = 0
    for first in stride(from: 0, to: texts.count, by: part) {
      let texts = Array(texts[first..<min(first + part, texts.count)])
      let start = processorTime()
      tokens += pipeline.analyze(texts, threads: threads).reduce(0) { $0 + $1.count }
      best[first / part] = min(best[first / part], processorTime() - start)
    }
    return tokens
  }

  private static func texts(_ path: String) throws -> [String] {
    guard let file = fopen(path, "r") else {
      print("cannot open \(path)")
      exit(1)
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func seconds(_ duration: Duration) -> String {
    String(Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18)
  }

  /// Seconds that processors have spent on this process: what other processes do counts little.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The most memory that the process has held, in bytes.
  private static func peak() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}
