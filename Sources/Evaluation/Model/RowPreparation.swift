// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset

/// Makes rows what a model was trained to see: prompts that end in its separator, completions that are
/// its classes or end in its stop sequence.
package struct RowPreparation: Sendable {
  /// What every prompt ended in.
  package var separator: String?
  /// What every completion ended in.
  package var stop: String?
  /// Whether every completion started with a space.
  package var startsWithSpace = false
  /// The completions of a classifier, and what they are called.
  package var classNames: ClassNames?

  package init() {}

  /// The completions of a classifier.
  package var classes: [String]? { classNames?.classes }

  /// A prompt as the model was trained to see it.
  package func prepared(_ prompt: String) -> String {
    separator.flatMap { Self.ending(prompt, in: $0) } ?? prompt
  }

  /// Prepares rows; those that are prepared stay as they are.
  /// - Returns: in words, what had to be done.
  package func prepare(_ rows: inout PromptRows) -> [String] {
    var changes: [String] = []
    if let separator {
      let count = rows.changePrompts { prompt in Self.ending(prompt, in: separator) }
      if count > 0 { changes.append("\(Plural.counted(count, "prompt")) ended in `\(separator)`") }
    }
    let (count, what) = prepareCompletions(of: &rows)
    if count > 0 { changes.append("\(Plural.counted(count, "completion")) \(what)") }
    return changes
  }

  /// In what rows are not what the model was trained to see, in words.
  package func differences(of rows: PromptRows) -> [String] {
    var rows = rows
    var differences: [String] = []
    if let separator {
      let count = rows.changePrompts { prompt in Self.ending(prompt, in: separator) }
      if count > 0 {
        differences.append("\(Plural.counted(count, "prompt")) without `\(separator)` at the end")
      }
    }
    let (count, _) = prepareCompletions(of: &rows)
    if count > 0 {
      differences.append(
        "\(Plural.counted(count, "completion")) written otherwise than in training")
    }
    return differences
  }

  /// Whether a prompt does not end in what every prompt ended in.
  package func lacksSeparator(_ prompt: String) -> Bool {
    separator.map { Self.ending(prompt, in: $0) != nil } ?? false
  }

  private func prepareCompletions(of rows: inout PromptRows) -> (count: Int, what: String) {
    if let classNames {
      let list = ClassList(classNames.classes)
      let search = LabelDifference.Search(classNames.classes, stop: stop)
      let count = rows.changeCompletions { completion in
        if list.index(of: completion) != nil { return nil }
        // Labels may be numbers themselves: those of the file come before those that stand for them.
        return classNames.numberedClass(of: completion) ?? search.sameCore(as: completion)
          ?? Self.numbered(completion, list)
      }
      return (count, "read as the class that is meant")
    }
    let count = rows.changeCompletions { completion in
      let ended = stop.flatMap { Self.ending(completion, in: $0) }
      let text = ended ?? completion
      let isSpaced = text.utf8.first?.isWhitespace ?? true
      return startsWithSpace && !isSpaced ? " " + text : ended
    }
    return (count, "made like those of the training file")
  }

  /// Heads without names of their own count their classes: `LABEL_0` is what rows call 0.
  package static func numberedName(_ label: String) -> String {
    "LABEL_" + LabelDifference.Search.core(label, stop: nil)
  }

  private static func numbered(_ completion: String, _ classes: ClassList) -> String? {
    let name = numberedName(completion)
    return classes.index(of: name) == nil ? nil : name
  }

  /// The text with an ending; nil when it has it already, or is empty.
  private static func ending(_ text: String, in ending: String) -> String? {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, !ending.isEmpty else { return nil }
    guard !bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8) else { return nil }
    let plain = bytes.visibleText
    // The mark may be there with other space around it.
    let mark = String(decoding: ending.utf8.trimmed { $0.isWhitespace }, as: UTF8.self)
    guard plain.hasSuffix(mark), !mark.isEmpty else { return plain + ending }
    return Array(plain.utf8.dropLast(mark.utf8.count)).visibleText + ending
  }
}

extension [UInt8] {
  /// Without space at the end.
  fileprivate var visibleText: String {
    String(decoding: prefix(withUnsafeBufferPointer { $0.visibleEnd }), as: UTF8.self)
  }
}
