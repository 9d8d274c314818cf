// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// A request that a hub did not fulfil: whether to try again, and how to say it.
struct HubFailure {
  let answer: HTTPClient.Answer
  /// The body of a refusal.
  let explanation: String
  /// What was asked for.
  let subject: String
  let endpoint: String
  let hasToken: Bool

  /// Whether another try may mend it.
  var isTransient: Bool {
    switch answer.end {
    case .broken, .unreachable: true
    case .done: [408, 416, 425, 429, 500, 502, 503, 504].contains(answer.status)
    case .untrusted, .impossible: false
    }
  }

  var error: AssayError {
    switch answer.end {
    case .done: refusal
    case .unreachable:
      AssayError(
        "cannot reach the hub at \(endpoint): \(answer.message)",
        remedy: "Check the network, the proxy (https_proxy) and HF_ENDPOINT")
    case .broken:
      AssayError(
        "the connection broke while fetching \(subject): \(answer.message)",
        remedy: "Run the same command again; it goes on where it stopped")
    case .untrusted:
      AssayError(
        "the hub at \(endpoint) has a certificate that is not trusted: \(answer.message)",
        remedy: "Install ca-certificates, or set SSL_CERT_FILE to your network's certificates")
    case .impossible:
      AssayError("cannot fetch \(subject): \(answer.message)", remedy: "Check HF_ENDPOINT")
    }
  }

  private var refusal: AssayError {
    let reason = said.map { " (\($0))" } ?? ""
    switch answer.status {
    case 401 where !hasToken:
      return AssayError(
        "the hub shows \(subject) to nobody without a token\(reason)",
        remedy: "Check the name's spelling; for a private or gated model set HF_TOKEN")
    case 401:
      return AssayError(
        "the hub does not accept the token for \(subject)\(reason)",
        remedy: "Check the name's spelling, and that HF_TOKEN is valid and may read the model")
    case 403:
      return AssayError(
        "the hub refuses \(subject)\(reason)",
        remedy: "Accept the model's terms on its page at \(endpoint) with the account of HF_TOKEN")
    case 404:
      return AssayError(
        "the hub at \(endpoint) has no \(subject)\(reason)",
        remedy: "Check the name, such as gpt2 or distilbert/distilgpt2, and --revision")
    case 429:
      return AssayError(
        "the hub at \(endpoint) wants fewer requests\(reason)",
        remedy: "Wait some minutes, or set HF_TOKEN for a higher limit")
    default:
      return AssayError(
        "the hub at \(endpoint) answered \(answer.status) for \(subject)\(reason)",
        remedy: "Try again later, or check HF_ENDPOINT")
    }
  }

  /// The hub's own words, when they are a JSON object with an `error`.
  private var said: String? {
    let text = try? JSONParser.parse(Array(explanation.utf8), file: endpoint)["error"]?.string
    return text.map { String($0.prefix(200)) }
  }
}
