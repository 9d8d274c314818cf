// SPDX-License-Identifier: Apache-2.0

/// How a corpus is cut into blocks.
package struct CorpusCut: Sendable, Equatable {
  /// Tokens of a block, at least 2.
  package var blockSize: Int
  /// Whether each block ends in the end-of-text token, and so has one token less of the text.
  package var endsBlocks = false
  /// Whether a rest that is shorter than a block is left out.
  package var dropsLast = false

  package init(blockSize: Int) {
    self.blockSize = blockSize
  }

  /// Tokens of the text in a block.
  var pieceSize: Int { endsBlocks ? blockSize - 1 : blockSize }
}
