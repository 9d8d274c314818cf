// SPDX-License-Identifier: Apache-2.0

/// Counts how many texts have each of some endings: the second look after `MajorityEndings`.
package struct EndingCount: Mergeable, Codable {
  package let prompt: [[UInt8]]
  package let completion: [[UInt8]]
  package private(set) var promptCounts: [Int]
  package private(set) var completionCounts: [Int]

  package init(prompt: [[UInt8]], completion: [[UInt8]]) {
    self.prompt = prompt
    self.completion = completion
    promptCounts = Array(repeating: 0, count: prompt.count)
    completionCounts = Array(repeating: 0, count: completion.count)
  }

  package var isEmpty: Bool { prompt.isEmpty && completion.isEmpty }

  package mutating func add(prompt text: Bytes, completion answer: Bytes) {
    for (index, ending) in prompt.enumerated() where text.ends(in: ending) {
      promptCounts[index] += 1
    }
    for (index, ending) in completion.enumerated() where answer.ends(in: ending) {
      completionCounts[index] += 1
    }
  }

  package mutating func merge(_ next: EndingCount) {
    for index in promptCounts.indices { promptCounts[index] += next.promptCounts[index] }
    for index in completionCounts.indices {
      completionCounts[index] += next.completionCounts[index]
    }
  }
}
