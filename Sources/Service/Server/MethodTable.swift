// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// The methods that each path takes, for those who come with another, be it of HTTP or of an extension
/// such as WebDAV's PROPFIND.
struct MethodTable: Sendable {
  /// A path's segments; nil stands for any.
  private var patterns: [(segments: [String?], method: HTTPRequest.Method)] = []

  init(_ sets: [any RouteSet] = []) {
    let router = Router(context: APIContext.self)
    for set in sets { for group in [router.group(), router.group("v1")] { set.add(to: group) } }
    patterns = router.routes.map { route in
      let segments = route.path.description.split(separator: "/")
      return (segments.map { $0.hasPrefix("{") ? nil : String($0) }, route.method)
    }
  }

  /// The names of a path's methods, sorted; none when there is no such path.
  func methods(of path: String) -> [String] {
    let segments = path.split(separator: "/")
    var methods: Set<HTTPRequest.Method> = []
    for pattern in patterns where pattern.segments.count == segments.count {
      let fits = zip(pattern.segments, segments).allSatisfy { own, given in
        own == nil || own == String(given)
      }
      if fits { methods.insert(pattern.method) }
    }
    if methods.contains(.get) { methods.insert(.head) }
    return methods.map(\.rawValue).sorted()
  }
}
