// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Hummingbird
import Reports
import Review
import ServiceStore
import Workflows

extension DatasetRoutes {
  /// The rows whose label linear models find unlikely, the most doubtful first: the document of
  /// `assay review --list --format json`. What a person decides about them goes into the body of a fix.
  @Sendable func review(_ request: Request, _ context: APIContext) async throws -> Response {
    let file = try await find(context)
    var asked = ReviewRequest(DataFile(name: file.filename, at: store.folder.path(of: file)))
    asked.options = try Self.options(request, file)
    let wish = asked
    do throws(AssayError) {
      let queue = try await Offload.run { () throws(AssayError) in try ReviewQueue(wish) }
      return .json(queue.report().data)
    } catch {
      throw APIError.invalid("\(error)", param: "file")
    }
  }
}
