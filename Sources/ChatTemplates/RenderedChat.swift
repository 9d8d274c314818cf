// SPDX-License-Identifier: Apache-2.0

/// A conversation as the text that a model sees.
package struct RenderedChat: Sendable, Equatable {
  package let text: String
  /// What `{% generation %}` blocks wrote, in bytes of UTF-8 and in their order: what an assistant is
  /// to learn to write. Empty for a template without such blocks.
  package let generations: [Range<Int>]
}
