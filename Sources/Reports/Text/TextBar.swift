// SPDX-License-Identifier: Apache-2.0

/// Bars of block characters, in eighths of a column.
package enum TextBar {
  private static let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// A bar that fills its width at 1. What is more than nothing shows.
  package static func drawn(_ share: Double, width: Int) -> String {
    guard share > 0, share.isFinite else { return "" }
    let eighths = max(1, Int((min(1, share) * Double(width * 8)).rounded()))
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}
