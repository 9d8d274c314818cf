// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// One request on its way to a handler.
struct Call: Sendable {
  let request: Request
  let body: BodyReader
  /// What stood in the path where the route has holes, decoded.
  let parameters: [String]
  /// The decoded pairs of the query.
  let query: [String: String]
  let limits: ServiceLimits

  /// A whole number of the query within a range; the fallback when it is absent.
  func integer(_ name: String, in range: ClosedRange<Int>, default fallback: Int) throws(APIError)
    -> Int
  {
    guard let text = query[name] else { return fallback }
    guard let number = Int(text), range.contains(number) else {
      throw .invalid(
        "Invalid '\(name)': expected an integer from \(range.lowerBound) to \(range.upperBound).",
        param: name, code: "invalid_value")
    }
    return number
  }

  /// The members of a JSON body.
  func fields() async throws(APIError) -> RequestFields {
    var bytes: [UInt8] = []
    try await body.read(limit: limits.bodyBytes) { chunk throws(APIError) in
      bytes.append(contentsOf: chunk.readableBytesView)
    }
    return try RequestFields(body: bytes)
  }
}
