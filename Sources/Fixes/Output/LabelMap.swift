// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
import Checks
import Dataset
package import JSON
import Platform
package import Records

/// Labels and their numbers: with ` 0`, ` 1`, ... as completions one token decides the class.
package struct LabelMap: Sendable, Equatable {
  /// The labels; a label's place is its number.
  package let labels: [String]

  /// Numbers the labels in the order of their UTF-8 bytes, so that a file numbers them alike
  /// however its rows are ordered.
  package init(numbering labels: some Sequence<String>) {
    self.labels = Set(labels).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Reads `{"label": number}`.
  /// - Throws: `AssayError` when it is not an object of different numbers from 0 on.
  package init(_ json: JSONValue, file: String) throws(AssayError) {
    let members = json.object?.members ?? []
    var labels = [String?](repeating: nil, count: members.count)
    for member in members {
      guard let number = member.value.integer, labels.indices.contains(number),
        labels[number] == nil
      else {
        throw AssayError(
          "the number of `\(VisibleText.escaped(member.key))` is not one of 0 to \(labels.count - 1)",
          at: Location(file: file), remedy: "Use a map that --number-classes wrote")
      }
      labels[number] = member.key
    }
    self.labels = labels.compactMap { $0 }
    guard !self.labels.isEmpty else {
      throw AssayError(
        "this is not a map of labels to numbers", at: Location(file: file),
        remedy: "Use a map that --number-classes wrote")
    }
  }

  package var json: JSONValue {
    var object = JSONObject()
    for (number, label) in labels.enumerated() { object.append(label, .integer(number)) }
    return .object(object)
  }

  /// The edit that makes numbers of the labels of a file.
  /// - Throws: `AssayError` for a label that the map does not know.
  package func step(for profile: Profile, file: String) throws(AssayError) -> FixStep {
    let known = Set(labels)
    if let stray = profile.labels.first(where: { !known.contains($0.text) }) {
      throw AssayError(
        "the label \(quoted(stray.text.utf8)) is not in the map",
        at: Location(file: file, row: stray.firstRow, line: stray.firstLine),
        remedy: NearestName.of(stray.text, in: labels).map { "Did you mean `\($0)`?" }
          ?? "Use the map of the file that the model was trained on")
    }
    let numbers = Dictionary(
      uniqueKeysWithValues: labels.enumerated().map { (Array($1.utf8), Array(" \($0)".utf8)) })
    return FixStep(.labels, "number the \(labels.count) classes") { record in
      let label = record.completion[record.completion.labelRange]
      guard let number = numbers[Array(label)] else { return false }
      record.completion = number
      return true
    }
  }
}
