// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import JSON
import Platform

extension Response {
  /// A JSON document.
  static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
    var bytes: [UInt8] = []
    value.write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return Response(
      status: status, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// The error object.
  static func failure(_ error: APIError) -> Response {
    var response = json(error.json, status: .init(code: error.status))
    if let seconds = error.retryAfter { response.headers[.retryAfter] = String(seconds) }
    if !error.allowedMethods.isEmpty {
      response.headers[.allow] = error.allowedMethods.joined(separator: ", ")
    }
    if error.status == 401 { response.headers[.wwwAuthenticate] = "Bearer" }
    return response
  }

  /// The same with a warning in its headers, where there is one: OpenAI's objects have no place for it.
  func warning(_ text: String?) -> Response {
    guard let text else { return self }
    var response = self
    response.headers[Self.warningName] = VisibleText.escapedASCII(text)
    return response
  }

  private static let warningName = HTTPField.Name("Assay-Warning")!

  /// `{"object": "list", "data": [...]}`
  static func list(_ items: [JSONValue], hasMore: Bool? = nil) -> Response {
    var object: JSONObject = ["object": "list", "data": .array(items)]
    if let hasMore { object.append("has_more", .bool(hasMore)) }
    return json(.object(object))
  }

  /// Text of some media type.
  static func text(_ text: String, type: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// A stream of server-sent events, sent in chunks as they come.
  static func events(
    _ write: @escaping @Sendable (inout EventWriter) async throws -> Void
  ) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: "text/event-stream", .cacheControl: "no-cache"],
      body: ResponseBody { writer in
        var events = EventWriter(writer: writer)
        try await write(&events)
        try await writer.finish(nil)
      })
  }
}
