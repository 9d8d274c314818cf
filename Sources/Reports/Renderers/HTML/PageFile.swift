// SPDX-License-Identifier: Apache-2.0

import CEmbedded

/// The files of ReportPage/, which stand in every page that is written.
package enum PageFile {
  package static let style = text(of: "style.css")
  package static let script = text(of: "report.js")

  /// Empty when the binary was built without the file; a test looks for both.
  private static func text(of name: String) -> String {
    guard var file = assay_embedded_report_page() else { return "" }
    while let path = file.pointee.path {
      if String(cString: path) == name {
        return String(
          decoding: UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.size),
          as: UTF8.self)
      }
      file += 1
    }
    return ""
  }
}
