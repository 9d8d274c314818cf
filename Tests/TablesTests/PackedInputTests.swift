// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import Testing

@testable import Tables

@Suite struct PackedInputTests {
  /// `prompt,completion` and the row `a -> ,"b⏎c"` in each form.
  static let packed: [(String, Data)] = [
    (
      ".zst",
      Data(base64Encoded: "KLUv/SQe8QAAcHJvbXB0LGNvbXBsZXRpb24KYSAtPiAsImIKYyIKVpnhUg==") ?? Data()
    ),
    (
      ".xz",
      Data(
        base64Encoded:
          "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAdcHJvbXB0LGNvbXBsZXRpb24KYSAtPiAsImIKYyIKAAAAYYM0ADOBPuoAATYePRmVUx+2830BAAAAAARZWg=="
      ) ?? Data()
    ),
    (
      ".bz2",
      Data(
        base64Encoded:
          "QlpoOTFBWSZTWVwoDAsAAAzZgAAQUAYAATon1AAgACKaDT0Ro2oU0yMTExIGNBgCjuEzCzNWMlkWh+LuSKcKEguFAYFg"
      ) ?? Data()
    ),
  ]

  @Test(arguments: packed)
  func readsPackedText(suffix: String, bytes: Data) throws {
    for name in ["in.csv\(suffix)", "in.csv", "in"] {
      let table = try ReadTable(bytes, as: name, options: .tiny(chunk: 5))
      #expect(table.columns == ["prompt", "completion"])
      #expect(table.rows == [["a -> ", "b\nc"]])
    }
  }

  @Test(arguments: packed)
  func readsSeveralMembers(suffix: String, bytes: Data) throws {
    let table = try ReadTable(bytes + bytes, as: "in.csv\(suffix)")
    #expect(table.rows.first == ["a -> ", "b\nc"])
    #expect(table.rows.count > 1)
  }

  @Test(arguments: packed)
  func noticesWhatIsCutShortAtAnyByte(suffix: String, bytes: Data) throws {
    for count in 6..<bytes.count {
      let error = try readingError(bytes.prefix(count), as: "in.csv\(suffix)")
      #expect(error.message.hasSuffix("data is cut short"))
      #expect(error.remedy == "Fetch the file again")
    }
  }

  @Test(arguments: packed)
  func noticesDamage(suffix: String, bytes: Data) throws {
    let garbage = bytes + Data("garbage".utf8)
    #expect(try readingError(garbage, as: "in.csv\(suffix)").message.contains("data is "))
  }
}
