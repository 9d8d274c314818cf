// SPDX-License-Identifier: Apache-2.0

import Hummingbird

extension Request {
  /// The decoded pairs of the query.
  /// - Throws: `APIError` 400 when it is no text.
  func query() throws(APIError) -> Query {
    try Query(uri.query)
  }

  /// Hands on the body as it arrives.
  /// - Throws: `APIError` 413 for a body over the limit, before it is read where it is announced.
  func readBody(
    limit: Int, _ handle: (ByteBuffer) throws(APIError) -> Void
  ) async throws(APIError) {
    if let announced = headers[.contentLength].flatMap({ Int($0) }), announced > limit {
      throw .tooLarge(limit: limit)
    }
    var count = 0
    do {
      for try await chunk in body {
        count += chunk.readableBytes
        guard count <= limit else { throw APIError.tooLarge(limit: limit) }
        try handle(chunk)
      }
    } catch {
      throw error as? APIError ?? .server("\(error)")
    }
  }

  /// The whole body.
  /// - Throws: `APIError` also when there is no memory for it.
  func bytes(_ context: APIContext) async throws(APIError) -> [UInt8] {
    var bytes: [UInt8] = []
    try await readBody(limit: context.limits.bodyBytes) { chunk throws(APIError) in
      try context.memory.take(chunk.readableBytes)
      bytes.append(contentsOf: chunk.readableBytesView)
    }
    return bytes
  }

  /// The members of a JSON body.
  func fields(_ context: APIContext) async throws(APIError) -> RequestFields {
    let bytes = try await bytes(context)
    try context.memory.take(RequestFields.valueBytes(of: bytes))
    return try RequestFields(body: bytes)
  }
}
