// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import JSON
import Tables

/// Reads JSONL whole until `Tables` streams it.
enum LinesForNow {
  static func read(path: String) throws(AssayError) -> RowBatch {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AssayError("cannot read", at: Location(file: path))
    }
    let columns = ["label", "prediction", "scores", "prompt"]
    var b = RowBatch.Builder(file: path, columns: columns, firstRow: 0)
    for (i, line) in Array(data).split(separator: 10).enumerated() {
      let v: JSONValue
      do { v = try JSONParser.parse(Array(line), file: path) } catch {
        var error = error
        error.location?.line = i + 1
        throw error
      }
      for c in columns {
        switch v[c] {
        case .string(let s): b.append(s)
        case .object: b.append(v[c]!.text(), kind: .nested)
        case nil, .null?: b.append("", kind: .missing)
        default: b.append(v[c]!.text(), kind: .number)
        }
      }
      b.endRow(line: i + 1)
    }
    return b.finish()
  }
}
