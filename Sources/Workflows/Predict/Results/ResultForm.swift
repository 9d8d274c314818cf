// SPDX-License-Identifier: Apache-2.0

package import Tables

/// The form in which labeled rows are written.
package enum ResultForm: String, Sendable, CaseIterable {
  case csv, tsv, jsonl, json, xlsx, text

  /// The form that a file's name stands for; nil where it stands for none.
  package init?(path: String) {
    guard let format = DataFileName(path).writtenFormat else { return nil }
    self.init(rawValue: format == .txt ? Self.text.rawValue : format.rawValue)
  }

  /// The form on standard output of rows that came in a format.
  package init(rowsOf format: TableFormat) {
    switch format {
    case .tsv: self = .tsv
    case .json: self = .json
    default: self = format.hasHeader ? .csv : .jsonl
    }
  }
}

/// The names of the columns that labeling adds to the input's own. A name that the input has already is
/// told apart from it, so that nothing of the input is lost.
package struct ResultColumns: Sendable, Equatable {
  /// The class; empty where the row is blank or unsure.
  package let label: String
  /// The probability of the likeliest class, and how far it is ahead of the second.
  package let probability: String
  package let margin: String
  /// Whether no class is probable enough, and the likeliest all the same; nil without a threshold.
  package let unsure: String?
  package let likeliest: String?

  package init(beside own: [String], hasThreshold: Bool) {
    func free(_ name: String) -> String {
      guard own.contains(name) else { return name }
      var number = 1
      var other = "predicted_\(name)"
      while own.contains(other) {
        number += 1
        other = "predicted_\(name)_\(number)"
      }
      return other
    }
    label = free("label")
    probability = free("probability")
    margin = free("margin")
    unsure = hasThreshold ? free("unsure") : nil
    likeliest = hasThreshold ? free("likeliest") : nil
  }

  /// In the order in which they are written.
  package var all: [String] { [label, probability, margin, unsure, likeliest].compactMap { $0 } }

  /// Those that had to give way to a column of the input, with the name that they have now.
  package var renamed: [(wanted: String, name: String)] {
    let wanted = ["label", "probability", "margin", "unsure", "likeliest"]
    return zip(wanted, [label, probability, margin, unsure, likeliest]).compactMap { wanted, name in
      name.flatMap { $0 == wanted ? nil : (wanted, $0) }
    }
  }
}
