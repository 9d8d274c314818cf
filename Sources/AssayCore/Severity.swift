// SPDX-License-Identifier: Apache-2.0

/// How much a finding matters. `error`: the data will not train as meant; `warning`: it will train
/// worse; `info`: worth knowing.
package enum Severity: String, Sendable, CaseIterable, Comparable {
  case info, warning, error

  package static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }
}
