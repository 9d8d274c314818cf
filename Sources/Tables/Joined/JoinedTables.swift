// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

/// Several files of one format as one data set, in their order: the rows that one file would have into which
/// all of them were written one behind the other. Files are opened as their turn comes, so that there may
/// be thousands.
package struct JoinedTables: Sendable {
  /// A name for all of them.
  package let path: String
  package let format: TableFormat
  /// The size of all files; nil where one is packed.
  package let byteCount: Int?
  package let paths: [String]
  private let options: TableSource.Options
  /// Files that cannot be read twice, such as standard input.
  private let kept: [Int: TableSource]
  private let starts = PartStarts()

  /// - Throws: `AssayError` when a file cannot be read, or they are of different formats.
  package init(
    _ paths: [String], name: String, options: TableSource.Options
  ) throws(AssayError) {
    var byteCount: Int? = 0
    var format: (TableFormat, file: String)?
    var kept: [Int: TableSource] = [:]
    var present: [String] = []
    var emptiness: AssayError?
    for path in paths {
      guard let source = try Self.source(path, options, emptiness: &emptiness) else { continue }
      if let first = format, first.0 != source.format {
        throw .differentFormats(source.format, path, first: first.0, firstFile: first.file)
      }
      format = format ?? (source.format, path)
      byteCount = source.byteCount.flatMap { own in byteCount.map { $0 + own } }
      if path == "-" || PipedInput.isMeant(by: path) { kept[present.count] = source }
      present.append(path)
    }
    guard let format else {
      throw emptiness ?? AssayError("there is no file to read", remedy: "Name one")
    }
    (self.path, self.format, self.byteCount) = (name, format.0, byteCount)
    (self.paths, self.options, self.kept) = (present, options, kept)
  }

  /// The rows of one of the files; nil where it is so empty that its format does not matter.
  private static func source(
    _ path: String, _ options: TableSource.Options, emptiness: inout AssayError?
  ) throws(AssayError) -> TableSource? {
    do throws(AssayError) {
      return try TableSource(path: path, options: options)
    } catch {
      guard error.code == .noRows else { throw error }
      emptiness = error
      return nil
    }
  }

  /// Starts a pass over the rows of all files.
  package func open() throws(AssayError) -> any TableReader {
    let (paths, options, kept) = (paths, options, kept)
    return JoinedReader(path: path, count: paths.count, starts: starts) {
      part throws(AssayError) in
      if let source = kept[part] { return try source.open() }
      return try TableSource(path: paths[part], options: options).open()
    }
  }

  /// Where a row stands, once some pass has come there.
  package func origin(of row: Int) -> RowOrigin? {
    starts.part(of: row).map { RowOrigin(file: paths[$0.part], row: row - $0.firstRow) }
  }
}

extension AssayError {
  fileprivate static func differentFormats(
    _ format: TableFormat, _ file: String, first: TableFormat, firstFile: String
  ) -> AssayError {
    AssayError(
      "the file is \(format.rawValue), and `\(VisibleText.escaped(firstFile))` is \(first.rawValue)",
      at: Location(file: file),
      remedy:
        "Give files of one format; `assay convert` or `assay fix` writes JSON Lines of another")
  }
}
