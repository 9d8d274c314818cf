// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CZip

/// The zip file a workbook is, read entry by entry.
package final class WorkbookArchive {
  package let path: String
  let limits: WorkbookLimits
  private let handle: OpaquePointer

  /// - Throws: `AssayError` when the file is no whole zip archive.
  package convenience init(path: String) throws(AssayError) {
    try self.init(InputFile(path: path))
  }

  /// The file may be standard input, which was spooled.
  init(_ file: InputFile, limits: WorkbookLimits = WorkbookLimits()) throws(AssayError) {
    path = file.path
    self.limits = limits
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    // The name of the descriptor opens even a file that has no other name any more.
    let name = "/proc/self/fd/\(file.descriptor)"
    guard let source = zip_source_file_create(name, 0, -1, &error) else {
      throw WorkbookArchive.notWhole(file.path, &error)
    }
    guard let handle = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      throw WorkbookArchive.notWhole(file.path, &error)
    }
    self.handle = handle
  }

  deinit {
    zip_discard(handle)
  }

  /// Whether there is an entry of this name.
  package func contains(_ name: String) -> Bool {
    zip_name_locate(handle, name, 0) >= 0
  }

  /// The names of the first entries.
  func names(atMost count: Int) -> [String] {
    (0..<min(Int(zip_get_num_entries(handle, 0)), count)).compactMap { index in
      zip_get_name(handle, zip_uint64_t(index), 0).map { String(cString: $0) }
    }
  }

  /// Opens an entry.
  /// - Throws: `AssayError` when it is missing, encrypted, or claims more than the limits.
  func open(_ name: String) throws(AssayError) -> WorkbookPart {
    var status = zip_stat_t()
    guard zip_stat(handle, name, 0, &status) == 0,
      let entry = zip_fopen_index(handle, status.index, 0)
    else {
      throw damaged(name, String(cString: zip_error_strerror(zip_get_error(handle))))
    }
    return WorkbookPart(
      archive: self, name: name, entry: entry, packedBytes: Int(clamping: status.comp_size))
  }

  /// What to say of an entry that cannot be read.
  func damaged(_ name: String, _ reason: String) -> AssayError {
    AssayError(
      "the workbook is damaged: \(name): \(reason)", at: Location(file: path),
      remedy: "Open it in a spreadsheet program and save it again", code: .wrongFormat)
  }

  private static func notWhole(_ path: String, _ error: inout zip_error_t) -> AssayError {
    AssayError(
      "the file is not a whole workbook: \(String(cString: zip_error_strerror(&error)))",
      at: Location(file: path),
      remedy: "It may have been cut short: fetch it again, or save it as .xlsx or .csv",
      code: .wrongFormat)
  }
}

/// How much a workbook may unpack to; zip bombs and XML bombs end here.
struct WorkbookLimits {
  /// Bytes of one part.
  var partBytes = 4 << 30
  /// A part larger than `freeBytes` may be this many times its packed size. Sheets of numbers and
  /// texts pack about ten times; deflate ends at about a thousand.
  var ratio = 150
  var freeBytes = 64 << 20
  /// Bytes of all shared strings, which are held in memory.
  var sharedStringBytes = 1 << 30
  /// Bytes of a tag with its attributes, which expat holds as a whole.
  var tagBytes = 1 << 20
  /// Elements inside elements.
  var depth = 64
}
