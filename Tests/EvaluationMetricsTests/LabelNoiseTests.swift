// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Foundation
import JSON
import Testing

@Suite struct LabelNoiseTests {
  /// Worked by hand: thresholds are class 0: (0.9 + 0.8 + 0.1) / 3 = 0.6, class 1: (0.7 + 0.5 + 0.3)
  /// / 3 = 0.5.
  private let labels = [0, 0, 0, 1, 1, 1]
  private let scores = ScoreMatrix(
    values: [0.9, 0.1, 0.8, 0.2, 0.1, 0.9, 0.3, 0.7, 0.5, 0.5, 0.7, 0.3], classCount: 2)

  /// The fixture names the script that made it.
  @Test(arguments: 0..<6) func filtersMarkWhatCleanlabMarks(index: Int) throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/cleanlab.json")
    let fixture = try JSONParser.parse(Array(Data(contentsOf: url)), file: "cleanlab.json")
    let golden = try #require(fixture["cases"]?.array)[index]
    let scores = try #require(golden["scores"]?.array).flatMap { $0.array ?? [] }
    let noise = LabelNoise(
      labels: try #require(golden["labels"]?.array).compactMap(\.integer),
      scores: ScoreMatrix(
        values: scores.compactMap(\.double),
        classCount: try #require(golden["classes"]?.integer)))
    for filter in LabelNoise.Filter.allCases {
      let wanted = try #require(golden[filter.rawValue]?.array).compactMap(\.integer)
      #expect(noise.candidates(filter).map(\.row).sorted() == wanted, "\(filter)")
    }
  }

  @Test func thresholdsAreMeanSelfConfidences() throws {
    let thresholds = LabelNoise(labels: labels, scores: scores).thresholds
    #expect(abs(try #require(thresholds[0]) - 0.6) < 1e-12)
    #expect(abs(try #require(thresholds[1]) - 0.5) < 1e-12)
  }

  @Test func rowsAreRankedByTheProbabilityOfTheirOwnLabel() {
    let noise = LabelNoise(labels: labels, scores: scores)
    #expect(noise.ranking == [2, 5, 4, 3, 1, 0])
    #expect(noise.selfConfidences == [0.9, 0.8, 0.1, 0.7, 0.5, 0.3])
    let found = noise.candidates(.confidentLearning)
    #expect(found.map(\.row) == [2, 5] && found.map(\.suggestion) == [1, 0])
    #expect(found[0].suggestionProbability == 0.9 && found[0].labelProbability == 0.1)
  }

  @Test func anotherClassMustReachItsOwnThreshold() {
    // Row 2 prefers class 1, but less than rows of class 1 do.
    let unsure = ScoreMatrix(values: [0.9, 0.1, 0.8, 0.2, 0.4, 0.6, 0.1, 0.9], classCount: 2)
    let noise = LabelNoise(labels: [0, 0, 0, 1], scores: unsure)
    #expect(noise.candidates(.confidentLearning).isEmpty)
  }

  @Test func aClassWithoutRowsIsNeverSuggested() {
    let scores = ScoreMatrix(values: [0.2, 0, 0.8, 0.1, 0.8, 0.1], classCount: 3)
    let result = LabelNoise(labels: [0, 1], scores: scores)
    #expect(result.thresholds[2] == nil)
    #expect(result.candidates(.confidentLearning).isEmpty)
  }

  @Test func meansAreTakenPlaceByPlace() {
    let first = ScoreMatrix(values: [0.2, 0.8], classCount: 2)
    let second = ScoreMatrix(values: [0.6, 0.4], classCount: 2)
    let mean = ScoreMatrix.mean([first, second])
    #expect(abs(mean[0, 0] - 0.4) < 1e-12 && abs(mean[0, 1] - 0.6) < 1e-12)
  }
}
