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

  /// Records that a report is about are in every form; in CSV they have columns of their own.
  @Test func theAnswerIsLeftOutByNoForm() {
    var figures = ReportTable(
      title: "F", columns: [.text("Figure"), .number("A"), .text("Clear")],
      rows: [[.text("Accuracy"), .number(0.5), .text("yes")]])
    figures.longForm = [
      LongFormLine("accuracy", of: "a", value: 0.5),
      LongFormLine("accuracy", of: "difference", value: 0.25, interval: 0...0.5),
      LongFormLine("auroc", of: "a", value: nil),
    ]
    var records = ReportTable(
      title: "R", columns: [.count("Row"), .text("A says")],
      rows: [[.number(3), .text("=1,\"x\"")]], isRecords: true)
    records.isAnswer = true
    let report = Report(
      title: "T", summary: "S",
      sections: [ReportSection(title: "S", blocks: [.table(figures), .table(records)])], data: nil)
    #expect(
      CSVReport.render(report)
        == "figure,of,value,low,high,row,a_says\r\n" + "accuracy,a,0.5,,,,\r\n"
        + "accuracy,difference,0.25,0,0.5,,\r\n" + "auroc,a,,,,,\r\n"
        + "record,,,,,3,\"'=1,\"\"x\"\"\"\r\n")
    #expect(MarkdownReport.render(report).contains("| 3 | =1,\"x\" |"))
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
