// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Foundation
import Platform
package import RuleEngine

/// Finds and reads the configuration file of a data file.
package struct ConfigurationFinder {
  private static let fileName = "assay.yaml"
  let choice: ConfigurationChoice

  package init(_ choice: ConfigurationChoice) { self.choice = choice }

  /// The configuration file for a file; nil when there is none.
  package func path(for file: String) -> String? {
    switch choice {
    case .none: return nil
    case .file(let path): return path
    case .nearest: break
    }
    let start = file == "-" ? "." : (file as NSString).deletingLastPathComponent
    var folder = Self.absolute(start.isEmpty ? "." : start)
    while true {
      let path = folder + Self.fileName
      if Files.exists(path) { return Self.shown(path) }
      guard folder != "/" else { return nil }
      let parent = folder.dropLast()
      folder = String(parent[...(parent.lastIndex(of: "/") ?? parent.startIndex)])
    }
  }

  /// Reads a configuration file; an empty one where there is none.
  package func configuration(at path: String?) throws(AssayError) -> Configuration {
    guard let path else { return Configuration() }
    guard let bytes = try? Files.read(path) else {
      throw AssayError(
        "the configuration cannot be read", at: Location(file: path), remedy: "Check the path")
    }
    let folder = Self.absolute((path as NSString).deletingLastPathComponent)
    return try Configuration(
      text: String(decoding: bytes, as: UTF8.self), path: path, folder: folder)
  }

  /// A folder from the root on, with a slash at its end.
  static func absolute(_ folder: String) -> String {
    let path = URL(filePath: folder.isEmpty ? "." : folder).standardizedFileURL.path
    return path.hasSuffix("/") ? path : path + "/"
  }

  /// A path from the root on; `-` stays.
  package static func absolutePath(_ path: String) -> String {
    path == "-" ? path : URL(filePath: path).standardizedFileURL.path
  }

  /// A path as short as it can be said from the current folder.
  private static func shown(_ path: String) -> String {
    let current = absolute(".")
    return path.hasPrefix(current) ? String(path.dropFirst(current.count)) : path
  }
}
