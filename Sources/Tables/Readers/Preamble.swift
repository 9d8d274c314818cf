// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Titles and the like above the header of an export: lines of one cell, or of another number of
/// cells than all lines below them.
struct Preamble {
  /// Whether the first line is hardly a header: one cell, or cells without a name.
  private let isTitle: Bool
  /// The cells of the row under way.
  private var cells: [String] = []
  /// Those of the first row that does not fit the first line, or of one that names the columns.
  private var header: [String]? {
    didSet { isFound = header.map(Self.isNamed) ?? false }
  }
  /// Whether that row names the columns. Asked for every cell, so worked out once.
  private var isFound = false
  /// Whether another separator parts the cells of the header than those above it.
  private var isPartedOtherwise = false
  private var lines = 0
  /// Whether all lines below have as many cells.
  private var isEven = true
  private var rowsBelow = 0
  private(set) var headerLine = 0

  /// More lines than titles have.
  static let titleLines = 20
  private static let nameBytes = 40
  /// A line of names that another separator parts is kept whole.
  private static let keptBytes = 1024

  init(header: [String]) {
    isTitle = header.count { !$0.isEmpty } < 2
  }

  /// Whether a row may still be the header.
  private var isLooking: Bool {
    lines + rowsBelow <= Self.titleLines && !isFound
  }

  /// Looks at the next cell of a row.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    guard isLooking, cells.count <= 256 else { return }
    cells.append(String(decoding: text.prefix(Self.keptBytes), as: UTF8.self))
  }

  /// The row ends. The first that is faulty may be the header.
  mutating func endRow(cells count: Int, line: Int, isFaulty: Bool) {
    defer { if !cells.isEmpty { cells.removeAll(keepingCapacity: true) } }
    if isLooking, let names = otherHeader {
      (header, headerLine, rowsBelow, isEven) = (names, line, 0, true)
      isPartedOtherwise = true
    } else if header != nil, isLooking, Self.isNamed(cells) {
      // Titles with cells of their own stand above it.
      (header, headerLine, rowsBelow, isEven) = (cells, line, 0, true)
    } else if let header {
      rowsBelow += 1
      isEven = isEven && count == header.count
    } else if isFaulty {
      (header, headerLine) = (cells, line)
    } else {
      lines += 1
    }
  }

  /// That a title stands above the header; nil when it seems to be otherwise.
  func error(file: String) -> AssayError? {
    guard let header, lines <= Self.titleLines, header.count > 1,
      Self.isNamed(header) || isTitle && looksLikeHeader(header)
    else { return nil }
    return AssayError(
      "line \(headerLine) looks like the header, with \(header.count) columns; what stands "
        + "above it is like a title",
      at: Location(file: file, line: headerLine),
      remedy:
        "\(wayPast); if the lines above it are rows, move the header to the top; if line 1 is "
        + "the header, put cells that hold the separator in double quotes",
      code: .raggedRow)
  }

  private var wayPast: String {
    isPartedOtherwise
      ? "Remove what stands above it, as `tail -n +\(headerLine) FILE` does"
      : "Give --header-line \(headerLine)"
  }

  private static func isNamed(_ cells: [String]) -> Bool {
    let names = Set(cells.map { $0.filter { $0 != " " && $0 != "\"" }.lowercased() })
    return names.contains("prompt") && names.contains("completion")
  }

  /// The cells of a header that another separator parts than the one that the titles seem to have.
  private var otherHeader: [String]? {
    guard cells.count == 1 else { return nil }
    return [";", "\t", "|", ","].lazy.map { separator in
      cells[0].split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }.first(where: Self.isNamed)
  }

  private func looksLikeHeader(_ cells: [String]) -> Bool {
    isEven && rowsBelow > 0 && Set(cells).count == cells.count
      && cells.allSatisfy { name in
        !name.isEmpty && !name.hasPrefix(" ") && name.utf8.count <= Self.nameBytes
          && !name.contains { ".!?".contains($0) }
      }
  }
}
