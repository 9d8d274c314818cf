// SPDX-License-Identifier: Apache-2.0

import CEmbedded
import Hummingbird
import Reports

/// `/`: the page, one document with all it needs. It calls this server and nothing else.
struct WebPageRoutes: RouteSet {
  private let document: String

  init() {
    var files: [String: String] = [:]
    var next = assay_embedded_page()
    while let entry = next?.pointee, let path = entry.path {
      let bytes = UnsafeBufferPointer(start: entry.bytes, count: entry.size)
      files[String(cString: path)] = String(decoding: bytes, as: UTF8.self)
      next = next?.successor()
    }
    var document = files["index.html"] ?? ""
    // The dress is that of the reports.
    files["report.css"] = PageFile.style
    for (part, text) in files {
      document = document.split(separator: "/*\(part)*/", omittingEmptySubsequences: false)
        .joined(separator: text)
    }
    self.document = document
  }

  func add(to group: Group) {
    group.get("") { _, _ in page() }
  }

  private func page() -> Response {
    var response = Response.text(document, type: "text/html; charset=utf-8")
    response.headers[.contentSecurityPolicy] =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
      + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
      + " frame-ancestors 'none'"
    response.headers[.cacheControl] = "no-cache"
    return response
  }
}
