// SPDX-License-Identifier: Apache-2.0

import CSignals

/// Ctrl-C and SIGTERM for jobs that can save their state: the first asks the job to stop, the second
/// stops the process.
package enum Interruption {
  /// Whether the job was asked to stop.
  package static var isRequested: Bool { assay_interruptions() > 0 }

  /// From now on the signals are counted instead of ending the process.
  package static func watch() { assay_watch_interruptions() }
}
