// SPDX-License-Identifier: Apache-2.0

import AssayCore
import RowsTestSupport
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
    #expect(!html.contains("<script>alert") && !html.contains("**</pre>"))
  }

  @Test func htmlStandsAlone() throws {
    let page = try RenderedExample.text(.html, RendererTests.rows, Self.select)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(page.contains("<title>assay: 1 error, 1 warning (1 fixable)</title>"))
    #expect(
      page.contains(
        #"<code>My PIN<mark>\n\n###\n\n</mark> is wrong\n\n###\n\n</code>"#))
    #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src"))
    let links = page.replacing("<link rel=\"icon\" href=\"data:,\">", with: "")
      .replacing("href=\"#", with: "")
    #expect(!links.contains("src=") && !links.contains("href=\"") && !links.contains("url("))
  }

  /// What it comes to first, then a chart of the rules, and each finding with its way out.
  @Test func htmlAnswers() throws {
    let page = try RenderedExample.text(.html, RendererTests.rows, Self.select)
    #expect(page.contains("<p class=\"summary\">example: 3 rows; 2 rules ran</p>"))
    #expect(
      page.contains(
        "<p class=\"verdict\">1 error, 1 warning (1 fixable). "
          + "<code>assay fix example</code> repairs 1 of them.</p>"))
    #expect(
      page.contains(
        "<tr class=\"error\"><td class=\"severity\">error</td><td class=\"name\">"
          + "<a href=\"#finding-1-1\">SEP002 separator-inside-prompt</a></td>"
          + "<td class=\"number\">1</td><td class=\"bar\"><i style=\"width:100%\"></i></td></tr>"))
    #expect(page.contains("<a href=\"#rule-SEP002\">") && page.contains("id=\"rule-SEP002\""))
    #expect(page.contains("This rule alone: <code>assay fix example --select WSP001</code>"))
    #expect(page.contains("<th scope=\"row\">row 2, line 3</th>"))
    #expect(page.contains("<option value=\"WSP001\">WSP001 no-leading-space</option>"))
  }

  /// A page without findings says how many rules ran, and says it once.
  @Test func aCleanPageSaysWhatRan() throws {
    let page = try RenderedExample.text(
      .html, [(prompt: "Hello\n\n###\n\n", completion: " Hi END")], Self.select)
    #expect(page.ranges(of: "o findings.").count == 1)
    #expect(page.contains("2 rules ran") && page.contains("<p class=\"verdict\">No findings.</p>"))
    #expect(!page.contains("class=\"controls findings-filter\""))
  }

  @Test func commandsTakeAnyName() throws {
    let finding = { (fix: FixGrade) in
      Finding(
        code: "X1", name: "n", severity: .warning, message: "m", file: "a b.csv", places: [],
        rowCount: 12_345, field: nil, fix: fix, help: "h")
    }
    let mixed = try RenderedExample.report(findings: [finding(.safe), finding(.unsafe)])
    let page = HTMLRenderer().render([mixed], RenderOptions())
    #expect(
      page.contains(
        "<code>assay fix &#39;a b.csv&#39;</code> repairs 1 of them; "
          + "with <code>--unsafe-fixes</code> 1 more."))
    #expect(page.contains("<td class=\"number\">12,345</td>"))
  }

  /// A rule is a link where the page says why it is there.
  @Test func rulesAreLinkedToWhatExplainsThem() throws {
    let page = try RenderedExample.text(.html, RendererTests.rows, ["WSP001"])
    #expect(page.contains("<a href=\"#rule-WSP001\">WSP001 no-leading-space</a>"))
    let finding = Finding(
      code: "X1", name: "n", severity: .warning, message: "m", file: "a b.csv", places: [],
      rowCount: 1, field: nil, fix: nil, help: "h")
    var options = RenderOptions()
    options.rules = try ExampleRows.rules.get().selected(["WSP001"], ignoring: []).rules
    let other = HTMLRenderer().render([try RenderedExample.report(findings: [finding])], options)
    #expect(other.contains("</span> X1 n</h3>") && !other.contains("#rule-X1"))
  }

  @Test func quotedPartsBecomeCode() {
    #expect(MessageMarkup.code("a `b<` c") == "a <code>b&lt;</code> c")
    #expect(MessageMarkup.code("a `b") == "a `b")
  }
}
