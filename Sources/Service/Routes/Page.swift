// SPDX-License-Identifier: Apache-2.0

/// A part of a list, as `limit` and `after` ask for it.
struct Page<Item> {
  let items: [Item]
  let hasMore: Bool

  /// - Parameters:
  ///   - items: the whole list in the order in which it is paged through.
  ///   - id: what `after` names.
  init(
    _ query: Query, items: [Item], largest: Int, standard: Int, id: (Item) -> String
  ) throws(APIError) {
    let limit = try query.integer("limit", in: 1...largest, default: standard)
    var start = 0
    if let after = query["after"] {
      guard let index = items.firstIndex(where: { id($0) == after }) else {
        throw .invalid("Invalid 'after': there is no '\(after)'.", param: "after")
      }
      start = index + 1
    }
    self.items = Array(items[start...].prefix(limit))
    hasMore = start + limit < items.count
  }
}
