// SPDX-License-Identifier: Apache-2.0

/// The forms in which findings are printed.
package enum FindingFormat: String, Sendable, CaseIterable {
  case full, concise, json

  package var renderer: any FindingRenderer {
    switch self {
    case .full: FullRenderer()
    case .concise: ConciseRenderer()
    case .json: JSONRenderer()
    }
  }
}
