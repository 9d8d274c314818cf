// SPDX-License-Identifier: Apache-2.0

/// What a message of Arrow is, by its number in the format.
enum ArrowMessageKind: UInt8 {
  case schema = 1
  case dictionary, batch, tensor, sparseTensor
}
