// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Fixes
@testable import RuleEngine

/// The forms that people read in a browser.
@Suite struct PageRendererTests {
  private static let select = ["SEP002", "WSP001"]

  @Test func markdown() throws {
    #expect(
      try RenderedExample.text(.markdown, RendererTests.rows, Self.select) == #"""
        ## assay: 1 error, 1 warning (1 fixable)

        ### <code>example</code>

        3 rows, conditional generation.

        | | Rule | Finding | Line | Fix |
        |---|---|---|--:|---|
        | error | SEP002 separator-inside-prompt | the separator <code>&#92;n&#92;n&#35;&#35;&#35;&#92;n&#92;n</code> stands inside the prompt in 1 row | 3 |  |
        | warning | WSP001 no-leading-space | the completion does not start with a space in 1 row of 3 | 3 | safe |

        <details><summary>Rows</summary>

        **SEP002** Change the separator, or the text of these prompts, so that it occurs at the end only.

        <pre>
        line 3, prompt: My PIN<b>&#92;n&#92;n&#35;&#35;&#35;&#92;n&#92;n</b> is wrong&#92;n&#92;n&#35;&#35;&#35;&#92;n&#92;n
        </pre>

        **WSP001** Start every completion with one space.

        <pre>
        line 3, completion: <b>r</b>eset it END
        </pre>

        </details>


        """#)
  }

  @Test func dataCannotBecomeMarkup() throws {
    let rows = [
      (prompt: "<script>alert(1)</script> | @someone ``` [x](y)", completion: "**</pre>**")
    ]
    let markdown = try RenderedExample.text(.markdown, rows, ["WSP001"])
    #expect(!markdown.contains("**</pre>**") && markdown.contains("<b>&#42;</b>&#42;&lt;/pre&gt;"))
    let html = try RenderedExample.text(.html, rows, ["WSP001", "ROW001"])
    #expect(!html.contains("<script") && !html.contains("**</pre>"))
  }

  @Test func htmlStandsAlone() throws {
    let page = try RenderedExample.text(.html, RendererTests.rows, Self.select)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(page.contains("<title>assay: 1 error, 1 warning (1 fixable)</title>"))
    #expect(
      page.contains(
        #"<code>My PIN<mark>\n\n###\n\n</mark> is wrong\n\n###\n\n</code>"#))
    #expect(
      page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""))
    let links = page.replacing("<link rel=\"icon\" href=\"data:,\">", with: "")
    #expect(!links.contains("src=") && !links.contains("href=") && !links.contains("url("))
  }

  @Test func quotedPartsBecomeCode() {
    #expect(MessageMarkup.code("a `b<` c") == "a <code>b&lt;</code> c")
    #expect(MessageMarkup.code("a `b") == "a `b")
  }
}
