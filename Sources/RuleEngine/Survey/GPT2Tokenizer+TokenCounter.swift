// SPDX-License-Identifier: Apache-2.0

package import Dataset
package import Tokenizer

extension GPT2Tokenizer: TokenCounter {
  package func tokens(of utf8: Bytes) -> [Int] {
    var ids: [Int32] = []
    encode(utf8, into: &ids)
    return ids.map(Int.init)
  }

  package func tokenCount(of utf8: Bytes) -> Int { count(utf8) }

  package func withCounter(_ body: ((Bytes) -> Int) -> Void) {
    withEncoder { encoder in body { encoder.count($0) } }
  }
}
