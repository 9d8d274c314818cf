// SPDX-License-Identifier: Apache-2.0

package import JSON

/// What the API answers instead of a result: an HTTP status and the error object that every client
/// of OpenAI's API reads.
package struct APIError: Error, Sendable, Equatable {
  /// The HTTP status. Never 409: the Python client of 2023 tries such a call again at once, for ever.
  package var status: Int
  /// What went wrong and what to do, as whole sentences.
  package var message: String
  /// The family of the error, such as `invalid_request_error`.
  package var type: String
  /// The field of the request that is wrong.
  package var param: String?
  /// A word that programs can compare, such as `model_not_found`.
  package var code: String?
  /// Seconds after which the call may be tried again, sent as `Retry-After`.
  package var retryAfter: Int?
  /// The methods that the path takes, sent as `Allow`.
  package var allowedMethods: [String] = []
  /// Further members of the error object, such as the findings of a refused file.
  package var details: [JSONObject.Member] = []

  package init(
    status: Int, _ message: String, type: String = "invalid_request_error", param: String? = nil,
    code: String? = nil, retryAfter: Int? = nil
  ) {
    self.status = status
    self.message = message
    self.type = type
    self.param = param
    self.code = code
    self.retryAfter = retryAfter
  }

  /// `{"error": {"message", "type", "param", "code"}}`
  package var json: JSONValue {
    var error: JSONObject = [
      "message": .string(message), "type": .string(type), "param": .init(param),
      "code": .init(code),
    ]
    for member in details { error.append(member.key, member.value) }
    return ["error": .object(error)]
  }
}

extension APIError {
  /// 400: the request itself is wrong.
  package static func invalid(
    _ message: String, param: String? = nil, code: String? = nil
  ) -> APIError {
    APIError(status: 400, message, param: param, code: code)
  }

  /// 404: what the path or a field names does not exist.
  package static func notFound(_ message: String, param: String? = nil, code: String? = nil)
    -> APIError
  {
    APIError(status: 404, message, param: param, code: code)
  }

  /// 404 for a model that is not there.
  package static func noModel(_ name: String) -> APIError {
    notFound("The model '\(name)' does not exist", param: "model", code: "model_not_found")
  }

  /// 401: no key, or a wrong one.
  package static let unauthorized = APIError(
    status: 401,
    "Incorrect API key provided. Send the key that the server was started with as"
      + " 'Authorization: Bearer KEY'.",
    code: "invalid_api_key")

  /// 401: a key of one organization in the name of another.
  package static let otherOrganization = APIError(
    status: 401, "OpenAI-Organization header should match organization for API key",
    code: "mismatched_organization")

  /// 405: the path is there, but not for this method.
  package static func notAllowed(method: String, path: String, allowed: [String]) -> APIError {
    var error = APIError(
      status: 405,
      "Not allowed to \(method) \(path); this path takes \(allowed.joined(separator: ", ")).")
    error.allowedMethods = allowed
    return error
  }

  /// 413: a body over the limit.
  package static func tooLarge(limit: Int) -> APIError {
    APIError(
      status: 413, "The request is larger than the limit of \(limit) bytes.",
      code: "request_too_large")
  }

  /// 413: a request that would need more memory than there is for all.
  package static func needsTooMuchMemory(limit: Int) -> APIError {
    APIError(
      status: 413,
      "The request and its answer would need more than the \(limit >> 20) MiB of memory that this server"
        + " has for requests. Send fewer texts at a time, or ask for fewer choices, tokens or"
        + " log-probabilities.", code: "request_too_large")
  }

  /// 503: other requests hold the memory.
  package static let outOfMemory = APIError(
    status: 503,
    "The requests that the server works on leave no memory for this one. Try again in a second.",
    type: "server_error", code: "overloaded", retryAfter: 1)

  /// 429: the queue of requests is full.
  package static let busy = APIError(
    status: 429, "The server has as many requests as it can queue. Try again in a second.",
    type: "requests", code: "rate_limit_exceeded", retryAfter: 1)

  /// 499, as other servers count it; nobody is left to read it.
  package static let hungUp = APIError(
    status: 499, "The client closed the connection before the answer was whole.")

  /// 500: a fault of this machine, such as a full disk.
  package static func server(_ message: String) -> APIError {
    APIError(status: 500, message, type: "server_error")
  }
}
