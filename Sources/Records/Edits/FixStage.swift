// SPDX-License-Identifier: Apache-2.0

/// The order in which fixes touch a row, whatever the order of the rules: a row that goes is not
/// edited first, messages have their form before what they say is looked at, whitespace is cleared before a separator is put behind it, letter case is lowered
/// before there is a new separator or stop sequence that must keep its own, prefixes go before the
/// leading space comes, and labels are compared when everything else is done.
package enum FixStage: Int, Sendable, Comparable, CaseIterable {
  case dropRows
  case columns
  case messages
  case whitespace
  case prefix
  case letterCase
  case separator
  case completionEnding
  case leadingSpace
  case labels

  package static func < (left: FixStage, right: FixStage) -> Bool {
    left.rawValue < right.rawValue
  }
}
