// SPDX-License-Identifier: Apache-2.0

/// A page that needs nothing beside it: no network, light and dark. Its own policy forbids the browser
/// to load anything. All pages that are written begin and end here.
package struct HTMLPage {
  private let title: String
  private let body: String
  private let bodyClass: String
  private let script: String

  /// - Parameters:
  ///   - title: plain text.
  ///   - body: markup.
  ///   - bodyClass: the name by which the stylesheet knows the kind of page.
  ///   - script: what makes tables sort and charts answer; without it the page runs none.
  package init(title: String, body: String, bodyClass: String = "", script: String = "") {
    self.title = title
    self.body = body
    self.bodyClass = bodyClass
    self.script = script
  }

  /// What a page's script shows values in: for those who point, and for those who listen.
  package static let tips = """
    <div id="tip" role="presentation" hidden></div>
    <div id="said" class="hidden" aria-live="polite"></div>
    """

  /// The end of a page: how it was made.
  package static func footer(_ origin: ReportOrigin?) -> String {
    let lines = (origin?.lines ?? []).map { name, value in
      "<div><dt>\(Markup.escape(name))</dt><dd><code>\(Markup.escape(value))</code></dd></div>"
    }
    return """
      <footer>
      \(lines.isEmpty ? "" : "<dl class=\"origin\">\(lines.joined())</dl>")
      <p>Made by assay. This page loads nothing from anywhere.</p>
      </footer>
      """
  }

  /// The document.
  package var text: String {
    let scripts = script.isEmpty ? "" : " script-src 'unsafe-inline';"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="assay">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline';\(scripts) img-src data:">
      <link rel="icon" href="data:,">
      <title>\(Markup.escape(title))</title>
      <style>\(PageFile.style)</style>
      </head>
      <body\(bodyClass.isEmpty ? "" : " class=\"\(bodyClass)\"")>
      \(body)
      \(script.isEmpty ? "" : "<script>\(script)</script>\n")</body>
      </html>

      """
  }
}
