// SPDX-License-Identifier: Apache-2.0

/// The limits on what a template makes.
enum TemplateSize {
  /// Bytes of one text, and items of one list.
  static let maximum = 1 << 24

  /// - Throws: `TemplateFault` where a text or a list would become larger than any chat.
  static func check(_ size: Int) throws(TemplateFault) {
    guard size <= maximum else {
      throw TemplateFault("a text or a list of the template would have more than \(maximum) parts")
    }
  }
}
