// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The project's own files, found from where this source stands.
package enum Checkout {
  package static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Real datasets beside the clone; tests that use them are disabled where they are missing.
  package static let sharedData = root.deletingLastPathComponent().appending(path: "shared/data")

  package static var hasSharedData: Bool {
    FileManager.default.fileExists(atPath: sharedData.path)
  }

  /// The paths of all files below a folder of the project, relative to it and sorted.
  package static func files(below folder: String, endingIn suffix: String = "") -> [String] {
    let start = root.appending(path: folder)
    let names = FileManager.default.enumerator(atPath: start.path)?.compactMap { $0 as? String }
    return (names ?? []).filter { name in
      var isFolder: ObjCBool = false
      let path = start.appending(path: name).path
      return name.hasSuffix(suffix)
        && FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  package static func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }
}
