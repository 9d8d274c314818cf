// SPDX-License-Identifier: Apache-2.0

/// What renderers are told besides the findings.
package struct RenderOptions: Sendable {
  /// The columns of the terminal.
  package var width = 100
  package var isColored = false
  /// Whether figures about the data are wanted too.
  package var showsStatistics = false
  /// The text of the rows that findings point at, by file.
  package var excerpts: [String: Excerpts] = [:]

  package init() {}
}
