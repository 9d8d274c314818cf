// SPDX-License-Identifier: Apache-2.0

import Platform

/// How a fine-tuned model is called: `{base}:ft-{organization}-{time}`, or with a suffix
/// `{base}:ft-{organization}:{suffix}-{time}`; the time is `YYYY-MM-DD-hh-mm-ss` in UTC.
package enum FineTunedName {
  /// The most characters of a suffix.
  package static let maximumSuffix = 40

  /// The name of a model that was fine-tuned now.
  /// - Parameters:
  ///   - base: the name of what it was made from, which may be fine-tuned itself, or a path.
  ///   - seconds: the time since 1970.
  package static func make(
    base: String, organization: String = "personal", suffix: String? = nil, at seconds: Int
  ) -> String {
    let last = base.split(separator: "/").last ?? "model"
    let root = slug(String(last.prefix { $0 != ":" }))
    let owner = [organization, suffix ?? ""].map(slug).filter { !$0.isEmpty }
    return "\(root.isEmpty ? "model" : root):ft-\(owner.joined(separator: ":"))-\(time(seconds))"
  }

  /// Lower case; every run of anything but letters and digits of ASCII is one dash, and none at the
  /// ends.
  package static func slug(_ text: String) -> String {
    text.lowercased()
      .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
      .joined(separator: "-")
  }

  private static func time(_ seconds: Int) -> String {
    WallClock.parts(of: seconds, in: .utc).joined(separator: "-")
  }
}
