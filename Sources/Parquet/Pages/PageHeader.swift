// SPDX-License-Identifier: Apache-2.0

import Columnar

/// What stands before a page.
struct PageHeader {
  enum Kind: Int {
    case data, index, dictionary, newerData
  }

  let kind: Kind
  let packedSize: Int
  let size: Int
  let details: ThriftValue

  init(_ header: ThriftValue) throws(ParquetFault) {
    guard let kind = Kind(rawValue: try header[1].needed("kind of page")) else {
      throw .damaged("a page has an unknown kind")
    }
    self.kind = kind
    size = try header[2].needed("size of a page")
    packedSize = try header[3].needed("packed size of a page")
    guard (0...ParquetLimits.pageBytes).contains(size), packedSize >= 0 else {
      throw ParquetFault(
        "a page of the Parquet file has more than \(ParquetLimits.pageBytes >> 20) MiB, or its size is damaged",
        remedy: "Write the file again with smaller pages")
    }
    let field: Int16 =
      switch kind {
      case .data: 5
      case .index: 6
      case .dictionary: 7
      case .newerData: 8
      }
    details = header[field] ?? .fields([:])
  }

  func valueCount() throws(ParquetFault) -> Int {
    let count = try details[1].needed("number of values of a page")
    guard (0...(4 * ParquetLimits.pageValues)).contains(count) else {
      throw .damaged("a page says that it has \(count) values")
    }
    return count
  }

  /// The encoding of the values, which stands in `field` of the details.
  func encoding(_ field: Int16) throws(ParquetFault) -> PageEncoding {
    let number = try details[field].needed("encoding")
    guard let encoding = PageEncoding(rawValue: number) else {
      throw .unsupported("the encoding of number \(number)")
    }
    return encoding
  }
}
