// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// The routes of one resource. A new one is a file of its own in `Routes` and a line in
/// `ServiceRouter`.
protocol RouteSet: Sendable {
  typealias Group = RouterGroup<APIContext>

  /// Adds a handler for each method and path, as Hummingbird writes them.
  func add(to group: Group)
}
