// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform

/// A Hugging Face style hub.
package struct HubClient: Sendable {
  /// The hub's address without a final slash, such as `https://huggingface.co`.
  package let endpoint: String
  private let token: String?
  private let http: HTTPClient
  private let pause: @Sendable (Duration) -> Void
  /// Tries without a byte of progress before the job is given up.
  private static let mostTries = 5

  /// - Parameters:
  ///   - token: sent to the hub alone, never to where it redirects to.
  ///   - pause: waits between tries.
  package init(
    endpoint: String = "https://huggingface.co", token: String? = nil,
    pause: @escaping @Sendable (Duration) -> Void = WallClock.sleep
  ) throws(AssayError) {
    guard endpoint.hasPrefix("https://") || endpoint.hasPrefix("http://") else {
      throw AssayError(
        "the hub's address \(endpoint) is neither https:// nor http://",
        remedy: "Set HF_ENDPOINT to an address such as https://huggingface.co")
    }
    self.endpoint = String(endpoint.reversed().drop { $0 == "/" }.reversed())
    self.token = token
    self.pause = pause
    http = try HTTPClient()
  }

  /// The hub that `HF_ENDPOINT` and `HF_TOKEN` name.
  package static func standard() throws(AssayError) -> HubClient {
    let endpoint = Environment["HF_ENDPOINT"] ?? "https://huggingface.co"
    return try HubClient(endpoint: endpoint, token: Environment["HF_TOKEN"])
  }

  /// The files of a model at a branch, tag or commit.
  func listing(of name: ModelName, revision: String) throws(AssayError) -> HubListing {
    let url =
      "\(endpoint)/api/models/\(name.text)/revision/\(PercentEncoding.encode(revision))?blobs=true"
    let sink = MemorySink()
    try get(url, subject: "\(name.text) at revision \(revision)", into: sink)
    return try HubListing(JSONParser.parse(sink.bytes, file: url), name: name, url: url)
  }

  /// Fetches what a file on its way lacks.
  func fetch(
    _ file: HubFile, of listing: HubListing, into sink: any ResponseSink
  ) throws(AssayError) {
    let url = "\(endpoint)/\(listing.name.text)/resolve/\(listing.commit)/\(file.name)"
    try get(url, subject: "\(file.name) of \(listing.name.text)", into: sink)
  }

  /// Sends a request until the answer is whole; a broken one is gone on with where it broke.
  private func get(
    _ url: String, subject: String, into sink: any ResponseSink
  ) throws(AssayError) {
    var tries = 0
    while true {
      let start = sink.offset
      let (answer, explanation) = try send(url, into: sink)
      if answer.end == .done, (200..<300).contains(answer.status) { return }
      tries = sink.offset > start ? 1 : tries + 1
      let failure = HubFailure(
        answer: answer, explanation: explanation, subject: subject, endpoint: endpoint,
        hasToken: token != nil)
      guard failure.isTransient, tries < Self.mostTries else { throw failure.error }
      // What is there does not fit the file; the next try starts anew.
      if answer.status == 416 { try sink.restart() }
      let backOff = Duration.milliseconds(500 << (tries - 1))
      pause(min(max(backOff, answer.retryAfter ?? .zero), .seconds(60)))
    }
  }

  /// One request. The body of a refusal is no part of a file: its beginning is given back as text.
  private func send(
    _ url: String, into sink: any ResponseSink
  ) throws(AssayError) -> (HTTPClient.Answer, String) {
    var refusal: [UInt8] = []
    var isFirst = true
    let answer = try http.get(url, token: token, from: sink.offset) {
      (bytes, status) throws(AssayError) in
      guard (200..<300).contains(status) else {
        refusal.append(contentsOf: bytes.prefix(max(0, 4096 - refusal.count)))
        return
      }
      // A hub that knows no ranges sends the whole.
      if isFirst && status != 206 { try sink.restart() }
      isFirst = false
      try sink.append(bytes)
    }
    return (answer, String(decoding: refusal, as: UTF8.self))
  }
}
