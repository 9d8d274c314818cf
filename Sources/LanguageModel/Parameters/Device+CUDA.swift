// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CCUDA
import Platform

extension Device {
  /// A GPU of NVIDIA's. Its libraries are loaded and its kernels compiled when it is first asked for; a
  /// process works with one GPU.
  /// - Throws: `AssayError` when there is none of this number, or something that it needs is missing.
  static func cuda(_ index: Int) throws(AssayError) -> Device {
    var reason = [CChar](repeating: 0, count: 1024)
    guard
      let device = assay_cuda_open(Int32(clamping: index), kernelFolder, &reason, reason.count)
    else {
      throw AssayError(
        "cannot compute on the GPU: \(text(reason))",
        remedy: "Leave --device out to compute on the CPU; a GPU needs NVIDIA's driver, and"
          + " cuBLASLt and NVRTC of CUDA 12 or 13, as pip install nvidia-cublas nvidia-cuda-nvrtc"
          + " brings them, in LD_LIBRARY_PATH")
    }
    return Device(kernels: device.pointee)
  }

  /// The name of the first GPU, or why there is none that could be used.
  package static var gpu: (name: String?, reason: String) {
    var reason = [CChar](repeating: 0, count: 1024)
    let name = assay_cuda_find(&reason, reason.count).map { String(cString: $0) }
    return (name, text(reason))
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Where compiled kernels are kept: compiling takes seconds. nil keeps none.
  private static var kernelFolder: String? {
    guard let folder = CacheFolder.path("cuda"), (try? Files.createFolder(folder)) != nil
    else { return nil }
    return folder
  }
}
