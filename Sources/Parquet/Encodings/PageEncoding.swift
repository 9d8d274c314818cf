// SPDX-License-Identifier: Apache-2.0

/// How the values of a page are written, by the number in its header.
enum PageEncoding: Int {
  case plain = 0
  case plainDictionary = 2
  case runs = 3
  case bitPacked = 4
  case deltaBinaryPacked = 5
  case deltaLengthByteArray = 6
  case deltaByteArray = 7
  case runsOfDictionary = 8
  case byteStreamSplit = 9
}
