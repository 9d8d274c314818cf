// SPDX-License-Identifier: Apache-2.0

import JSON
import Reports
import Testing

@Suite struct RendererTests {
  @Test func csvIsLongAndRunsNoFormula() {
    #expect(
      CSVReport.render(hostileReport)
        == "figure,of,value,low,high\r\n"
        + "accuracy,,0.6666666666666666,0.25,1\r\n" + "auroc,,,,\r\n" + "n,,3080,,\r\n"
        + "support,</script><script>alert(1)</script>,2,,\r\n"
        + "f1,</script><script>alert(1)</script>,0.5,,\r\n"
        + "support,\"'=1+1|\"\"q\"\"\n@me\",1,,\r\n" + "f1,\"'=1+1|\"\"q\"\"\n@me\",1,,\r\n")
  }

  @Test(arguments: [
    ("=1", "'=1"), ("+a", "'+a"), ("-a", "'-a"), ("@a", "'@a"), ("\ta", "'\ta"), ("＝1+1", "'＝1+1"),
    ("＠a", "'＠a"), ("-1.5", "-1.5"), ("+7", "+7"), ("a=1", "a=1"), (" =1", " =1"),
  ])
  func aNameIsNoFormula(name: String, field: String) {
    let table = ReportTable(
      title: "T", columns: [.text("Class"), .count("N")], rows: [[.text(name), .number(1)]])
    let report = Report(
      title: "T", summary: "S", sections: [ReportSection(title: "S", blocks: [.table(table)])],
      data: nil)
    #expect(CSVReport.render(report).contains("\r\nn,\(field),1,,\r\n"))
  }

  @Test func markdownShowsTextAsItIs() {
    #expect(
      MarkdownReport.render(hostileReport) == #"""
        ## Evaluation

        a.jsonl: 3 rows, 2 classes

        ### Figures

        | Figure | Value | 95 % interval |
        | :-- | --: | --: |
        | Accuracy | 0.6667 | 0.2500 to 1.0000 |
        | AUROC | undefined: one class only |  |
        | Rows | 3,080 |  |

        The positive class is '&lt;b&gt;'.

        ### Classes

        | Class | Support | F1 |
        | :-- | --: | --: |
        | &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; | 2 | 0.5000 |
        | =1+1\|"q"\\n&#64;me | 1 | 1.0000 |

        ### Confusions

        | true \\ predicted | 東京 | &lt;i&gt; |
        | :-- | --: | --: |
        | **東京** | 1 | 1 |
        | **&lt;i&gt;** | 0 | 1 |

        """#)
  }

  @Test func jsonIsTheData() {
    #expect(JSONReport.render(hostileReport) == "{\"n\":3,\"accuracy\":0.5}\n")
  }

  @Test func workbookIsAZipWithTheSheets() throws {
    let bytes = try WorkbookReport.render(hostileReport)
    #expect(bytes.starts(with: Array("PK".utf8)))
    let text = String(decoding: bytes, as: UTF8.self)
    for sheet in 1...6 { #expect(text.contains("xl/worksheets/sheet\(sheet).xml")) }
    #expect(text.contains("xl/charts/chart1.xml"))
  }
}
