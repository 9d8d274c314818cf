// SPDX-License-Identifier: Apache-2.0

/// What a template calls `loop`.
final class LoopState: TemplateObject {
  private let items: [TemplateValue]
  private let depth: Int
  private var lastChange: [TemplateValue]?
  /// The place of the item that is at work.
  var index = 0
  /// Goes through other items with the body of the loop; nil where it is not recursive.
  var again: TemplateFunction?

  init(_ items: [TemplateValue], depth: Int) {
    self.items = items
    self.depth = depth
  }

  func member(_ name: String) -> TemplateValue? {
    switch name {
    case "index": .integer(index + 1)
    case "index0": .integer(index)
    case "revindex": .integer(items.count - index)
    case "revindex0": .integer(items.count - index - 1)
    case "first": .bool(index == 0)
    case "last": .bool(index == items.count - 1)
    case "length": .integer(items.count)
    case "depth": .integer(depth + 1)
    case "depth0": .integer(depth)
    case "previtem": index > 0 ? items[index - 1] : .undefined("there is no item before the first")
    case "nextitem":
      index + 1 < items.count ? items[index + 1] : .undefined("there is no item behind the last")
    case "cycle": .function(TemplateFunction(name, body: cycle))
    case "changed": .function(TemplateFunction(name, body: changed))
    default: nil
    }
  }

  private func cycle(_ given: TemplateArguments) throws(TemplateFault) -> TemplateValue {
    guard !given.positional.isEmpty else { throw TemplateFault("\"cycle\" needs values") }
    return given.positional[index % given.positional.count]
  }

  private func changed(_ given: TemplateArguments) throws(TemplateFault) -> TemplateValue {
    let isSame = lastChange.map { TemplateValue.list($0).equals(.list(given.positional)) } ?? false
    lastChange = given.positional
    return .bool(!isSame)
  }
}
