// SPDX-License-Identifier: Apache-2.0

/// The exit statuses of every command; scripts depend on them.
package enum ExitStatus: Int32, Sendable {
  /// Done, nothing to report.
  case clean = 0
  /// Findings at or above `--fail-on`, or an evaluation under a required threshold.
  case findings = 1
  /// Usage, unreadable or malformed input, full disk, missing model: nothing was written.
  case couldNotRun = 2
  /// Stopped by the user, with the state saved where the command says so.
  case interrupted = 130
}
