// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// A frame and what was lost while it was read.
struct FrameReading: Sendable {
  var frame: PairFrame
  var violations: [RuleViolation] = []
}
