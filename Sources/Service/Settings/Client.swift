// SPDX-License-Identifier: Apache-2.0

/// Who sends a request.
struct Client: Sendable, Equatable {
  /// Whose files, jobs and models it makes.
  var organization = "personal"
  /// Whether it sees those of others too, as where one key, or none, is for all.
  var seesAll = true

  /// Whose records it sees; everybody's when nil.
  var visible: String? { seesAll ? nil : organization }
}
