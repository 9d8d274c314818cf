// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Service

@Suite struct ServiceMetricsTests {
  @Test func writesWhatPrometheusReads() {
    let metrics = ServiceMetrics()
    metrics.count(method: "GET", route: "/b", status: 200, seconds: 0.005)
    metrics.count(method: "GET", route: "/b", status: 200, seconds: 0.5)
    metrics.count(method: "POST", route: "/a", status: 404, seconds: 61)
    metrics.count(promptTokens: 3, completionTokens: 4)
    metrics.count(promptTokens: 10, completionTokens: 0)
    let lines = metrics.text(gauges: [("assay_jobs_pending", "Jobs that wait.", 2)])
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(
      lines.prefix(4) == [
        "# HELP assay_http_requests_total Requests answered.",
        "# TYPE assay_http_requests_total counter",
        "assay_http_requests_total{method=\"GET\",route=\"/b\",status=\"200\"} 2",
        "assay_http_requests_total{method=\"POST\",route=\"/a\",status=\"404\"} 1",
      ])
    #expect(
      lines.suffix(10) == [
        "# HELP assay_prompt_tokens_total Tokens of prompts.",
        "# TYPE assay_prompt_tokens_total counter", "assay_prompt_tokens_total 13",
        "# HELP assay_completion_tokens_total Tokens generated.",
        "# TYPE assay_completion_tokens_total counter", "assay_completion_tokens_total 4",
        "# HELP assay_jobs_pending Jobs that wait.", "# TYPE assay_jobs_pending gauge",
        "assay_jobs_pending 2",
      ] + [""])
  }

  @Test func bucketsHoldAllUpToTheirBound() {
    let metrics = ServiceMetrics()
    for seconds in [0.005, 0.0051, 60, 60.5] {
      metrics.count(method: "GET", route: "/", status: 200, seconds: seconds)
    }
    let text = metrics.text(gauges: [])
    func bucket(_ bound: String) -> String {
      "assay_http_request_duration_seconds_bucket{route=\"/\",le=\"\(bound)\"}"
    }
    for (bound, count) in [("0.005", 1), ("0.01", 2), ("30.0", 2), ("60.0", 3), ("+Inf", 4)] {
      #expect(text.contains("\(bucket(bound)) \(count)\n"), "\(bound)")
    }
    #expect(text.contains("assay_http_request_duration_seconds_count{route=\"/\"} 4\n"))
    #expect(text.contains("assay_http_request_duration_seconds_sum{route=\"/\"} 120.5101\n"))
  }
}
