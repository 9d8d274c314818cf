// SPDX-License-Identifier: Apache-2.0

package import AssayTestSupport
import Foundation
package import Tables

extension Workbook {
  /// What a reader of XML makes of a part of a workbook.
  package static func parsed<Events: XMLEvents>(
    _ xml: String, _ events: Events
  ) throws -> Events {
    var workbook = Workbook(rows: "")
    workbook.parts.append(("x.xml", Array(xml.utf8)))
    let folder = try TemporaryFolder()
    let archive = try WorkbookArchive(path: try folder.write(Data(workbook.packed), to: "t.xlsx"))
    var events = events
    try archive.parseXML("x.xml", into: &events)
    return events
  }
}
