// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// The scores of a row: the probabilities of its classes, which together are 1.
struct ScoreValues {
  /// In the order of the members.
  let scores: [Double]
  /// Digits behind the point of the one that has most.
  private let digits: Int

  /// Makes an error of a message and a remedy, with the place of the row.
  typealias Fault = (_ message: String, _ remedy: String) -> AssayError

  /// - Throws: `AssayError` when one is no probability, with what it looks like instead.
  init(_ members: [JSONObject.Member], fault: Fault) throws(AssayError) {
    let numbers = members.map(\.value.double)
    for (member, number) in zip(members, numbers) {
      guard let number, number.isFinite, (0...1.000_000_1).contains(number) else {
        throw fault(
          "the score of \(JSONValue.string(member.key).text()) is \(member.value.text()), not a"
            + " number from 0 to 1", Self.remedy(numbers))
      }
    }
    scores = numbers.compactMap(\.self)
    digits = scores.map(Self.digits).max() ?? 0
  }

  /// - Throws: `AssayError` when the scores are probabilities of something else than the classes.
  func checkSum(fault: Fault) throws(AssayError) {
    let sum = scores.reduce(0, +)
    guard abs(sum - 1) > tolerance else { return }
    throw fault(
      "the scores of the classes sum to \((sum * 1e4).rounded() / 1e4), not to 1",
      "Give a probability to each class, so that all together are 1; scores of classes that were"
        + " judged one by one (sigmoid) are no such probabilities: divide each by their sum, or give"
        + " a prediction in place of scores")
  }

  /// What rounding each score to its digits can come to.
  private var tolerance: Double {
    guard digits > 0 else { return 0.001 }
    let step = (0..<digits).reduce(1.0) { step, _ in step / 10 }
    return max(0.001, Double(scores.count) * step / 2 * 0.999)
  }

  private static func digits(_ score: Double) -> Int {
    let text = "\(score)"
    guard let point = text.firstIndex(of: "."), !text.contains("e") else { return 16 }
    // The shortest decimal of a whole number is written with a zero.
    return score == score.rounded() ? 0 : text.distance(from: point, to: text.endIndex) - 1
  }

  private static func remedy(_ numbers: [Double?]) -> String {
    let known = numbers.compactMap(\.self)
    guard known.count == numbers.count, known.contains(where: { $0 < 0 || $0 > 1 }) else {
      return "Write probabilities as numbers from 0 to 1"
    }
    if known.allSatisfy({ $0 <= 0 }) {
      return "These look like log-probabilities: write exp of each"
    }
    if known.allSatisfy({ $0 >= 0 }), abs(known.reduce(0, +) - 100) < 1 {
      return "These look like percentages: divide each by 100"
    }
    return "These look like logits: write their softmax"
  }
}
