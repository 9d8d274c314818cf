// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset

extension TrainingData {
  /// Collects examples and counts their completions.
  struct Builder {
    let path: String
    var truncatedRows = 0
    var droppedRows = 0
    var answers = 0
    /// Of all rows of the file; of none of a corpus.
    var survey = DatasetSurvey()
    private var examples: [TrainingExample] = []
    private var classes: [ClassCount] = []
    /// By UTF-8: Swift takes texts for equal that differ in bytes.
    private var classIndex: [[UInt8]: Int] = [:]
    private var unpredictableRows = 0
    private var hash = Fingerprint()

    init(path: String) {
      self.path = path
    }

    mutating func append(_ example: TrainingExample, completion: String, line: Int) {
      guard example.predictedCount > 0 else {
        unpredictableRows += 1
        return
      }
      hash.add(example.prompt)
      hash.add(example.completion)
      hash.add(example.weights)
      examples.append(example)
      count(completion, tokens: example.completion.count, line: line)
    }

    /// Whether a block of a corpus was added.
    var hasBlocks: Bool { !examples.isEmpty }

    /// Adds a block of a corpus: all of it is to be predicted, and it has no class.
    mutating func append(block: [Int32]) {
      hash.add(block)
      examples.append(TrainingExample(prompt: [], completion: block))
    }

    /// - Parameter facts: what the survey amounts to; nil for a corpus.
    func finish(_ facts: DatasetFacts? = nil) throws(AssayError) -> TrainingData {
      guard !examples.isEmpty else {
        throw AssayError(
          "there is no row to learn from", at: Location(file: path),
          remedy: "A row needs a completion, and a prompt where the completion is a single token")
      }
      return TrainingData(
        path: path, examples: examples,
        classes: facts?.task == .classification ? classes : [], truncatedRows: truncatedRows,
        droppedRows: droppedRows, unpredictableRows: unpredictableRows, facts: facts,
        answers: answers, fingerprint: hash.text)
    }

    private mutating func count(_ completion: String, tokens: Int, line: Int) {
      guard !survey.labels.hasOverflowed else { return }
      let key = Array(completion.utf8)
      if let index = classIndex[key] {
        classes[index].count += 1
      } else {
        classIndex[key] = classes.count
        classes.append(
          ClassCount(completion: completion, count: 1, tokens: tokens, line: line))
      }
    }
  }
}
