// SPDX-License-Identifier: Apache-2.0

import Platform

/// Text as findings and messages name it: in backquotes, with invisible characters made visible, such as
/// `\n\n###\n\n`.
package func quoted(_ bytes: some Sequence<UInt8>) -> String {
  "`\(VisibleText.escaped(String(decoding: Array(bytes), as: UTF8.self)))`"
}
