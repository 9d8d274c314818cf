// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

@Suite struct StratifiedFoldsTests {
  private let labels = (0..<103).map { $0 % 10 == 0 ? 1 : 0 }

  private func folds(_ prompts: [String], seed: UInt64 = 1) -> StratifiedFolds {
    StratifiedFolds(labels: labels, prompts: prompts, count: 5, seed: seed)
  }

  @Test func everyRowIsInOneFoldAndClassesAreSpread() {
    let folds = folds((0..<103).map(String.init))
    #expect(folds.folds.flatMap { $0 }.sorted() == Array(0..<103))
    for fold in folds.folds {
      #expect((20...21).contains(fold.count))
      #expect((2...3).contains(fold.count { labels[$0] == 1 }))
    }
    #expect(folds.training(without: 2).count == 103 - folds.folds[2].count)
    #expect(Set(folds.training(without: 2)).isDisjoint(with: folds.folds[2]))
  }

  @Test func equalPromptsStayTogether() {
    let folds = folds((0..<103).map { String($0 / 4) })
    for group in 0..<25 {
      let homes = folds.folds.indices.filter { index in
        folds.folds[index].contains { $0 / 4 == group }
      }
      #expect(homes.count == 1)
    }
  }

  @Test func theSeedDecides() {
    let prompts = (0..<103).map(String.init)
    #expect(folds(prompts) == folds(prompts))
    #expect(folds(prompts) != folds(prompts, seed: 2))
  }

  @Test func partsKeepEveryClass() {
    let part = StratifiedFolds.subset(
      of: Array(0..<103), labels: labels, share: 0.25, seed: 3)
    #expect(part == part.sorted())
    #expect(part.count { labels[$0] == 1 } == 3 && part.count { labels[$0] == 0 } == 23)
    let tiny = StratifiedFolds.subset(of: [0, 1], labels: labels, share: 0.125, seed: 3)
    #expect(tiny == [0, 1])
  }
}
