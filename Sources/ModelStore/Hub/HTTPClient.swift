// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CCurl
import Platform

/// GET requests over libcurl.
struct HTTPClient: Sendable {
  /// How a request ended.
  struct Answer {
    enum End { case done, unreachable, broken, untrusted, impossible }
    var end: End
    /// The status of the final answer; 0 when there was none.
    var status: Int
    /// What the host asks to wait before the next try.
    var retryAfter: Duration?
    var message: String
  }

  /// Certificates to trust instead of the system's; OpenSSL's own variable names them.
  private let certificates = Environment["SSL_CERT_FILE"]

  /// Whether the library is there.
  /// - Throws: `AssayError` saying what to install.
  init() throws(AssayError) {
    guard let reason = assay_curl_load() else { return }
    throw AssayError(
      "cannot use the network: \(String(cString: reason))",
      remedy: "Install libcurl, on Debian by: apt-get install libcurl4")
  }

  /// Sends a request and waits for its end.
  /// - Parameters:
  ///   - token: sent to the host of `url` alone, wherever it redirects to.
  ///   - from: the first byte wanted.
  ///   - receive: takes bytes of the final answer and its status.
  /// - Throws: what `receive` throws; it ends the transfer.
  func get(
    _ url: String, token: String?, from: Int,
    receive: (UnsafeBufferPointer<UInt8>, Int) throws(AssayError) -> Void
  ) throws(AssayError) -> Answer {
    try withoutActuallyEscaping(receive) { receive throws(AssayError) in
      let receiver = Receiver(receive)
      let answer = send(url, token: token, from: from, to: receiver)
      if let error = receiver.error { throw error }
      return answer
    }
  }

  private func send(_ url: String, token: String?, from: Int, to receiver: Receiver) -> Answer {
    var answer = assay_curl_answer()
    url.withCString { url in
      Self.withCString(token) { token in
        Self.withCString(certificates) { certificates in
          "assay".withCString { agent in
            var request = assay_curl_request(
              url: url, token: token, user_agent: agent, certificates: certificates,
              from: Int64(from), context: Unmanaged.passUnretained(receiver).toOpaque(),
              receive: { bytes, count, status, context in
                guard let context else { return 1 }
                return Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue()
                  .receive(UnsafeBufferPointer(start: bytes, count: count), status)
              })
            withExtendedLifetime(receiver) { assay_curl_get(&request, &answer) }
          }
        }
      }
    }
    return Answer(answer)
  }

  private static func withCString(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> Void
  ) {
    if let text { text.withCString { body($0) } } else { body(nil) }
  }

  /// What stands behind the context pointer of a request.
  private final class Receiver {
    private let take: (UnsafeBufferPointer<UInt8>, Int) throws(AssayError) -> Void
    private(set) var error: AssayError?

    init(_ take: @escaping (UnsafeBufferPointer<UInt8>, Int) throws(AssayError) -> Void) {
      self.take = take
    }

    /// 0 to go on, 1 to end the transfer.
    func receive(_ bytes: UnsafeBufferPointer<UInt8>, _ status: Int) -> Int32 {
      do throws(AssayError) {
        try take(bytes, status)
        return 0
      } catch {
        self.error = error
        return 1
      }
    }
  }
}

extension HTTPClient.Answer {
  fileprivate init(_ answer: assay_curl_answer) {
    end =
      switch answer.end {
      case assay_curl_done: .done
      case assay_curl_unreachable: .unreachable
      case assay_curl_broken: .broken
      case assay_curl_untrusted: .untrusted
      default: .impossible
      }
    status = answer.status
    retryAfter = answer.retry_after > 0 ? .seconds(answer.retry_after) : nil
    message = withUnsafeBytes(of: answer.message) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
