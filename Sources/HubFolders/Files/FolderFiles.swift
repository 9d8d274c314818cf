// SPDX-License-Identifier: Apache-2.0

import Foundation
import Tables

/// The files of rows below a folder.
struct FolderFiles {
  /// With a slash at its end.
  let folder: String
  /// Their paths below the folder, in the order of names.
  let names: [String]

  init(_ path: String) {
    folder = path.hasSuffix("/") ? path : path + "/"
    let all =
      FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    names = all.filter { name in
      !name.split(separator: "/").contains { $0.hasPrefix(".") } && Self.isData(name)
    }.sorted()
  }

  /// The card is text, and files of settings are JSON: neither has rows.
  private static func isData(_ name: String) -> Bool {
    let last = name.split(separator: "/").last ?? ""
    let settings = ["dataset_info.json", "dataset_infos.json", "dataset_dict.json", "state.json"]
    return DataFileName(name).format != nil && !settings.contains(String(last))
  }

  /// With the folder before them.
  func paths(_ names: [String]) -> [String] { names.map { folder + $0 } }
}
