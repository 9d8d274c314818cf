// SPDX-License-Identifier: Apache-2.0

/// A step of the road.
package enum RoadStep: String, Sendable, CaseIterable {
  case lint, fix, train, evaluate
}
