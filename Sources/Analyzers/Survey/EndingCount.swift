// SPDX-License-Identifier: Apache-2.0

import Records

/// Counts how many texts have each of some endings: the second look after `MajorityEndings`.
struct EndingCount: Mergeable {
  let prompt: [[UInt8]]
  let completion: [[UInt8]]
  private(set) var promptCounts: [Int]
  private(set) var completionCounts: [Int]

  init(prompt: [[UInt8]], completion: [[UInt8]]) {
    self.prompt = prompt
    self.completion = completion
    promptCounts = Array(repeating: 0, count: prompt.count)
    completionCounts = Array(repeating: 0, count: completion.count)
  }

  var isEmpty: Bool { prompt.isEmpty && completion.isEmpty }

  mutating func add(_ record: Record) {
    for (index, ending) in prompt.enumerated() where record.prompt.ends(in: ending) {
      promptCounts[index] += 1
    }
    for (index, ending) in completion.enumerated() where record.completion.ends(in: ending) {
      completionCounts[index] += 1
    }
  }

  mutating func merge(_ next: EndingCount) {
    for index in promptCounts.indices { promptCounts[index] += next.promptCounts[index] }
    for index in completionCounts.indices {
      completionCounts[index] += next.completionCounts[index]
    }
  }
}
