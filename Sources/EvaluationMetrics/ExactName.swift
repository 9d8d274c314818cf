// SPDX-License-Identifier: Apache-2.0

/// A class name compared by its code points. Swift's own comparison takes canonically equivalent
/// texts for equal, but a model's labels are bytes: `é` and `e` + accent are two classes.
package struct ExactName: Hashable, Comparable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package static func == (left: ExactName, right: ExactName) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// UTF-8 sorts as code points do.
  package static func < (left: ExactName, right: ExactName) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}
