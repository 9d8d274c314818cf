// SPDX-License-Identifier: Apache-2.0

/// Forms as clients send them to upload a file.
enum Form {
  static let boundary = "0123456789abcdef"
  static let contentType = "multipart/form-data; boundary=\(boundary)"

  /// The form of the real clients: purpose, then the file.
  static func upload(_ content: String, filename: String, purpose: String) -> [UInt8] {
    make([
      ("name=\"purpose\"", purpose),
      (
        "name=\"file\"; filename=\"\(filename)\"\r\nContent-Type: application/octet-stream", content
      ),
    ])
  }

  /// A form of parts, each with the parameters of its disposition.
  static func make(_ parts: [(parameters: String, content: String)]) -> [UInt8] {
    let text = parts.map {
      "--\(boundary)\r\nContent-Disposition: form-data; \($0.parameters)\r\n\r\n\($0.content)\r\n"
    }.joined()
    return Array("\(text)--\(boundary)--\r\n".utf8)
  }
}
