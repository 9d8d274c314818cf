// SPDX-License-Identifier: Apache-2.0

/// A number of a report in long form, as its CSV has them.
package struct LongFormLine: Sendable, Equatable {
  /// The key of the figure, such as `accuracy`.
  package var figure: String
  /// What it is a figure of; empty for the whole.
  package var subject: String
  /// Nil where it is undefined.
  package var value: Double?
  package var interval: ClosedRange<Double>?

  package init(
    _ figure: String, of subject: String, value: Double?, interval: ClosedRange<Double>? = nil
  ) {
    self.figure = figure
    self.subject = subject
    self.value = value
    self.interval = interval
  }
}
