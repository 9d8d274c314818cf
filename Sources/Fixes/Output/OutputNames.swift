// SPDX-License-Identifier: Apache-2.0

import Tables

/// The names of the files that a fix writes: `STEM_prepared.jsonl` beside the input, or
/// `STEM_prepared_train.jsonl` and `STEM_prepared_valid.jsonl`; when one is taken, all get ` (1)`.
package struct OutputNames: Sendable, Equatable {
  /// Training rows, or all of them.
  package let train: String
  package let valid: String?
  package let labels: String?
  /// A file of the plain name, which was there before and stays.
  package private(set) var earlier: String?

  package init(train: String, valid: String?, labels: String?) {
    self.train = train
    self.valid = valid
    self.labels = labels
  }

  /// - Parameter isTaken: whether there is a file of that name already.
  package init(
    input: String, isSplit: Bool, hasLabels: Bool, isTaken: (String) -> Bool
  ) {
    self.init(
      stem: DataFileName(input).stem + "_prepared", isSplit: isSplit, hasLabels: hasLabels,
      isTaken: isTaken)
  }

  /// The user's own name; it replaces what is there.
  package init(output: String, isSplit: Bool, hasLabels: Bool) {
    let stem = DataFileName(output).stem
    train = isSplit ? stem + "_train.jsonl" : output
    valid = isSplit ? stem + "_valid.jsonl" : nil
    labels = hasLabels ? stem + "_labels.json" : nil
  }

  private init(stem: String, isSplit: Bool, hasLabels: Bool, isTaken: (String) -> Bool) {
    var number = 0
    var names: [String]
    repeat {
      let mark = number == 0 ? "" : " (\(number))"
      names =
        isSplit
        ? ["\(stem)_train\(mark).jsonl", "\(stem)_valid\(mark).jsonl"]
        : ["\(stem)\(mark).jsonl"]
      if hasLabels { names.append("\(stem)_labels\(mark).json") }
      number += 1
    } while names.contains(where: isTaken)
    train = names[0]
    valid = isSplit ? names[1] : nil
    labels = hasLabels ? names.last : nil
    earlier = number > 1 ? stem + (isSplit ? "_train.jsonl" : ".jsonl") : nil
  }

  package var all: [String] { [train, valid, labels].compactMap { $0 } }
}
