// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// What the small parts of a workbook say: its sheets, where they are, what its formats mean
/// (ECMA-376, part 1, chapter 18).
struct WorkbookParts {
  struct Sheet {
    var name: String
    var part: String
    var isHidden: Bool
    /// Whether it is the one that is shown when the workbook is opened.
    var isActive: Bool
  }

  private(set) var sheets: [Sheet] = []
  private(set) var dates = WorkbookDates()
  private(set) var formats = NumberFormats()
  private(set) var strings = SharedStrings(limit: 0)

  init(_ archive: WorkbookArchive) throws(AssayError) {
    var root = RelationsHandler(of: "")
    _ = try archive.parse("_rels/.rels", &root)
    let workbook = root.relations
      .first { $0.type.hasSuffix("/officeDocument") }.map { root.entry(named: $0.target) }
    var list = WorkbookHandler()
    guard try archive.parse(workbook ?? "xl/workbook.xml", &list) else {
      throw OtherArchive(names: archive.names(atMost: OtherArchive.namesLookedAt))
        .error(file: archive.path)
    }
    let relations = try WorkbookParts.relations(of: workbook ?? "xl/workbook.xml", in: archive)
    sheets = list.sheets.enumerated().compactMap { place, sheet in
      relations.first { $0.id == sheet.relation && $0.type.hasSuffix("/worksheet") }
        .map {
          Sheet(
            name: sheet.name, part: $0.target, isHidden: sheet.isHidden,
            isActive: place == list.active)
        }
    }
    try read(relations, archive, startsIn1904: list.startsIn1904)
  }

  private mutating func read(
    _ relations: [RelationsHandler.Relation], _ archive: WorkbookArchive, startsIn1904: Bool
  ) throws(AssayError) {
    var styles = StylesHandler()
    var shared = SharedStringsHandler(
      file: archive.path, limit: archive.limits.sharedStringBytes)
    for relation in relations {
      if relation.type.hasSuffix("/styles") { _ = try archive.parse(relation.target, &styles) }
      if relation.type.hasSuffix("/sharedStrings") {
        _ = try archive.parse(relation.target, &shared)
        if let failure = shared.failure { throw failure }
      }
    }
    dates = WorkbookDates(
      startsIn1904: startsIn1904, formats: styles.formats, codes: styles.codes)
    formats = NumberFormats(formats: styles.formats, codes: styles.codes)
    strings = shared.strings
  }

  /// The relations of a part, their targets made absolute.
  private static func relations(
    of part: String, in archive: WorkbookArchive
  ) throws(AssayError) -> [RelationsHandler.Relation] {
    var handler = RelationsHandler(of: part)
    _ = try archive.parse(RelationsHandler.entry(of: part), &handler)
    return handler.relations.map { relation in
      var relation = relation
      relation.target = handler.entry(named: relation.target)
      return relation
    }
  }
}

extension WorkbookArchive {
  /// False when there is no such entry.
  fileprivate func parse<Events: XMLEvents>(
    _ name: String, _ events: inout Events
  ) throws(AssayError) -> Bool {
    guard contains(name) else { return false }
    try parseXML(name, into: &events)
    return true
  }
}
