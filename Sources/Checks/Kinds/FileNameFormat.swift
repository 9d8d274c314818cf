// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Tables

/// The extension of the file's name is that of another format.
struct FileNameFormat: Check {
  static let kind = "file-name-format"
  static let holes = ["extension", "format"]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard !profile.isEdited else { return [] }
    let name = DataFileName(profile.path)
    guard let suffix = name.suffix, let named = name.format, named != profile.format else {
      return []
    }
    return [
      Conclusion(values: ["extension": "`.\(suffix)`", "format": profile.format.rawValue])
    ]
  }
}
