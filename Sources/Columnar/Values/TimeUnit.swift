// SPDX-License-Identifier: Apache-2.0

/// What times are counted in, by how many make a second.
package enum TimeUnit: Int64, Sendable {
  case seconds = 1
  case milliseconds = 1_000
  case microseconds = 1_000_000
  case nanoseconds = 1_000_000_000
}
