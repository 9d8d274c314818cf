// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation

/// A store with one model of random weights, `mine`.
struct TemporaryStore {
  private let folder: TemporaryFolder
  var path: String { folder.url.path }

  init() throws {
    folder = try TemporaryFolder()
    let models = folder.url.appending(path: "models")
    try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: try RandomModel.path(), toPath: models.appending(path: "mine").path)
  }
}
