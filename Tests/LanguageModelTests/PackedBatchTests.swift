// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import LanguageModel

@Suite struct PackedBatchTests {
  private let configuration = TinyModel.configuration

  private func positions(_ batch: PackedBatch) -> [Int] { batch.targets.map(\.position) }
  private func wanted(_ batch: PackedBatch) -> [Int32] { batch.targets.map(\.token) }

  @Test func everyTokenOfACompletionIsATarget() {
    var batch = PackedBatch()
    batch.append(prompt: [1, 2], completion: [3, 4, 5], weight: 0.5)
    // The last token is asked for, but never read.
    #expect(batch.tokens == [1, 2, 3, 4] && batch.sequenceEnds == [4])
    #expect(positions(batch) == [1, 2, 3] && wanted(batch) == [3, 4, 5])
    #expect(batch.targets.allSatisfy { $0.weight == 0.5 })
    batch.append(prompt: [6], completion: [7])
    #expect(batch.tokens == [1, 2, 3, 4, 6] && batch.sequenceEnds == [4, 5])
    #expect(positions(batch) == [1, 2, 3, 4] && wanted(batch).last == 7)
    #expect(batch.range(ofSequence: 0) == 0..<4 && batch.range(ofSequence: 1) == 4..<5)
  }

  @Test func theFirstTokenOfATextCannotBeForetold() {
    var batch = PackedBatch()
    batch.append(prompt: [], completion: [3, 4, 5])
    #expect(batch.tokens == [3, 4] && positions(batch) == [0, 1] && wanted(batch) == [4, 5])
    batch.append(prompt: [], completion: [9])
    #expect(batch.tokens == [3, 4, 9] && batch.targets.count == 2)
    batch.append(prompt: [8, 8], completion: [])
    #expect(batch.tokens.count == 5 && batch.targets.count == 2)
    #expect(batch.prefixes.count == 3 && batch.prefixes.allSatisfy { $0 == nil })
  }

  @Test func targetsCountFromTheStartOfTheirSequence() {
    var batch = PackedBatch()
    batch.append([1, 2, 3], targets: [.init(position: 2, token: 5)])
    batch.append([4, 5], continuing: 0, targets: [.init(position: 1, token: 6, weight: 3)])
    #expect(positions(batch) == [2, 4] && batch.targets[1].weight == 3)
    #expect(batch.prefixes == [nil, 0])
    batch.removeAll()
    #expect(batch == PackedBatch())
  }

  private func fault(_ fill: (inout PackedBatch) -> Void) -> String? {
    var batch = PackedBatch()
    fill(&batch)
    do throws(AssayError) {
      try batch.validate(for: configuration)
      return nil
    } catch {
      return error.message
    }
  }

  @Test func tokensOutsideTheVocabularyAreRefused() {
    #expect(fault { $0.append([0, 22], targets: [.init(position: 1, token: 22)]) } == nil)
    for token in [-1, 23] as [Int32] {
      #expect(fault { $0.append([token], targets: []) }?.contains("token \(token)") == true)
      #expect(
        fault { $0.append([1], targets: [.init(position: 0, token: token)]) }?
          .contains("token \(token)") == true)
    }
  }

  @Test func sequencesLongerThanTheModelAreRefused() {
    let longest = [Int32](repeating: 1, count: 16)
    #expect(fault { $0.append(longest, targets: []) } == nil)
    #expect(fault { $0.append(longest + [1], targets: []) }?.contains("17 tokens") == true)
    // What a sequence continues counts too.
    #expect(
      fault {
        $0.append(longest.dropLast(), targets: [])
        $0.append([1], continuing: 0, targets: [])
      } == nil)
    #expect(
      fault {
        $0.append(longest, targets: [])
        $0.append([1], continuing: 0, targets: [])
      }?.contains("sequence 1 has 17 tokens") == true)
  }

  @Test func targetsMustBeInOrderAndInside() {
    let outside = fault { $0.append([1, 2], targets: [.init(position: 2, token: 1)]) }
    #expect(outside?.contains("inside") == true)
    let disordered = fault {
      $0.append([1, 2], targets: [.init(position: 1, token: 1), .init(position: 0, token: 1)])
    }
    #expect(disordered?.contains("in order") == true)
    // Several may share a place.
    #expect(
      fault {
        $0.append([1, 2], targets: [.init(position: 1, token: 1), .init(position: 1, token: 2)])
      } == nil)
  }

  @Test func aContinuationGoesOnWithAnEarlierWholeSequence() {
    for prefix in [-1, 1, 2] {
      let message = fault {
        $0.append([1], targets: [])
        $0.append([2], continuing: prefix, targets: [])
      }
      #expect(message?.contains("cannot") == true)
    }
    let chain = fault {
      $0.append([1], targets: [])
      $0.append([2], continuing: 0, targets: [])
      $0.append([3], continuing: 1, targets: [])
    }
    #expect(chain?.contains("sequence 2 continues 1") == true)
  }

  @Test func classesAreTargetsOfAClassifier() throws {
    var classifier = configuration
    classifier.setClasses(["a", "b", "c"])
    var batch = PackedBatch()
    batch.append([1, 2], targets: [.init(position: 1, token: 2)])
    try batch.validate(for: classifier)
    batch.append([1, 2], targets: [.init(position: 1, token: 3)])
    let error = #expect(throws: AssayError.self) { try batch.validate(for: classifier) }
    #expect(error?.message == "there is no class 3 among 3")
  }
}
