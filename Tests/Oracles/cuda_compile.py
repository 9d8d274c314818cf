#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compiles the kernels of a GPU by NVRTC from PyPI, for three generations of cards; needs no GPU."""
import ctypes
import importlib.util
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "Sources/CCUDA"
ARCHITECTURES = ["sm_80", "sm_90", "sm_100"]


def library():
    folders = importlib.util.find_spec("nvidia").submodule_search_locations
    for folder in folders:
        for path in sorted(pathlib.Path(folder).rglob("libnvrtc.so.*")):
            return ctypes.CDLL(str(path))
    sys.exit("the package nvidia-cuda-nvrtc has no libnvrtc")


def compile_kernels(nvrtc, architecture):
    """Gives the size of the image, and what the compiler said."""
    program = ctypes.c_void_p()
    header = (ctypes.c_char_p * 1)((FOLDER / "kernels.h").read_bytes())
    name = (ctypes.c_char_p * 1)(b"kernels.h")
    source = b"".join((FOLDER / f"{name}.cu").read_bytes() for name in ("kernels", "attention", "tensor_attention"))
    code = nvrtc.nvrtcCreateProgram(ctypes.byref(program), source, b"kernels.cu", 1, header, name)
    options = (ctypes.c_char_p * 2)(f"--gpu-architecture={architecture}".encode(), b"--std=c++17")
    code = code or nvrtc.nvrtcCompileProgram(program, 2, options)
    size = ctypes.c_size_t()
    nvrtc.nvrtcGetProgramLogSize(program, ctypes.byref(size))
    log = ctypes.create_string_buffer(size.value + 1)
    nvrtc.nvrtcGetProgramLog(program, log)
    if code:
        return 0, log.value.decode()
    nvrtc.nvrtcGetCUBINSize(program, ctypes.byref(size))
    return size.value, log.value.decode()


nvrtc = library()
failed = 0
for architecture in ARCHITECTURES:
    size, log = compile_kernels(nvrtc, architecture)
    print(f"{architecture}: {size} bytes" if size else f"{architecture}: FAILED", log.strip())
    failed += size == 0
sys.exit(failed > 0)
