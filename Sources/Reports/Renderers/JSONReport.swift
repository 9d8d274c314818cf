// SPDX-License-Identifier: Apache-2.0

import JSON

/// A report for programs: the report's data as one line of JSON.
package enum JSONReport {
  package static func render(_ report: Report) -> String {
    report.data.text() + "\n"
  }
}
