// SPDX-License-Identifier: Apache-2.0

import JSON
import Reports

/// A report with one block of each kind and class names that try to break out.
let hostileReport = Report(
  title: "Evaluation", summary: "a.jsonl: 3 rows, 2 classes",
  sections: [
    ReportSection(
      title: "Figures",
      blocks: [
        .figures([
          ReportFigure(
            key: "accuracy", name: "Accuracy", value: 2.0 / 3, interval: 0.25...1,
            meaning: "The share of rows that are right.", isHeadline: true),
          ReportFigure(key: "auroc", name: "AUROC", value: nil, reason: "one class only"),
          ReportFigure(key: "n", name: "Rows", value: 3080, style: .count),
        ]),
        .note("The positive class is '<b>'."),
      ]),
    ReportSection(
      title: "Classes",
      blocks: [
        .table(
          ReportTable(
            title: "Classes", columns: [.text("Class"), .count("Support"), .share("F1")],
            rows: [
              [.text("</script><script>alert(1)</script>"), .number(2), .number(0.5)],
              [.text("=1+1|\"q\"\n@me"), .number(1), .number(1)],
            ]))
      ]),
    ReportSection(
      title: "Curves",
      blocks: [
        .chart(
          ReportChart(
            title: "ROC", description: "Area 0.75.", xLabel: "False", yLabel: "True",
            series: [.init(name: "<s>", points: [.init(x: 0, y: 0), .init(x: 1, y: 1)])],
            xRange: 0...1, yRange: 0...1, diagonal: "Chance"))
      ]),
    ReportSection(
      title: "Confusions",
      blocks: [
        .matrix(
          ReportMatrix(title: "Matrix", labels: ["東京", "<i>"], counts: [[1, 1], [0, 1]]))
      ]),
    ReportSection(
      title: "Predictions",
      blocks: [
        .table(
          ReportTable(
            title: "Predictions", columns: [.count("Row"), .text("Prompt")],
            rows: [[.number(0), .text("</script><img src=x onerror=alert(1)>")]],
            isRecords: true))
      ]),
  ], data: ["n": 3, "accuracy": 0.5])
