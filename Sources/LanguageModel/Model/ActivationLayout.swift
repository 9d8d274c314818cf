// SPDX-License-Identifier: Apache-2.0

/// Where the intermediate values of a pass lie in one block of floats.
///
/// T is the number of tokens, R that of the rows with targets. The last block computes its queries,
/// its MLP and the head for those rows alone, because nothing else is asked for.
struct ActivationLayout {
  /// The offsets of what a block computes; n is T, but R in the last block.
  struct Block {
    var rows = 0
    var input = 0  // (T, C) residual stream before the block
    var mean1 = 0  // (T)
    var rstd1 = 0  // (T)
    var norm1 = 0  // (T, C)
    var qkv = 0  // (T, 3C)
    var queries = 0  // (R, C) in the last block: the gathered queries
    var residual = 0  // (R, C) in the last block: the gathered residual stream
    var attention = 0  // (n, C)
    var logSums = 0  // (H, n)
    var middle = 0  // (n, C) residual stream after attention
    var mean2 = 0  // (n)
    var rstd2 = 0  // (n)
    var norm2 = 0  // (n, C)
    var expansion = 0  // (n, I)
    var gelu = 0  // (n, I)
  }

  private(set) var blocks: [Block] = []
  private(set) var output = 0  // (R, C) residual stream after the last block
  private(set) var mean = 0  // (R)
  private(set) var rstd = 0  // (R)
  private(set) var hidden = 0  // (R, C) after the last norm
  private(set) var logits = 0  // (logitRows, outputs)
  private(set) var logitRows = 0
  /// What a block of logits is measured to, for its rows: f64 sums and the likeliest outputs.
  private(set) var logSums = 0  // (2 logitRows)
  private(set) var likeliest = 0  // (logitRows)
  private(set) var picked = 0  // (targets) the logits of targets

  // The way back.
  private(set) var dStream = 0  // (T, C)
  private(set) var dTargets = 0  // (R, C)
  private(set) var dBranch = 0  // (max(T, R), C)
  private(set) var dRows = 0  // (max(T, R), C)
  private(set) var dQKV = 0  // (T, 3C)
  private(set) var dInner = 0  // (max(T, R), I)
  private(set) var count = 0

  /// - Parameters:
  ///   - targets: how many there are; several may share a row.
  ///   - maximalLogitRows: rows of logits that exist at a time, never (T, V).
  init(
    _ configuration: GPT2Configuration, tokens: Int, rows: Int, targets: Int, maximalLogitRows: Int,
    training: Bool
  ) {
    let width = configuration.width
    let layers = configuration.layers
    blocks.reserveCapacity(layers)
    var peak = 0
    for layer in 0..<layers {
      // Without a way back all blocks use the same memory; a block's output replaces its input.
      if !training { count = 0 }
      blocks.append(addBlock(configuration, tokens, lastRows: layer == layers - 1 ? rows : nil))
      peak = max(peak, count)
    }
    count = peak
    output = take(rows * width)
    mean = take(rows)
    rstd = take(rows)
    hidden = take(rows * width)
    logitRows = min(rows, maximalLogitRows)
    logits = take(logitRows * configuration.outputs)
    logSums = take(2 * logitRows)
    likeliest = take(logitRows)
    picked = take(targets)
    if training { addGradients(configuration, tokens, rows: rows) }
  }

  private mutating func addBlock(
    _ configuration: GPT2Configuration, _ tokens: Int, lastRows: Int?
  ) -> Block {
    let width = configuration.width
    let rows = lastRows ?? tokens
    var block = Block(rows: rows)
    block.input = take(tokens * width)
    block.mean1 = take(tokens)
    block.rstd1 = take(tokens)
    block.norm1 = take(tokens * width)
    block.qkv = take(tokens * 3 * width)
    block.queries = take((lastRows ?? 0) * width)
    block.residual = take((lastRows ?? 0) * width)
    block.attention = take(rows * width)
    block.logSums = take(configuration.heads * rows)
    block.middle = take(rows * width)
    block.mean2 = take(rows)
    block.rstd2 = take(rows)
    block.norm2 = take(rows * width)
    block.expansion = take(rows * configuration.innerWidth)
    block.gelu = take(rows * configuration.innerWidth)
    return block
  }

  private mutating func addGradients(
    _ configuration: GPT2Configuration, _ tokens: Int, rows: Int
  ) {
    let width = configuration.width
    let most = max(tokens, rows)
    dStream = take(tokens * width)
    dTargets = take(rows * width)
    dBranch = take(most * width)
    dRows = take(most * width)
    dQKV = take(tokens * 3 * width)
    dInner = take(most * configuration.innerWidth)
  }

  /// Floats that start on a cache line.
  private mutating func take(_ size: Int) -> Int {
    defer { count += (size + 15) / 16 * 16 }
    return count
  }
}
