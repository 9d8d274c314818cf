// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
package import Tables

extension ExampleReader {
  /// The different completions of a file, sorted by code point: what a classification head is to
  /// tell apart.
  /// - Throws: `AssayError` when the file cannot be read or its completions are no classes.
  package func classes(of source: TableSource) throws(AssayError) -> [String] {
    var found: Set<[UInt8]> = []
    var rows = 0
    let names = names.read(from: source.format)
    var reader = try source.open()
    while let batch = try reader.next() {
      let columns = try ExampleColumns.Pair(batch, names: names, of: source.format)
      for index in 0..<batch.count {
        found.insert(Array(batch[index].text(columns.completion).utf8))
      }
      rows += batch.count
    }
    // The reader of the rows names the one without a completion.
    found.remove([])
    guard TaskInference().mayBeAskedFor(classes: found.count, of: rows) else {
      throw AssayError(
        "the completions are not classes: \(found.count) different ones in \(Plural.counted(rows, "row"))",
        at: Location(file: source.path, field: names.completion),
        remedy:
          "Give two classes or more, each in two rows or more on average; texts are learned with"
          + " --objective completion")
    }
    // The order of UTF-8 is that of code points.
    return found.sorted { $0.lexicographicallyPrecedes($1) }.map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  func noClass(_ completion: String, at location: Location) -> AssayError {
    AssayError(
      "the completion \"\(completion)\" is none of the \(head?.classes.count ?? 0) classes of the"
        + " training file", at: location,
      remedy: "Spaces and case count; correct the row or prepare both files together")
  }
}
