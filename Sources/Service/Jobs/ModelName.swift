// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#endif

/// Names of fine-tuned models: `{base}:ft-{organization}-{time}`, or with a suffix
/// `{base}:ft-{organization}:{suffix}-{time}`; the time is `YYYY-MM-DD-hh-mm-ss` in UTC.
package enum ModelName {
  /// The most characters of a suffix.
  package static let maximumSuffix = 40

  /// The name of a model made now from a base, which may be fine-tuned itself.
  package static func make(
    base: String, organization: String, suffix: String?, at seconds: Int
  ) -> String {
    let root = base.prefix { $0 != ":" }
    let suffix = suffix.map(slug).flatMap { $0.isEmpty ? nil : $0 }
    let owner = suffix.map { "\(organization):\($0)" } ?? organization
    return "\(root):ft-\(owner)-\(timestamp(seconds))"
  }

  /// Lower case; every run of anything but letters and digits is one dash, and none at the ends.
  package static func slug(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  private static func timestamp(_ seconds: Int) -> String {
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = ["\(parts.tm_year + 1900)", padded(parts.tm_mon + 1), padded(parts.tm_mday)]
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(padded)
    return (date + clock).joined(separator: "-")
  }
}
