// SPDX-License-Identifier: Apache-2.0

/// Which texts a classifier is to label.
package struct PredictRequest: Sendable {
  package enum Subject: Sendable, Equatable {
    case texts([String])
    /// The rows of a file; `-` is standard input.
    case file(String)
  }

  package var model: String
  package var subject: Subject
  package var reading = RowReading()
  package var precision = PrecisionRequest.f32
  /// Rows whose likeliest class is less probable get no label; nil labels all.
  package var threshold: Double?

  package init(_ subject: Subject, model: String) {
    self.subject = subject
    self.model = model
  }

  /// The file that is read; nil where texts were given.
  package var file: String? {
    if case .file(let path) = subject { path } else { nil }
  }
}
