// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Columnar
package import Foundation
import JSON
import Testing

/// Files of columns beside the JSON Lines that their rows stand for, as scripts in Tests/Oracles/make
/// write them.
package struct GoldenRows: Sendable {
  package typealias Reading =
    (UnsafeMutableRawBufferPointer, Int) throws(AssayError) -> Int

  /// The name that readers are told the file has.
  package static let name = "in.file"

  private let suffix: String
  private let open: @Sendable (Int, @escaping Reading) throws(AssayError) -> any ColumnarRows

  /// - Parameter open: a reader of a file of so many bytes.
  package init(
    suffix: String,
    open: @escaping @Sendable (Int, @escaping Reading) throws(AssayError) -> any ColumnarRows
  ) {
    self.suffix = suffix
    self.open = open
  }

  package func names(in folder: URL) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
  }

  package func bytes(_ name: String, in folder: URL) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name + suffix)))
  }

  /// Records an issue where the rows of a file are others than those beside it.
  package func expectSame(_ name: String, in folder: URL) throws {
    let rows = try rows(of: bytes(name, in: folder))
    let text = try String(contentsOf: folder.appending(path: "\(name).jsonl"), encoding: .utf8)
    let expected = text.split(separator: "\n")
    #expect(rows.count == expected.count, "\(name)")
    for (number, (row, wanted)) in zip(rows, expected).enumerated() {
      let found = try JSONParser.parse(Array(row.utf8), file: name)
      let right = try JSONParser.parse(Array(wanted.utf8), file: name)
      guard found != right else { continue }
      Issue.record("\(name), row \(number): \(row) instead of \(wanted)")
      return
    }
  }

  /// The rows of a file, `limit` at most.
  package func rows(of bytes: [UInt8], limit: Int = .max) throws(AssayError) -> [String] {
    let reader = try open(bytes.count) { buffer, place in
      let part = bytes[min(place, bytes.count)...].prefix(buffer.count)
      buffer.copyBytes(from: part)
      return part.count
    }
    var rows: [String] = []
    while rows.count < limit {
      var row: [UInt8] = []
      guard try reader.write(to: &row) else { break }
      rows.append(String(decoding: row, as: UTF8.self))
    }
    return rows
  }

  /// Reads the file with one byte after another wrong: nothing worse than a message may come of it.
  package func readDamaged(_ good: [UInt8], step: Int) {
    for place in stride(from: 0, to: good.count, by: step) {
      var bytes = good
      bytes[place] ^= place % 2 == 0 ? 0xFF : 1 << UInt8(place % 8)
      do throws(AssayError) {
        _ = try rows(of: bytes, limit: 1000)
      } catch {
        #expect(error.location?.file == Self.name)
      }
    }
  }
}
