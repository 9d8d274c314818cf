// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LinearModel

@Suite struct LinearParametersTests {
  private let whole = LinearParameters(
    hashes: [1, 2, 3], wordCount: 2, inverseFrequencies: [1, 1, 1],
    weights: [Float](repeating: 0, count: 8), classCount: 2, strength: 4)

  @Test func whatFitsTogetherHasNoFault() {
    #expect(whole.fault == nil)
    var other = whole
    other.wordCount = 3
    #expect(other.fault == nil)
    other.wordCount = 0
    #expect(other.fault == nil)
    #expect(LinearClassifier(whole).parameters == whole)
  }

  @Test func whatDoesNotIsNamed() {
    let changes: [((inout LinearParameters) -> Void, String)] = [
      ({ $0.classCount = 1 }, "classes"), ({ $0.inverseFrequencies.append(1) }, "frequencies"),
      ({ $0.inverseFrequencies.removeLast() }, "frequencies"),
      ({ $0.weights.removeLast() }, "7 weights"), ({ $0.weights.append(0) }, "9 weights"),
      ({ $0.classCount = 3 }, "8 weights"), ({ $0.wordCount = 4 }, "4 words"),
      ({ $0.wordCount = -1 }, "-1 words"), ({ $0.hashes[2] = 1 }, "twice"),
    ]
    for (change, word) in changes {
      var parameters = whole
      change(&parameters)
      #expect(parameters.fault?.contains(word) == true, "\(word): \(parameters.fault ?? "none")")
    }
  }
}
