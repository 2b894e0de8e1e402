import CKernels
import TestSupport
import Testing

/// The kernels compute what their definitions say, for every length of vector.
@Suite struct KernelTests {
  private let kernels = [4, 8, 16].compactMap { ck_with_lanes($0) }

  @Test func productsAreThoseOfTheDefinition() {
    var random = SeededGenerator(seed: 1)
    for kernels in kernels {
      for (rows, inputs, columns) in [(1, 5, 3), (7, 64, 50), (19, 96, 106), (33, 300, 96)] {
        let input = numbers(rows * inputs, &random)
        let weights = numbers(columns * inputs, &random)
        let bias = numbers(columns, &random)
        let width = ck_affine_columns(kernels, columns)
        var packed = [Float](repeating: 0, count: ck_affine_size(kernels, columns, inputs))
        ck_pack_affine(kernels, weights, bias, columns, inputs, &packed)
        var output = [Float](repeating: 0, count: rows * width)
        kernels.pointee.affine(input, inputs, rows, inputs, packed, columns, &output)
        for row in 0..<rows {
          for column in 0..<columns {
            var expected = Double(bias[column])
            for k in 0..<inputs {
              expected += Double(input[row * inputs + k]) * Double(weights[column * inputs + k])
            }
            #expect(abs(Double(output[row * width + column]) - expected) < 1e-3)
          }
        }
      }
    }
  }

  @Test func maxoutTakesTheLargestPieceAndNormalizes() {
    var random = SeededGenerator(seed: 2)
    let (width, inputs) = (Int(ck_width), 288)
    let weights = numbers(width * 3 * inputs, &random)
    let bias = numbers(width * 3, &random)
    let gain = numbers(width, &random)
    let shift = numbers(width, &random)
    for kernels in kernels {
      var packed = [Float](repeating: 0, count: ck_maxout_size(kernels, inputs))
      ck_pack_maxout(kernels, weights, bias, inputs, &packed)
      for rows in [1, 2, 3, 8, 13] {
        // Rows overlap as windows do: each begins one word after the one before.
        let input = numbers((rows + 2) * width, &random)
        let residual = numbers(rows * width, &random)
        var output = [Float](repeating: 0, count: rows * width)
        kernels.pointee.maxout(
          input, width, rows, inputs, packed, gain, shift, residual, &output)
        for row in 0..<rows {
          let best = (0..<width).map { unit in
            (0..<3).map { piece in
              let line = unit * 3 + piece
              return (0..<inputs).reduce(Double(bias[line])) {
                $0 + Double(input[row * width + $1]) * Double(weights[line * inputs + $1])
              }
            }.max()!
          }
          let mean = best.reduce(0, +) / Double(width)
          let variance = best.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
          for unit in 0..<width {
            let normal = (best[unit] - mean) / (variance + 1e-8).squareRoot()
            let expected =
              normal * Double(gain[unit]) + Double(shift[unit])
              + Double(residual[row * width + unit])
            #expect(abs(Double(output[row * width + unit]) - expected) < 1e-3)
          }
        }
      }
    }
  }

  @Test func theFirstOfTheBestAllowedClassesIsChosen() {
    var random = SeededGenerator(seed: 3)
    let hidden = Int(ck_hidden)
    for kernels in kernels {
      for classes in [1, 5, 50, 74, 106, 128] {
        let weights = numbers(classes * hidden, &random)
        let bias = numbers(classes, &random)
        let lower = numbers(2 * hidden, &random)
        let features = (0..<3).map { _ in numbers(2 * hidden, &random) }
        var packed = [Float](repeating: 0, count: ck_transition_size(kernels, classes))
        ck_pack_transition(kernels, weights, bias, classes, &packed)
        let sums = (0..<2 * hidden).map { unit in
          features.reduce(lower[unit]) { $0 + $1[unit] }
        }
        let scores = (0..<classes).map { line in
          (0..<hidden).reduce(Double(bias[line])) {
            $0 + Double(max(sums[$1], sums[hidden + $1])) * Double(weights[line * hidden + $1])
          }
        }
        for _ in 0..<8 {
          var mask = [Float](
            repeating: -.infinity, count: ck_transition_columns(kernels, classes))
          for line in 0..<classes where Bool.random(using: &random) { mask[line] = 0 }
          mask[Int.random(in: 0..<classes, using: &random)] = 0
          let expected = (0..<classes).filter { mask[$0] == 0 }.max { scores[$0] < scores[$1] }
          let found = features[0].withUnsafeBufferPointer { first in
            features[1].withUnsafeBufferPointer { second in
              features[2].withUnsafeBufferPointer { third in
                kernels.pointee.transition(
                  [first.baseAddress, second.baseAddress, third.baseAddress], 3, lower, packed,
                  classes, mask)
              }
            }
          }
          #expect(found == expected)
        }
      }
    }
  }

  private func numbers(_ count: Int, _ random: inout SeededGenerator) -> [Float] {
    (0..<count).map { _ in Float.random(in: -1...1, using: &random) }
  }
}
