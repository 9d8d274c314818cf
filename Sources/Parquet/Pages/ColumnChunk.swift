// SPDX-License-Identifier: Apache-2.0

import Codecs

/// Where the values of a column stand for a group of rows.
struct ColumnChunk {
  let codec: BlockCodec
  let valueCount: Int
  let start: Int
  let end: Int

  init(_ chunk: ThriftValue, fileSize: Int) throws(ParquetFault) {
    guard chunk[1] == nil, let facts = chunk[3] else {
      throw .unsupported("columns in other files, or ones that are encrypted")
    }
    codec = try Self.codec(facts[4].needed("compression"))
    valueCount = try facts[5].needed("number of values")
    let size = try facts[7].needed("size")
    let data = try facts[9].needed("place of the data")
    // Some writers say 0 where there is no dictionary.
    let dictionary = facts[11]?.integer ?? 0
    start = dictionary > 0 ? min(dictionary, data) : data
    guard start >= 0, size >= 0, start <= fileSize, size <= fileSize - start, valueCount >= 0 else {
      throw .damaged("a column reaches beyond the end of the file")
    }
    end = start + size
  }

  private static func codec(_ number: Int) throws(ParquetFault) -> BlockCodec {
    switch number {
    case 0: return .none
    case 1: return .snappy
    case 2: return .gzip
    case 3: throw .unsupported("the compression LZO")
    case 4: throw .unsupported("the compression Brotli")
    case 5: return .hadoopLZ4
    case 6: return .zstd
    case 7: return .lz4
    default: throw .unsupported("the compression of number \(number)")
    }
  }
}
