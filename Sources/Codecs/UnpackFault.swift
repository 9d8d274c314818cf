// SPDX-License-Identifier: Apache-2.0

/// Why packed data cannot be read; the caller knows the file.
package struct UnpackFault: Error, Equatable {
  package let message: String
  package let remedy: String

  package init(_ message: String, remedy: String = "Fetch the file again") {
    self.message = message
    self.remedy = remedy
  }
}
