// SPDX-License-Identifier: Apache-2.0

/// Which assay this is: results and records name it.
package enum Version {
  package static let text = "0.1.0"
}
