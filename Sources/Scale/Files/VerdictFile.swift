// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import BitCollections
import Platform

/// The rows of a shard that repeat others, as an engine found them by their keys: a letter and the row's number
/// in the shard on each line. `R` repeats an earlier row, `N` does so but for case and space, and `C` has a prompt
/// that occurs with another completion.
struct VerdictFile {
  let verdicts: RowVerdicts
  /// The SHA-256 of the file.
  let hash: String

  /// - Parameter rows: how many the shard has.
  /// - Throws: `AssayError` when a line says something else.
  init(path: String, rows: Int) throws(AssayError) {
    let bytes = try Self.bytes(of: path)
    if let last = bytes.last, last != UInt8(ascii: "\n") {
      throw AssayError(
        "the last line is cut off", at: Location(file: path), remedy: "Write the verdicts again")
    }
    let digest = MessageDigest()
    bytes.withUnsafeBytes { digest.update($0) }
    hash = digest.finish()
    var found = RowVerdicts()
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      let row = Int(String(decoding: line.dropFirst(2), as: UTF8.self))
      guard line.count > 2, line[line.startIndex + 1] == UInt8(ascii: " "), let row,
        0..<rows ~= row
      else { throw Self.fault(path, index) }
      switch line[line.startIndex] {
      case UInt8(ascii: "R"): found.repeated.insert(row)
      case UInt8(ascii: "N"): found.normalized.insert(row)
      case UInt8(ascii: "C"): found.conflicting.insert(row)
      default: throw Self.fault(path, index)
      }
    }
    verdicts = found
  }

  private static func bytes(of path: String) throws(AssayError) -> [UInt8] {
    do throws(AssayError) {
      return try Files.read(path)
    } catch {
      throw AssayError(
        "cannot be read", at: Location(file: path),
        remedy: "Write a file of verdicts for each shard, an empty one where there are none")
    }
  }

  private static func fault(_ path: String, _ index: Int) -> AssayError {
    AssayError(
      "a line is R, N or C, a space and the number of a row of the shard",
      at: Location(file: path, line: index + 1),
      remedy: "Write the verdicts of this shard, with rows counted from 0")
  }
}
