// SPDX-License-Identifier: Apache-2.0

/// The values of a page: as they are, or as places in a dictionary.
enum PageValues {
  case values(RawValues)
  case places(RunReader)
  case truths(RunReader)

  /// Those that stand in `bytes` from `place` on.
  /// - Parameter count: the most that there are; values that are null are not among them.
  init(
    _ bytes: [UInt8], from place: Int, count: Int, encoding: PageEncoding, leaf: SchemaNode.Leaf
  ) throws(ParquetFault) {
    guard count <= ParquetLimits.pageValues else { throw .damaged("a page has too many values") }
    switch encoding {
    case .plain:
      self = .values(try PlainReader(leaf: leaf).values(bytes, from: place, count: count))
    case .plainDictionary, .runsOfDictionary:
      guard place < bytes.count else {
        self = .values(.integers([]))
        return
      }
      self = .places(try RunReader(bytes, from: place + 1, bits: Int(bytes[place])))
    case .runs where leaf.type == .boolean:
      // The length of the runs stands before them.
      self = .truths(try RunReader(bytes, from: place + 4, bits: 1))
    case .deltaBinaryPacked where leaf.type == .int32:
      var reader = DeltaReader(bytes, from: place)
      self = .values(.integers(try reader.integers().map { Int64(Int32(truncatingIfNeeded: $0)) }))
    case .deltaBinaryPacked where leaf.type == .int64:
      var reader = DeltaReader(bytes, from: place)
      self = .values(.integers(try reader.integers()))
    case .deltaLengthByteArray where leaf.type == .byteArray:
      let texts = try ByteArrayDeltas.texts(bytes, from: place)
      self = .values(.bytes(storage: texts.storage, ranges: texts.ranges))
    case .deltaByteArray where leaf.type == .byteArray || leaf.type == .fixedByteArray:
      let texts = try ByteArrayDeltas.sharing(bytes, from: place)
      self = .values(.bytes(storage: texts.storage, ranges: texts.ranges))
    case .byteStreamSplit where leaf.width > 0:
      let joined = try Self.joined(bytes, from: place, count: count, width: leaf.width)
      self = .values(try PlainReader(leaf: leaf).values(joined, from: 0, count: count))
    default: throw .unsupported("the encoding \(encoding) for values of the type \(leaf.type)")
    }
  }

  /// Values whose first bytes stand together, then their second ones, and so on.
  private static func joined(
    _ bytes: [UInt8], from place: Int, count: Int, width: Int
  ) throws(ParquetFault) -> [UInt8] {
    guard count <= (bytes.count - place) / width else { throw .damaged("a page is too short") }
    var joined = [UInt8](repeating: 0, count: count * width)
    for byte in 0..<width {
      for value in 0..<count { joined[value * width + byte] = bytes[place + byte * count + value] }
    }
    return joined
  }
}
