// SPDX-License-Identifier: Apache-2.0

/// How far a fix may be trusted. A `safe` fix never drops a row that carries training signal, never
/// deletes the user's text and can be undone from the report; an `unsafe` one needs opting in.
package enum FixGrade: String, Sendable, CaseIterable {
  case safe, unsafe
}
