// SPDX-License-Identifier: Apache-2.0

/// The path of a request as its segments. `%XX` and `+` are decoded in each segment AFTER the split
/// at `/`: the client of 2023 sends whole local paths as one segment (`/files/%2Ftmp%2Fa+b.jsonl`).
package enum PathSegments {
  /// The decoded segments of a request's target, without the query and without a leading `v1`.
  /// - Throws: `APIError` 400 when an escape is cut short or the result is not UTF-8.
  package static func parse(_ target: String) throws(APIError) -> [String] {
    let path = target.prefix { $0 != "?" && $0 != "#" }
    var segments: [String] = []
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      segments.append(try decode(part))
    }
    if segments.first == "v1" { segments.removeFirst() }
    return segments
  }

  /// The decoded pairs of a request's query; of several with one name, the last.
  /// - Throws: `APIError` 400 when an escape is cut short or the result is not UTF-8.
  package static func query(_ target: String) throws(APIError) -> [String: String] {
    guard let mark = target.firstIndex(of: "?") else { return [:] }
    var pairs: [String: String] = [:]
    let query = target[target.index(after: mark)...].prefix { $0 != "#" }
    for pair in query.utf8.split(separator: UInt8(ascii: "&")) {
      let name = pair.prefix { $0 != UInt8(ascii: "=") }
      pairs[try decode(name)] = try decode(pair.dropFirst(name.count + 1))
    }
    return pairs
  }

  /// Decodes `%XX` and `+`.
  private static func decode(_ bytes: Substring.UTF8View.SubSequence) throws(APIError) -> String {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = hexadecimal(rest.popFirst()), let low = hexadecimal(rest.popFirst())
        else {
          throw .invalid("The path or query has a '%' that two hexadecimal digits do not follow.")
        }
        decoded.append(high << 4 | low)
      default: decoded.append(byte)
      }
    }
    guard let text = String(validating: decoded, as: UTF8.self), !decoded.contains(0) else {
      throw .invalid("The path or query is not UTF-8 once decoded.")
    }
    return text
  }

  private static func hexadecimal(_ byte: UInt8?) -> UInt8? {
    switch byte {
    case .some(let byte) where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"):
      byte - UInt8(ascii: "0")
    case .some(let byte) where byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"):
      (byte | 0x20) - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
