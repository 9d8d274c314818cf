// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel

/// How likely a model finds each of some completions after a prompt, each over all of its tokens.
///
/// All completions share the position of their first token, where the sum over the vocabulary is the
/// same for all and cancels among the classes. So a class of one token costs one product of the
/// hidden state with the token's row, and no pass over the vocabulary.
struct ClassScorer {
  /// Completions that continue the same tokens, and share one sequence.
  private struct Branch {
    /// At least one token.
    let prefix: [Int32]
    /// The classes whose completion is the prefix and one token more.
    var classes: [Int] = []
  }

  private let model: GPT2Model
  /// [classes] The tokens of each completion.
  private let completions: [[Int32]]
  private let branches: [Branch]

  init(model: GPT2Model, completions: [[Int32]]) {
    self.model = model
    self.completions = completions
    var branches: [[Int32]: Branch] = [:]
    for (index, tokens) in completions.enumerated() where tokens.count > 1 {
      let prefix = Array(tokens.dropLast())
      branches[prefix, default: Branch(prefix: prefix)].classes.append(index)
    }
    self.branches = branches.values.sorted { $0.prefix.lexicographicallyPrecedes($1.prefix) }
  }

  /// The most tokens of a completion.
  var longest: Int { completions.map(\.count).max() ?? 0 }

  /// [prompts][classes] Log-probabilities up to a number that is the same for all classes of a
  /// prompt. Prompts must not be empty.
  func scores(of prompts: [[Int32]]) throws(AssayError) -> [[Double]] {
    var scores = try firstTokens(prompts)
    guard !branches.isEmpty else { return scores }
    for (row, prompt) in prompts.enumerated() { try addBranches(prompt, to: &scores[row]) }
    return scores
  }

  private func firstTokens(_ prompts: [[Int32]]) throws(AssayError) -> [[Double]] {
    var batch = PackedBatch()
    for prompt in prompts {
      batch.append(prompt, targets: [.init(position: prompt.count - 1, token: 0)])
    }
    let hidden = try model.hiddenStates(batch)
    let width = model.configuration.width
    let head = model.parameters.pointer + model.layout.head
    return prompts.indices.map { row in
      hidden.withUnsafeBufferPointer { hidden in
        completions.map { tokens in
          let token = head + Int(tokens[0]) * width
          var sum = 0.0
          for channel in 0..<width {
            sum += Double(hidden[row * width + channel]) * Double(token[channel])
          }
          return sum
        }
      }
    }
  }

  /// Adds the log-probabilities of all tokens after the first.
  private func addBranches(_ prompt: [Int32], to scores: inout [Double]) throws(AssayError) {
    var batch = PackedBatch()
    for branch in branches {
      let inner = branch.prefix.indices.dropFirst().map {
        PackedBatch.Target(position: prompt.count + $0 - 1, token: branch.prefix[$0])
      }
      let last = branch.classes.map {
        PackedBatch.Target(
          position: prompt.count + branch.prefix.count - 1, token: completions[$0].last ?? 0)
      }
      batch.append(prompt + branch.prefix, targets: inner + last)
    }
    let values = try model.evaluate(batch).logProbabilities
    var next = 0
    for branch in branches {
      let innerCount = branch.prefix.count - 1
      let inner = values[next..<(next + innerCount)].reduce(0.0) { $0 + Double($1) }
      for (offset, index) in branch.classes.enumerated() {
        scores[index] += inner + Double(values[next + innerCount + offset])
      }
      next += innerCount + branch.classes.count
    }
  }
}
