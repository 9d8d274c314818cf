// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// The betas of F scores, as every command reads them: `0.5,1,2`.
package struct BetaList: CustomStringConvertible {
  package let values: [Double]

  package init(_ values: [Double]) {
    self.values = values
  }

  /// Reads numbers with commas or spaces between them; one that stands twice counts once.
  /// - Throws: `AssayError` that names the part which is no positive number.
  package init(parsing text: String) throws(AssayError) {
    var values: [Double] = []
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      .flatMap { $0.isEmpty ? [$0] : $0.split(separator: " ") }
    for part in parts {
      guard let beta = Double(String(part)), beta > 0, beta <= Self.largest else {
        throw AssayError(
          "'\(part)' is not a beta",
          remedy: "Give positive numbers up to \(Int(Self.largest)) with commas, as in 0.5,1,2")
      }
      if !values.contains(beta) { values.append(beta) }
    }
    self.values = values
  }

  /// The same as in the API; a larger one makes the score the recall.
  private static let largest = 1000.0

  package var description: String {
    values.map { $0 == $0.rounded() ? String(Int($0)) : "\($0)" }.joined(separator: ",")
  }
}
