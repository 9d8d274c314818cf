// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Testing

@testable import Evaluation

@Suite struct ScoreValuesTests {
  private func values(_ scores: [JSONValue]) throws(AssayError) -> ScoreValues {
    var object = JSONObject()
    for (index, score) in scores.enumerated() { object.append("c\(index)", score) }
    return try ScoreValues(object.members) { AssayError($0, remedy: $1) }
  }

  private func sumFault(_ scores: [JSONValue]) throws -> String? {
    do throws(AssayError) {
      try values(scores).checkSum { AssayError($0, remedy: $1) }
      return nil
    } catch {
      return error.message
    }
  }

  @Test(
    arguments: [
      ([0.5, 1.5], "c1", "1.5", "logits"), ([-0.1, -2.3], "c0", "-0.1", "log-probabilities"),
      ([0, 100], "c1", "100", "percentages"), ([40, 60.5], "c0", "40", "percentages"),
      ([40, 61.5], "c0", "40", "logits"), ([-1, 3], "c0", "-1", "logits"),
      ([0.5, -0.2], "c1", "-0.2", "logits"), ([0, -2.3], "c1", "-2.3", "log-probabilities"),
      ([0.5, "a"], "c1", #""a""#, "Write probabilities"), ([0.5, nil], "c1", "null", "Write prob"),
    ] as [([JSONValue], String, String, String)])
  func whatIsNoProbabilityIsNamed(
    _ scores: [JSONValue], _ label: String, _ value: String, _ remedy: String
  ) {
    let error = #expect(throws: AssayError.self) { try values(scores) }
    #expect(
      error?.message == "the score of \"\(label)\" is \(value), not a number from 0 to 1")
    #expect(error?.remedy?.contains(remedy) == true)
  }

  @Test func theEdgesAreProbabilities() throws {
    #expect(try values([0, 1]).scores == [0, 1])
    #expect(try values([1.000_000_05]).scores == [1.000_000_05])
    #expect(throws: AssayError.self) { try values([1.000_001]) }
  }

  /// Scores that were rounded need not sum to 1 to the last digit.
  @Test(
    arguments: [
      ([0.5, 0.5], nil), ([0.3, 0.3, 0.3], nil), ([0.33, 0.33, 0.33], nil),
      ([0.5, 0.4], "the scores of the classes sum to 0.9, not to 1"),
      ([1, 1], "the scores of the classes sum to 2.0, not to 1"),
      ([0.51, 0.52], "the scores of the classes sum to 1.03, not to 1"),
      ([0.3333, 0.3333, 0.3333], nil),
      ([0.3, 0.3, 0.3, 0.001], "the scores of the classes sum to 0.901, not to 1"),
    ] as [([JSONValue], String?)])
  func sumsAreOne(_ scores: [JSONValue], _ message: String?) throws {
    #expect(try sumFault(scores) == message)
  }
}
