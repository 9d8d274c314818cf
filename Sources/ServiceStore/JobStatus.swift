// SPDX-License-Identifier: Apache-2.0

/// Where a job stands. `pending` and `running` change; the others are final.
package enum JobStatus: String, Codable, Sendable, CaseIterable {
  case pending, running, succeeded, failed, cancelled

  package var isFinal: Bool { self != .pending && self != .running }

  /// The word that `/fine_tuning/jobs` uses.
  package var fineTuningName: String { self == .pending ? "queued" : rawValue }
}
