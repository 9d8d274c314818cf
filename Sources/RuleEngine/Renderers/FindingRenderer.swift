// SPDX-License-Identifier: Apache-2.0

/// Turns the reports of a run into one text. All renderers are fed the same reports.
package protocol FindingRenderer: Sendable {
  /// Of how many places of a finding it needs the rows; 0: it shows none.
  var shownPlaces: Int { get }

  func render(_ reports: [LintReport], _ options: RenderOptions) -> String
}

extension FindingRenderer {
  package var shownPlaces: Int { 0 }
}
