// SPDX-License-Identifier: Apache-2.0

import Platform
import Tables

/// The files of rows below a folder.
struct FolderFiles {
  /// With a slash at its end.
  let folder: String
  /// Their paths below the folder, in the order of names.
  let names: [String]

  init(_ path: String) {
    folder = path.hasSuffix("/") ? path : path + "/"
    names = Files.paths(below: folder).filter { name in
      !name.split(separator: "/").contains { $0.hasPrefix(".") } && Self.isData(name)
    }
  }

  /// The card is text, and files of settings are JSON: neither has rows.
  private static func isData(_ name: String) -> Bool {
    let settings = ["dataset_info.json", "dataset_infos.json", "dataset_dict.json", "state.json"]
    return DataFileName(name).format != nil && !settings.contains(Files.name(of: name))
  }

  /// With the folder before them.
  func paths(_ names: [String]) -> [String] { names.map { folder + $0 } }
}
