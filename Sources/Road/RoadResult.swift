// SPDX-License-Identifier: Apache-2.0

/// Where the road has led to.
package enum RoadResult: Sendable {
  case arrived(RoadVerdict, RoadFolder)
  /// The caller wanted it to stop; the state is saved.
  case interrupted(RoadFolder)
}
