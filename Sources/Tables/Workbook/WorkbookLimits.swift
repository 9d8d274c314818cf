// SPDX-License-Identifier: Apache-2.0

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
