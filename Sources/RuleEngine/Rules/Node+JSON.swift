// SPDX-License-Identifier: Apache-2.0

import JSON
import Yams

extension Node {
  /// The node as JSON: quoted scalars are text, plain ones what JSON would make of them.
  var json: JSONValue {
    switch self {
    case .mapping(let mapping):
      var object = JSONObject()
      for (key, value) in mapping { object.append(key.scalar?.string ?? "", value.json) }
      return .object(object)
    case .sequence(let sequence): return .array(sequence.map(\.json))
    case .scalar(let scalar):
      return scalar.style == .plain ? Self.plain(scalar.string) : .string(scalar.string)
    case .alias: return .null
    }
  }

  private static func plain(_ text: String) -> JSONValue {
    switch text {
    case "null", "": return .null
    case "true": return true
    case "false": return false
    default:
      if let integer = Int(text) { return .integer(integer) }
      let isNumber = text.first.map { $0.isNumber || $0 == "-" } ?? false
      return isNumber ? Double(text).map { .number($0) } ?? .string(text) : .string(text)
    }
  }
}
