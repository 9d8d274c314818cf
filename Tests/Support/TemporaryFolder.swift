// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A folder of its own for a test; removed when the value goes.
package final class TemporaryFolder: Sendable {
  package let url: URL

  package init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// The path of a file in it.
  package func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a file and gives its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  /// Writes a file and gives its path.
  @discardableResult
  package func write(_ data: Data, to name: String) throws -> String {
    let file = url.appending(path: name)
    try data.write(to: file)
    return file.path
  }

  /// Writes the shape of a GPT-2 that is trained in a moment, and gives its path.
  @discardableResult
  package func writeSmallModel(
    positions: Int, width: Int = 8, to name: String = "config.json"
  ) throws -> String {
    try write(
      """
      {"model_type": "gpt2", "n_embd": \(width), "n_head": 2, "n_layer": 1, \
      "n_positions": \(positions)}
      """, to: name)
  }

  /// The names of the files in the folder, sorted.
  package var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
  }

  package func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }
}
