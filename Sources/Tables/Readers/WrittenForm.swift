// SPDX-License-Identifier: Apache-2.0

import CSimdjson
import JSON

/// Tells whether a line is written as assay writes rows: `{"prompt":"...","completion":"..."}`
/// without spaces, with no escape that JSON does not demand.
struct WrittenForm {
  private static let keys = ["prompt", "completion"].map { Array($0.utf8) }
  private var expected: [UInt8] = []

  mutating func fits(
    _ line: UnsafeBufferPointer<UInt8>, _ members: UnsafeBufferPointer<assay_json_member>
  ) -> Bool {
    guard members.count == Self.keys.count else { return false }
    expected.removeAll(keepingCapacity: true)
    for (member, key) in zip(members, Self.keys) {
      let name = UnsafeBufferPointer(start: member.key, count: member.key_length)
      guard member.kind == assay_json_text, name.elementsEqual(key) else { return false }
      expected.append(UInt8(ascii: expected.isEmpty ? "{" : ","))
      JSONValue.writeString(name, to: &expected)
      expected.append(UInt8(ascii: ":"))
      JSONValue.writeString(
        UnsafeBufferPointer(start: member.text, count: member.length), to: &expected)
    }
    expected.append(UInt8(ascii: "}"))
    let text = line.last == UInt8(ascii: "\n") ? line.dropLast() : line[...]
    return text.elementsEqual(expected)
  }
}
