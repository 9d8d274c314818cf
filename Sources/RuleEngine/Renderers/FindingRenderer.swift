// SPDX-License-Identifier: Apache-2.0

/// Turns the reports of a run into one text. All renderers are fed the same reports.
package protocol FindingRenderer: Sendable {
  /// Whether it shows rows, so that excerpts are worth collecting.
  var showsRows: Bool { get }

  func render(_ reports: [LintReport], _ options: RenderOptions) -> String
}
