// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Counts for Prometheus. Names and labels follow its conventions: base units, `_total` on counters.
final class ServiceMetrics: Sendable {
  private struct State {
    var requests: [String: Int] = [:]
    var seconds: [String: Histogram] = [:]
    var promptTokens = 0
    var completionTokens = 0
  }

  private struct Histogram {
    static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
    var counts = [Int](repeating: 0, count: bounds.count)
    var count = 0
    var sum = 0.0

    mutating func add(_ value: Double) {
      for (index, bound) in Self.bounds.enumerated() where value <= bound { counts[index] += 1 }
      count += 1
      sum += value
    }
  }

  private let state = Mutex(State())

  func count(method: String, route: String, status: Int, seconds: Double) {
    state.withLock { state in
      state.requests["method=\"\(method)\",route=\"\(route)\",status=\"\(status)\"", default: 0] +=
        1
      state.seconds["route=\"\(route)\"", default: Histogram()].add(seconds)
    }
  }

  func count(promptTokens: Int, completionTokens: Int) {
    state.withLock { state in
      state.promptTokens += promptTokens
      state.completionTokens += completionTokens
    }
  }

  /// The text that Prometheus reads, with gauges of the moment added.
  func text(gauges: [(name: String, help: String, value: Int)]) -> String {
    let state = state.withLock { $0 }
    var lines = Self.head("assay_http_requests_total", "counter", help: "Requests answered.")
    for (labels, count) in state.requests.sorted(by: { $0.key < $1.key }) {
      lines.append("assay_http_requests_total{\(labels)} \(count)")
    }
    lines += Self.head(
      "assay_http_request_duration_seconds", "histogram", help: "Time until the answer was ready.")
    for (labels, histogram) in state.seconds.sorted(by: { $0.key < $1.key }) {
      lines += Self.lines(of: histogram, labels)
    }
    lines += Self.head("assay_prompt_tokens_total", "counter", help: "Tokens of prompts.")
    lines.append("assay_prompt_tokens_total \(state.promptTokens)")
    lines += Self.head("assay_completion_tokens_total", "counter", help: "Tokens generated.")
    lines.append("assay_completion_tokens_total \(state.completionTokens)")
    for gauge in gauges {
      lines += Self.head(gauge.name, "gauge", help: gauge.help)
      lines.append("\(gauge.name) \(gauge.value)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func head(_ name: String, _ type: String, help: String) -> [String] {
    ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"]
  }

  private static func lines(of histogram: Histogram, _ labels: String) -> [String] {
    let name = "assay_http_request_duration_seconds"
    return zip(Histogram.bounds, histogram.counts).map { bound, count in
      "\(name)_bucket{\(labels),le=\"\(bound)\"} \(count)"
    } + [
      "\(name)_bucket{\(labels),le=\"+Inf\"} \(histogram.count)",
      "\(name)_sum{\(labels)} \(histogram.sum)", "\(name)_count{\(labels)} \(histogram.count)",
    ]
  }
}
