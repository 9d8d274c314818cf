// SPDX-License-Identifier: Apache-2.0

/// Sorting by an order that can fail.
enum TemplateOrder {
  /// Sorts so that equal items keep their order.
  static func sort<Item>(
    _ items: inout [Item], by isLess: (Item, Item) throws(TemplateFault) -> Bool
  ) throws(TemplateFault) {
    var fault: TemplateFault?
    items.sort { one, another in
      do throws(TemplateFault) {
        return try isLess(one, another)
      } catch {
        fault = fault ?? error
        return false
      }
    }
    if let fault { throw fault }
  }
}
