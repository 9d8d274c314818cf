// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Hummingbird
import Platform

/// A file of the store as an answer, read piece by piece as the client takes it.
enum FileResponse {
  private static let pieceBytes = 1 << 18

  static func make(path: String, name: String) throws(AssayError) -> Response {
    guard let identity = FileStatus(path) else {
      throw AssayError("the file's content is gone", at: Location(file: path))
    }
    return Response(
      status: .ok,
      headers: [
        .contentType: "application/octet-stream",
        .contentDisposition: "attachment; filename*=UTF-8''\(escaped(name))",
        .init("X-Content-Type-Options")!: "nosniff",
      ],
      body: ResponseBody(contentLength: identity.size) { writer in
        var offset = 0
        while offset < identity.size {
          let piece = try Files.read(
            path, from: offset, limit: min(pieceBytes, identity.size - offset))
          guard !piece.isEmpty else { throw CancellationError() }
          offset += piece.count
          try await writer.write(ByteBuffer(bytes: piece))
        }
        try await writer.finish(nil)
      })
  }

  /// The last part of a name in the form of RFC 8187.
  private static func escaped(_ name: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "file"
    return PercentEncoding.encode(String(last), allowing: "-._")
  }
}
