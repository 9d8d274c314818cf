// SPDX-License-Identifier: Apache-2.0

extension PandasColumn {
  /// The column with `suffix` after every text.
  func appending(_ suffix: [UInt8]) -> PandasColumn {
    suffix.withUnsafeBufferPointer { suffix in
      rewritten(growth: suffix.count) { text, result in
        result.extend(text)
        result.extend(suffix)
      }
    }
  }

  /// The column without the first `scalars` scalars of every text, with `replacement` there instead.
  func droppingPrefix(scalars: Int, replacedBy replacement: [UInt8] = []) -> PandasColumn {
    replacement.withUnsafeBufferPointer { replacement in
      rewritten(growth: replacement.count) { text, result in
        result.extend(replacement)
        result.extend(UnsafeBufferPointer(rebasing: text[text.offset(afterScalars: scalars)...]))
      }
    }
  }
}
