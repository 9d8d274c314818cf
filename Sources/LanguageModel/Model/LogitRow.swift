// SPDX-License-Identifier: Apache-2.0

import CKernels
import Platform

/// What the model's head says at one place: a logit for each output, as they are. Bias, penalties
/// and temperature change what is drawn, never what is reported.
struct LogitRow {
  let logits: UnsafeBufferPointer<Float>
  /// The logarithm of the sum of the exponentials of all logits, in double precision.
  let logSum: Double
  /// The first of the outputs with the largest logit.
  let likeliest: Int32

  /// The natural logarithm of an output's probability.
  func logProbability(of output: Int32) -> Double {
    Double(logits[Int(output)]) - logSum
  }

  /// The score of a token, with the likeliest others where asked for.
  func score(of token: Int32, alternatives count: Int?) -> TokenScore {
    TokenScore(
      token: token, logProbability: logProbability(of: token), alternatives: top(count ?? 0))
  }

  /// The likeliest tokens, likeliest first; of equal ones, the lower id first. The count is small.
  func top(_ count: Int) -> [TokenScore.Alternative] {
    guard count > 0 else { return [] }
    var best: [Int32] = []
    best.reserveCapacity(count + 1)
    for index in logits.indices {
      let logit = logits[index]
      if best.count == count, logit <= logits[Int(best[count - 1])] { continue }
      let place = best.firstIndex { logits[Int($0)] < logit } ?? best.count
      best.insert(Int32(index), at: place)
      if best.count > count { best.removeLast() }
    }
    return best.map { .init(token: $0, logProbability: logProbability(of: $0)) }
  }
}

/// What rows of logits sum up to.
struct LogitSums {
  /// The logarithm of each row's sum of exponentials.
  var logSums: [Double]
  /// The first of the outputs with the largest logit.
  var likeliest: [Int32]
}

/// Some rows of logits in the host's memory, with their sums.
struct LogitBlock {
  private let logits: UnsafeBufferPointer<Float>
  private let outputs: Int
  private let sums: LogitSums

  init(logits: UnsafeBufferPointer<Float>, outputs: Int, sums: LogitSums) {
    self.logits = logits
    self.outputs = outputs
    self.sums = sums
  }

  /// Takes the sums of rows (rows, outputs) that are in the host's memory.
  init(measuring logits: UnsafeBufferPointer<Float>, outputs: Int) {
    let rows = logits.count / max(outputs, 1)
    var sums = LogitSums(
      logSums: Array(repeating: 0, count: rows), likeliest: Array(repeating: 0, count: rows))
    assay_softmax_forward(
      &sums.logSums, &sums.likeliest, logits.baseAddress, Int64(rows), Int64(outputs))
    self.init(logits: logits, outputs: outputs, sums: sums)
  }

  subscript(row: Int) -> LogitRow {
    LogitRow(
      logits: UnsafeBufferPointer(rebasing: logits[row * outputs..<(row + 1) * outputs]),
      logSum: sums.logSums[row], likeliest: sums.likeliest[row])
  }

  /// [rows x outputs] The log-probabilities of all outputs. Together they are 1 as far as double
  /// precision goes: what the kernel's sum lacks, which is taken in parts of single precision, is made
  /// up for.
  static func logProbabilities(_ logits: [Float], outputs: Int) -> [[Double]] {
    let rows = logits.count / max(outputs, 1)
    return logits.withUnsafeBufferPointer { logits in
      let block = LogitBlock(measuring: logits, outputs: outputs)
      return (0..<rows).map { row in
        let rough = (0..<Int32(outputs)).map { block[row].logProbability(of: $0) }
        let excess = log(rough.reduce(0) { $0 + exp($1) })
        return rough.map { $0 - excess }
      }
    }
  }
}
