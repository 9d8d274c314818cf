// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform
package import Tables

/// Which of the two columns a file lacks, and which others may be meant.
package struct MissingColumns {
  private let names: ColumnNames
  private let columns: [String]
  private let missing: [Field]
  private let format: TableFormat?
  /// The row further down that names the columns.
  private var laterHeader: LaterHeader?
  /// The sheets of a workbook that were not read.
  package var otherSheets: String?

  private static let usualNames: [Field: [String]] = [
    .prompt: UsualNames.prompts + UsualNames.mailTexts,
    .completion: UsualNames.answers + UsualNames.mailLabels,
  ]

  /// - Parameter format: that of the file, where it is known.
  package init(names: ColumnNames, columns: [String], format: TableFormat? = nil) {
    self.names = names
    self.columns = columns
    self.format = format
    missing = Field.allCases.filter { names.index(of: $0, in: columns) == nil }
  }

  /// - Parameter batch: the first rows of the file.
  package init(names: ColumnNames, in batch: RowBatch, of format: TableFormat) {
    self.init(names: names, columns: batch.columns, format: format)
    lookForHeader(in: batch)
  }

  /// Looks among the first rows of a table for one that names the columns.
  package mutating func lookForHeader(in batch: RowBatch) {
    guard let format, format.hasHeader else { return }
    laterHeader =
      LaterHeader(in: batch, of: format, isHeader: isHeader)
      ?? (isTitle ? LaterHeader(in: batch, of: format, isHeader: Self.areNames) : nil)
  }

  /// The line further down that names the columns, as `--header-line` wants it.
  package var likelyHeaderLine: Int? { laterHeader?.lineToName }

  /// Nil when nothing is missing.
  package func error(file: String) -> AssayError? {
    guard !missing.isEmpty else { return nil }
    guard !columns.isEmpty else {
      return AssayError(
        "the objects of the rows are empty", at: Location(file: file),
        remedy: #"Write each row as an object such as {"prompt": "...", "completion": "..."}"#,
        code: .missingColumn)
    }
    let wanted = missing.map { "`\(names[$0])`" }.joined(separator: " and no column ")
    let there = Plural.listed(columns, most: 20) { "`\(VisibleText.escaped($0))`" }
    return AssayError(
      "there is no column \(wanted); the columns are \(there)", at: Location(file: file),
      remedy: otherSheets.map { remedy(for: file, otherSheets: $0) } ?? remedy(for: file),
      code: .missingColumn)
  }

  /// What is likelier comes first: columns with the usual names are hardly there by chance.
  private func remedy(for file: String, otherSheets: String) -> String {
    let naming = "name it with --sheet (there are: \(otherSheets))"
    guard laterHeader != nil || namingOptions != nil else {
      return "If the rows are on another sheet, \(naming). Otherwise: \(remedy(for: file))"
    }
    return "\(remedy(for: file)). If the rows are on another sheet, \(naming)"
  }

  /// Whether the header is more like a title: a text above columns without a name, which names none of
  /// the columns that are wanted, as a header does whose cells are merged.
  private var isTitle: Bool {
    columns.count > 1 && missing.count == Field.allCases.count
      && columns.dropFirst().allSatisfy { $0.hasPrefix(HeaderNames.unnamedStart) }
  }

  /// Whether a row may be the names of columns: short, different and mostly there.
  private static func areNames(_ cells: [String]) -> Bool {
    let names = cells.filter { !$0.isEmpty }
    return names.count > 1 && names.count * 2 > cells.count && Set(names).count == names.count
      && names.allSatisfy { name in
        name.utf8.count <= mostNameBytes && Double(name) == nil
          && !name.contains { ".!?".contains($0) }
      }
  }

  private static let mostNameBytes = 40

  /// Whether a row says what the header should.
  private func isHeader(_ cells: [String]) -> Bool {
    let cells = cells.map { $0.trimmingSpace.lowercased() }
    let isThere = { cells.contains($0) }
    return Field.allCases.allSatisfy { field in
      isThere(names[field].lowercased()) || Self.usualNames[field]?.contains(where: isThere) == true
    }
  }

  private func remedy(for file: String) -> String {
    if let laterHeader { return laterHeader.remedy }
    let advice = ConversionAdvice(columns, file: file).remedy
    guard let advice else { return naming }
    // Rows of pairs can be read as they are too, by their columns.
    guard case .pairs? = DataShape(columns), let options = namingOptions else { return advice }
    return "\(advice); or read them as they are with \(options)"
  }

  /// How the columns are named.
  private var naming: String {
    if columns.count == 1 { return remedyForTexts }
    if let namingOptions {
      return "Name \(missing.count == 1 ? "it" : "them"): \(namingOptions)"
    }
    let options = missing.map { field in
      field == .prompt
        ? templateOption ?? "--prompt-column NAME" : "--\(field.rawValue)-column NAME"
    }.joined(separator: " and ")
    return "Name \(missing.count == 1 ? "the column that holds it" : "those that hold them") "
      + "with \(options)"
      + (missing.count == 2 && mayLackHeader ? ", or give --no-header if there is no header" : "")
  }

  /// The options that name what is missing, where all of it is known by its usual names.
  private var namingOptions: String? {
    let guesses = missing.compactMap { field -> String? in
      if field == .prompt, let templateOption { return templateOption }
      return guess(field).map { "--\(field.rawValue)-column \(quoted($0))" }
    }
    return guesses.count < missing.count ? nil : guesses.joined(separator: " ")
  }

  /// What a file of one column lacks cannot be named.
  private var remedyForTexts: String {
    let corpus = "a corpus, to be learned whole, needs none: assay train --objective language-model"
    let header = mayLackHeader ? ", and a header if there is none" : ""
    switch missing {
    case [.prompt]: return "Give each row a prompt, if only an empty one; \(corpus)"
    case [.completion]: return "Give each row a completion\(header)"
    default: return "Give each row a prompt and a completion\(header); \(corpus)"
    }
  }

  /// Objects name their values themselves.
  private var mayLackHeader: Bool { format?.holdsLists != true }

  /// What joins them, as it is typed.
  private var templateOption: String? {
    template.map { "--prompt-template '\($0.replacing("\n", with: "\\n"))'" }
  }

  /// What joins the columns that prompts are made of, where there are several.
  private var template: String? {
    let other = names.index(of: .completion, in: columns).map { columns[$0] } ?? guess(.completion)
    return JoinedColumns(columns.filter { $0 != other }).template
  }

  /// The column that a field stands in by its usual names, in a file that has none of the field's own.
  package func likelyColumn(of field: Field) -> String? {
    missing.contains(field) ? guess(field) : nil
  }

  private func guess(_ field: Field) -> String? {
    let other = Field.allCases.first { $0 != field }.flatMap { names.index(of: $0, in: columns) }
    let free = columns.enumerated().filter { $0.offset != other }.map(\.element)
    return Self.usualColumn(for: field, in: free)
  }

  /// The column that has a name in common use for a field; nil where there is none.
  package static func usualColumn(for field: Field, in columns: [String]) -> String? {
    UsualNames.column(named: usualNames[field] ?? [], in: columns)
  }

  private func quoted(_ name: String) -> String {
    name.allSatisfy { $0.isLetter || $0.isNumber } ? name : "'\(name)'"
  }
}

extension String {
  fileprivate var trimmingSpace: String {
    String(decoding: utf8.trimmed { $0.isWhitespace }, as: UTF8.self)
  }
}
