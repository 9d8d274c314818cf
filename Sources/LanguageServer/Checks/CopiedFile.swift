// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Workflows

/// A copy of what an editor holds, for readers that read files. It goes with the value.
final class CopiedFile {
  let file: DataFile
  private let folder: TemporaryPath

  /// - Parameter path: where the text belongs; its configuration and its name count.
  /// - Throws: `AssayError` when there is no room for it.
  init(_ text: EditedText, of path: String) throws(AssayError) {
    let name = Files.name(of: path)
    folder = .temporary(for: "lsp")
    let copy = "\(folder.path)/\(name.isEmpty ? "text" : name)"
    file = DataFile(path, readFrom: copy)
    try Files.createFolder(folder.path, permissions: 0o700)
    let out = try OpenFile(copy, for: .create(permissions: 0o600))
    try out.write(text.bytes)
  }

  deinit { Files.remove(folder.path) }
}
