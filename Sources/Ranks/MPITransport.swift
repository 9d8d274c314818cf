// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CCollective

/// The processes that an MPI launcher started.
struct MPITransport: RankTransport {
  let rank: Int
  let count: Int

  /// - Parameter library: the name or path of an MPI library; nil looks for the known ones.
  /// - Throws: `AssayError` when there is none, or it does not start.
  init(library: String?) throws(AssayError) {
    if let fault = assay_collective_start(library) {
      throw AssayError(
        "a launcher started several processes, but \(String(cString: fault))",
        remedy: """
          Install the launcher's library (Debian: libopenmpi3 or libmpich12), or name its file in \
          ASSAY_MPI_LIBRARY; without a launcher one process trains alone
          """)
    }
    rank = Int(assay_collective_rank())
    count = Int(assay_collective_count())
  }

  func broadcast(_ bytes: UnsafeMutableRawBufferPointer, from rank: Int) {
    assay_collective_broadcast(bytes.baseAddress, Int64(bytes.count), Int32(rank))
  }

  func exchange(_ sent: UnsafeRawBufferPointer, into received: UnsafeMutableRawBufferPointer) {
    assay_collective_exchange(
      sent.baseAddress, received.baseAddress, Int64(sent.count / count))
  }

  func gather(_ sent: UnsafeRawBufferPointer, into received: UnsafeMutableRawBufferPointer) {
    assay_collective_gather(sent.baseAddress, received.baseAddress, Int64(sent.count))
  }

  func finish() { assay_collective_finish() }
}
