#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes Arrow files and streams with pyarrow, and beside each the JSON Lines that its rows stand for.

    arrow_golden.py FOLDER [--random COUNT] [--seed SEED]

Without --random it writes the small files of Tests/ArrowIPCTests/Fixtures (made with pyarrow 26.0.1);
with it, COUNT files of random schemas, which ArrowRowsTests reads from the folder that the
environment names in ASSAY_ARROW_FILES.
"""
import datetime
import random
import uuid

import parquet_golden as columns
import pyarrow as pa

CODECS = [None, "lz4", "zstd"]


def write(folder, name, table, *, stream=False, batch=None, **options):
    options = pa.ipc.IpcWriteOptions(**options)
    maker = pa.ipc.new_stream if stream else pa.ipc.new_file
    with maker(folder / f"{name}.arrow", table.schema, options=options) as writer:
        writer.write_table(table, max_chunksize=batch)
    (folder / f"{name}.jsonl").write_text("".join(row + "\n" for row in columns.rows_of(table)))


def own_types(chance):
    """Columns that Parquet does not have in this form."""
    words = lambda: [None if chance.random() < 0.2 else columns.text(chance) for _ in range(9)]
    bytes_ = [chance.randbytes(chance.randint(0, 30)) for _ in range(8)] + [None]
    lists = [None, [], [1, None], [3]] + [[n] * (n % 3) for n in range(5)]
    seconds = pa.array([0, 1, 86399, None, 60, 3600, 7, 8, 9], pa.int32()).cast(pa.time32("s"))
    moments = pa.array([0, -1, 86399, None, 1 << 31, 3600, 7, 8, 9], pa.int64())
    return {
        "text view": pa.array(words(), pa.string_view()),
        "byte view": pa.array(bytes_, pa.binary_view()),
        "large bytes": pa.array(bytes_, pa.large_binary()),
        "large list": pa.array(lists, pa.large_list(pa.int8())),
        "list view": pa.array(lists, pa.list_view(pa.int16())),
        "large list view": pa.array(lists, pa.large_list_view(pa.uint32())),
        "fixed list": pa.array([[n, None] if n % 2 else None for n in range(9)], pa.list_(pa.int32(), 2)),
        "fixed bytes": pa.array([b"abc", None] * 4 + [b"\xff\x00\x01"], pa.binary(3)),
        "dictionary": pa.array(words()).dictionary_encode(),
        "dictionary of lists": pa.array([{"a": i} for i in range(9)]),
        "runs": pa.RunEndEncodedArray.from_arrays([3, 4, 9], pa.array(["x", None, "y"])),
        "nothing": pa.nulls(9),
        "second": seconds,
        "moment": moments.cast(pa.timestamp("s", "Europe/Berlin")),
        "length": moments.cast(pa.duration("ms")),
        "day": pa.array([datetime.date(1969, 12, 31), None] * 4 + [datetime.date(2024, 2, 29)], pa.date64()),
        "small decimal": pa.array([None, *range(-4, 4)], pa.int32()).cast(pa.decimal128(12, 2)).cast(pa.decimal32(9, 2)),
        "big decimal": pa.array([None, *range(-4, 4)], pa.int32()).cast(pa.decimal256(70, 3)),
        "uuid": pa.array([uuid.UUID(int=chance.getrandbits(128)).bytes for _ in range(9)], pa.uuid()),
        "dense union": pa.UnionArray.from_dense(
            pa.array([0, 1, 0, 1, 0, 0, 1, 1, 0], pa.int8()), pa.array([0, 0, 1, 1, 2, 3, 2, 3, 4], pa.int32()),
            [pa.array([1, 2, 3, 4, 5]), pa.array(["a", "b", "c", "d"])]),
        "sparse union": pa.UnionArray.from_sparse(
            pa.array([0, 1, 0, 1, 0, 0, 1, 1, 0], pa.int8()), [pa.array(range(9)), pa.array(list("abcdefghi"))]),
    }


def golden(folder, seed):
    chance = random.Random(seed)
    for codec in CODECS:
        write(folder, f"chat-{codec or 'none'}", columns.chat(chance, 12), compression=codec)
        write(folder, f"chat-stream-{codec or 'none'}", columns.chat(chance, 20), stream=True, batch=7, compression=codec)
    kinds = columns.simple_types()
    flat = pa.table({
        f"{i}_{kind}": pa.array([None if chance.random() < 0.2 else make(chance) for _ in range(9)], kind)
        for i, (kind, make) in enumerate(kinds)})
    write(folder, "types", flat, compression="zstd")
    write(folder, "own-types", pa.table(own_types(chance)), batch=4)
    parts = [pa.array([word, "a"]).dictionary_encode() for word in ("b", "c", "b")]
    table = pa.table({"topic": pa.chunked_array(parts)})
    write(folder, "dictionaries", table.unify_dictionaries(), batch=2)
    write(folder, "deltas", table, stream=True, emit_dictionary_deltas=True)
    nested = pa.array([["x", "y"], None, ["x"]]).cast(pa.list_(pa.dictionary(pa.int8(), pa.string())))
    write(folder, "nested-dictionary", pa.table({"tags": nested}))
    sliced = columns.chat(chance, 30).slice(5, 11)
    write(folder, "slice", sliced, compression="lz4")
    write(folder, "no-rows", flat.slice(0, 0))


def random_file(folder, number, seed):
    chance = random.Random(seed * 1000003 + number)
    count = chance.choice([0, 1, 7, 100, 1000])
    table = pa.table({f"c{i}": columns.column(chance, count) for i in range(chance.randint(1, 6))})
    write(folder, f"random-{number:05d}", table.slice(chance.choice([0, count // 3])), stream=chance.random() < 0.5,
          batch=chance.choice([None, 1, 64, 300]), compression=chance.choice(CODECS))


if __name__ == "__main__":
    columns.run(golden, random_file)
