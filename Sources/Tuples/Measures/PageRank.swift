import Glibc

extension Network {
  /// How much a walker is at each node who follows edges, by their weights, and with a chance of .15 goes on from any node,
  /// as he does where no edge leads on. The sum is 1.
  ///
  /// The equations are solved one node after another with the newest values (Gauss–Seidel), and the score of what leads
  /// nowhere is spread by the last scaling: A. Arasu, J. Novak, A. Tomkins, J. Tomlin, "PageRank Computation and the
  /// Structure of the Web" (2002). Some 60 rounds, linear each; no score is wrong by more than about a billionth of itself.
  ///
  /// - Parameter progress: called every round with the bytes in use; what it throws ends the work
  public func pageRank(progress: (_ bytes: Int) throws -> Void) throws -> [Double] {
    guard nodes > 0 else { return [] }
    let back = reversed
    var share = [Double](repeating: 0, count: nodes)
    for node in 0..<nodes {
      let out = edgeRange(node).reduce(0) { $0 + weight($1) }
      share[node] = out > 0 ? 1 / out : 0
    }
    let rest = (1 - Self.damping) / Double(nodes)
    // What each node gives to an edge of weight 1.
    var given = share.map { $0 * rest }
    var scores = [Double](repeating: rest, count: nodes)
    let bytes = nodes * 24 + edges * 12
    var change = 1.0
    while change > Self.precision {
      try progress(bytes)
      change = back.sweep(&scores, &given, share, rest)
    }
    let sum = scores.reduce(0, +)
    return scores.map { Self.rounded($0 / sum) }
  }

  private static let damping = 0.85
  private static let precision = 1e-10

  /// One round, over the edges that lead to each node; the greatest change of a score, beside the score.
  private func sweep(
    _ scores: inout [Double], _ given: inout [Double], _ share: [Double], _ rest: Double
  ) -> Double {
    var change = 0.0
    let nodes = nodes
    let isWeighted = !weights.isEmpty
    scores.withUnsafeMutableBufferPointer { scores in
      given.withUnsafeMutableBufferPointer { given in
        share.withUnsafeBufferPointer { share in
          starts.withUnsafeBufferPointer { starts in
            targets.withUnsafeBufferPointer { sources in
              weights.withUnsafeBufferPointer { weights in
                for node in 0..<nodes {
                  var sum = 0.0
                  for edge in Int(starts[node])..<Int(starts[node + 1]) {
                    let part = given[Int(sources[edge])]
                    sum += isWeighted ? part * weights[edge] : part
                  }
                  let score = rest + Self.damping * sum
                  change = max(change, abs(score - scores[node]) / score)
                  scores[node] = score
                  given[node] = score * share[node]
                }
              }
            }
          }
        }
      }
    }
    return change
  }

  /// To nine digits, so that nodes that stand alike have the same score.
  static func rounded(_ score: Double) -> Double {
    guard score != 0, score.isFinite else { return score }
    let scale = pow(10, 8 - floor(log10(abs(score))))
    return scale.isFinite ? (score * scale).rounded() / scale : score
  }
}
