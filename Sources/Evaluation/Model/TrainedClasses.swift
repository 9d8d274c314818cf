// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON

#if canImport(Glibc)
  import Glibc
#endif

/// The classes a model was trained to tell apart, as `assay.json` in its folder names them. A file to
/// evaluate may lack some of them, yet the model may answer them.
package enum TrainedClasses {
  /// The classes; nil when the folder has no record or the model is no classifier.
  /// - Throws: `AssayError` when there is a record that cannot be read.
  package static func read(folder: String) throws(AssayError) -> [String]? {
    let path = "\(folder)/assay.json"
    guard access(path, F_OK) == 0 else { return nil }
    return try JSONParser.parse(bytes(of: path), file: path)["classes"]?.array?
      .compactMap(\.string)
  }

  private static func bytes(of path: String) throws(AssayError) -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw AssayError(
        "cannot read: \(String(cString: strerror(errno)))", at: Location(file: path),
        remedy: "Check that the file may be read")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }
}
