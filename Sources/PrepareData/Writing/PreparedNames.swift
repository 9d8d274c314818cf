// SPDX-License-Identifier: Apache-2.0

import Platform

/// The names of the files written: beside the input, `_prepared` with `_train` and `_valid`, and a
/// number on all of them when one is taken.
enum PreparedNames {
  static func free(for path: String, isSplit: Bool) -> [String] {
    let stem = stem(of: path)
    let kinds = isSplit ? ["_train", "_valid"] : [""]
    var number = 0
    while true {
      let suffix = number > 0 ? " (\(number))" : ""
      let names = kinds.map { "\(stem)_prepared\($0)\(suffix).jsonl" }
      if !names.contains(where: Files.isFile) { return names }
      number += 1
    }
  }

  /// The path without its extension; dots that begin the name begin no extension.
  static func stem(of path: String) -> String {
    let bytes = Array(path.utf8)
    let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let name = bytes[start...]
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")),
      name[..<dot].contains(where: { $0 != UInt8(ascii: ".") })
    else { return path }
    return String(decoding: bytes[..<dot], as: UTF8.self)
  }
}
