// SPDX-License-Identifier: Apache-2.0

import AssayCore

extension TrainingData {
  /// Collects examples and counts their completions.
  struct Builder {
    /// More different completions than this are no classes.
    private static let classLimit = 1000

    let path: String
    var truncatedRows = 0
    var droppedRows = 0
    private var examples: [TrainingExample] = []
    private var classes: [ClassCount] = []
    /// By UTF-8: Swift takes texts for equal that differ in bytes.
    private var classIndex: [[UInt8]: Int] = [:]
    private var hasClasses = true
    private var unpredictableRows = 0
    private var prompts = CommonSuffix()
    private var completions = CommonSuffix()
    private var hash = Fingerprint()

    init(path: String) {
      self.path = path
    }

    mutating func append(_ example: TrainingExample, prompt: String, completion: String) {
      guard example.predictedCount > 0 else {
        unpredictableRows += 1
        return
      }
      hash.add(example.prompt)
      hash.add(example.completion)
      examples.append(example)
      prompts.add(prompt)
      completions.add(completion)
      count(completion, tokens: example.completion.count)
    }

    /// Whether a block of a corpus was added.
    var hasBlocks: Bool { !examples.isEmpty }

    /// Adds a block of a corpus: all of it is to be predicted, and it has no class.
    mutating func append(block: [Int32]) {
      hasClasses = false
      hash.add(block)
      examples.append(TrainingExample(prompt: [], completion: block))
    }

    func finish() throws(AssayError) -> TrainingData {
      guard !examples.isEmpty else {
        throw AssayError(
          "there is no row to learn from", at: Location(file: path),
          remedy: "A row needs a completion, and a prompt where the completion is a single token")
      }
      return TrainingData(
        path: path, examples: examples, classes: foundClasses, truncatedRows: truncatedRows,
        droppedRows: droppedRows, unpredictableRows: unpredictableRows,
        separator: prompts.text, stop: completions.text, fingerprint: hash.text)
    }

    private mutating func count(_ completion: String, tokens: Int) {
      guard hasClasses else { return }
      let key = Array(completion.utf8)
      if let index = classIndex[key] {
        classes[index].count += 1
      } else if classes.count < Self.classLimit {
        classIndex[key] = classes.count
        classes.append(ClassCount(completion: completion, count: 1, tokens: tokens))
      } else {
        hasClasses = false
      }
    }

    /// Classes repeat: with fewer than two rows for each the completions are texts.
    private var foundClasses: [ClassCount] {
      hasClasses && classes.count * 2 <= examples.count ? classes : []
    }
  }
}
