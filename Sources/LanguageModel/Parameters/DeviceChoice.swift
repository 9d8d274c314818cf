// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Where a model shall compute, as somebody asks for it.
package struct DeviceChoice: RawRepresentable, Codable, Sendable, Hashable {
  /// `cpu`, `auto`, `cuda` or `cuda:N`.
  package let rawValue: String

  /// The processor, which gives the same bits everywhere and needs nothing.
  package static let cpu = DeviceChoice(trusted: "cpu")
  /// The first GPU where there is one, else the processor.
  package static let auto = DeviceChoice(trusted: "auto")

  /// nil when the text names no device.
  package init?(rawValue: String) {
    self.rawValue = rawValue
    guard rawValue == "cpu" || rawValue == "auto" || index != nil else { return nil }
  }

  private init(trusted: String) {
    rawValue = trusted
  }

  /// The number of the GPU that was asked for.
  private var index: Int? {
    if rawValue == "cuda" { return 0 }
    guard rawValue.hasPrefix("cuda:") else { return nil }
    let digits = rawValue.dropFirst("cuda:".count)
    return digits.utf8.allSatisfy { (48...57).contains($0) } ? Int(digits) : nil
  }

  /// Makes the device ready.
  /// - Throws: `AssayError` when a GPU was asked for and there is none that could be used.
  package func open() throws(AssayError) -> Device {
    if let index { return try .cuda(index) }
    return self == .auto ? (try? .cuda(0)) ?? .cpu : .cpu
  }
}
