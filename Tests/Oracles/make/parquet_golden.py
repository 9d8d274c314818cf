#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes Parquet files with pyarrow, and beside each the JSON Lines that its rows stand for.

    parquet_golden.py FOLDER [--random COUNT] [--seed SEED]

Without --random it writes the small files of Tests/ParquetTests/Fixtures (made with pyarrow 26.0.1);
with it, COUNT files of random schemas, which ParquetRowsTests reads from the folder that the
environment names in ASSAY_PARQUET_FILES.
"""
import argparse
import base64
import datetime
import decimal
import json
import math
import pathlib
import random
import struct
import uuid

import pyarrow as pa
import pyarrow.parquet as pq


def shortest(value, code):
    """The shortest decimal that reads back to the same number of a smaller type."""
    for digits in range(1, 10):
        text = f"{value:.{digits}g}"
        if struct.unpack(code, struct.pack(code, float(text)))[0] == value:
            return json.dumps(float(text))
    return json.dumps(value)


def clock(text):
    return text.rstrip("0").rstrip(".") if "." in text else text


def parts(units, per_second):
    seconds, part = divmod(units, per_second)
    digits = len(str(per_second)) - 1
    return seconds, f".{part:0{digits}d}" if part else ""


UNITS = {"s": 1, "ms": 1000, "us": 1000000, "ns": 1000000000}


def written(value, kind):
    """A value as JSON. Times are integers here: Python's own have no nanoseconds."""
    if value is None:
        return "null"
    if pa.types.is_struct(kind):
        pairs = [f"{json.dumps(f.name)}:{written(value[f.name], f.type)}" for f in kind]
        return "{" + ",".join(pairs) + "}"
    if pa.types.is_map(kind):
        pairs = []
        for key, item in value:
            name = written(key, kind.key_type)
            name = name if name.startswith('"') else json.dumps(name)
            pairs.append(f"{name}:{written(item, kind.item_type)}")
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list) and hasattr(kind, "value_type"):
        return "[" + ",".join(written(item, kind.value_type) for item in value) + "]"
    if pa.types.is_dictionary(kind) or pa.types.is_run_end_encoded(kind):
        return written(value, kind.value_type)
    if pa.types.is_union(kind):
        return json.dumps(value, ensure_ascii=False)
    if pa.types.is_boolean(kind):
        return "true" if value else "false"
    if pa.types.is_decimal(kind):
        return f"{value:f}"
    if pa.types.is_floating(kind):
        if not math.isfinite(value):
            return "null"
        return json.dumps(value) if kind == pa.float64() else shortest(value, "f")
    if pa.types.is_integer(kind):
        return str(value)
    if pa.types.is_date(kind):
        return json.dumps(value.isoformat())
    if isinstance(value, uuid.UUID):
        return json.dumps(str(value))
    if isinstance(value, bytes):
        try:
            return json.dumps(value.decode(), ensure_ascii=False)
        except UnicodeDecodeError:
            return json.dumps(base64.b64encode(value).decode())
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    raise TypeError(str(kind))


def rows_of(table):
    columns = []
    for field in table.schema:
        column = table[field.name]
        kind = field.type
        if pa.types.is_temporal(kind) and not pa.types.is_date(kind):
            texts = [timed(v, kind) for v in column.cast(integers(kind)).to_pylist()]
        else:
            texts = [written(v, kind) for v in column.to_pylist()]
        columns.append([f"{json.dumps(field.name)}:{text}" for text in texts])
    return ["{" + ",".join(row) + "}" for row in zip(*columns)]


def integers(kind):
    return pa.int32() if pa.types.is_time32(kind) else pa.int64()


def timed(units, kind):
    if units is None:
        return "null"
    if pa.types.is_duration(kind):
        return str(units)
    per_second = UNITS[kind.unit]
    if pa.types.is_time(kind):
        seconds, part = parts(units, per_second)
        return json.dumps(f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{part}")
    seconds, part = parts(units, per_second)
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    return json.dumps(moment.isoformat() + part + ("Z" if kind.tz else ""))


def write(folder, name, table, **options):
    path = folder / f"{name}.parquet"
    pq.write_table(table, path, **options)
    read = pq.read_table(path)
    if read.schema.types != table.schema.types:
        table = read if not any(pa.types.is_dictionary(t) for t in read.schema.types) else table
    (folder / f"{name}.jsonl").write_text("".join(row + "\n" for row in rows_of(table)))


WORDS = ["", "a", "Grüße", "water", "watering", "waterfall", 'say "no"', "line\nbreak", "\t", "🦊 fox", "x" * 70]


def text(chance):
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(0, 4)))


def chat(chance, count):
    message = pa.struct([("role", pa.string()), ("content", pa.string())])
    rows = []
    for _ in range(count):
        turns = chance.randint(0, 4)
        rows.append([
            {"role": ["user", "assistant"][i % 2], "content": None if chance.random() < 0.1 else text(chance)}
            for i in range(turns)
        ])
    return pa.table({
        "messages": pa.array(rows, pa.list_(message)),
        "source": pa.array([chance.choice(["mail", "phone", None]) for _ in range(count)], pa.string()),
    })


def simple_types():
    return [
        (pa.string(), text), (pa.large_string(), text), (pa.binary(), lambda c: c.randbytes(c.randint(0, 9))),
        (pa.bool_(), lambda c: c.random() < 0.5),
        *[(kind, lambda c, b=bits: c.randint(-(2 ** (b - 1)), 2 ** (b - 1) - 1))
          for kind, bits in [(pa.int8(), 8), (pa.int16(), 16), (pa.int32(), 32), (pa.int64(), 64)]],
        *[(kind, lambda c, b=bits: c.randint(0, 2 ** b - 1))
          for kind, bits in [(pa.uint8(), 8), (pa.uint16(), 16), (pa.uint32(), 32), (pa.uint64(), 64)]],
        (pa.float64(), lambda c: c.choice([0.0, -1.5, 1e300, math.nan, math.inf, c.gauss(0, 1)])),
        (pa.float32(), lambda c: struct.unpack("f", struct.pack("f", c.gauss(0, 100)))[0]),
        (pa.float16(), lambda c: struct.unpack("e", struct.pack("e", c.gauss(0, 10)))[0]),
        (pa.decimal128(9, 2), lambda c: decimal.Decimal(c.randint(-(10 ** 9) + 1, 10 ** 9 - 1)) / 100),
        (pa.decimal128(30, 5), lambda c: decimal.Decimal(c.randint(-(10 ** 20), 10 ** 20)).scaleb(-5)),
        (pa.date32(), lambda c: datetime.date(1970, 1, 1) + datetime.timedelta(days=c.randint(-700000, 2900000))),
    ]


def timed_types():
    kinds = [pa.timestamp(u, tz) for u in ("ms", "us", "ns") for tz in (None, "UTC", "Europe/Berlin")]
    kinds += [pa.time32("ms"), pa.time64("us"), pa.time64("ns")]
    return kinds


def column(chance, count, depth=0, top=True):
    nulls = chance.choice([0, 0.1, 0.9])
    pick = chance.random()
    if top and pick < 0.15:
        kind = chance.choice(timed_types())
        day = 86400 * UNITS[kind.unit]
        span = (0, day - 1) if pa.types.is_time(kind) else (-20000 * day, 40000 * day)
        values = [chance.randint(*span) for _ in range(count)]
        values = [None if chance.random() < nulls else v for v in values]
        return pa.array(values, integers(kind)).cast(kind)
    kind, make = nested(chance, depth)
    return pa.array([None if chance.random() < nulls else make(chance) for _ in range(count)], kind)


def nested(chance, depth):
    pick = chance.random()
    if depth < 3 and pick < 0.2:
        kind, make = nested(chance, depth + 1)
        longest = chance.choice([1, 3])
        return pa.list_(kind), lambda c: [
            None if c.random() < 0.1 else make(c) for _ in range(c.randint(0, longest))]
    if depth < 3 and pick < 0.4:
        fields = [nested(chance, depth + 1) for _ in range(chance.randint(1, 3))]
        return (
            pa.struct([(f"f{i}", kind) for i, (kind, _) in enumerate(fields)]),
            lambda c: {f"f{i}": None if c.random() < 0.2 else make(c) for i, (_, make) in enumerate(fields)},
        )
    if depth < 3 and pick < 0.47:
        kind, make = nested(chance, depth + 1)
        return pa.map_(pa.string(), kind), lambda c: [
            (f"k{i}", None if c.random() < 0.2 else make(c)) for i in range(c.randint(0, 3))]
    return chance.choice(simple_types())


def encodings(table):
    """An encoding for each flat column that takes one."""
    chosen = {}
    for field in table.schema:
        kind = field.type
        if pa.types.is_integer(kind):
            chosen[field.name] = "DELTA_BINARY_PACKED"
        elif kind == pa.string():
            chosen[field.name] = "DELTA_BYTE_ARRAY"
        elif kind == pa.binary():
            chosen[field.name] = "DELTA_LENGTH_BYTE_ARRAY"
        elif kind in (pa.float64(), pa.float32()):
            chosen[field.name] = "BYTE_STREAM_SPLIT"
        elif kind == pa.bool_():
            chosen[field.name] = "RLE"
    return chosen


CODECS = ["none", "snappy", "gzip", "zstd", "lz4"]


def random_file(folder, number, seed):
    chance = random.Random(seed * 1000003 + number)
    count = chance.choice([1, 7, 100, 1000, 3000])
    table = pa.table({f"c{i}": column(chance, count) for i in range(chance.randint(1, 5))})
    options = {
        "compression": chance.choice(CODECS), "data_page_version": chance.choice(["1.0", "2.0"]),
        "row_group_size": chance.choice([50, 1000, 10000]), "data_page_size": chance.choice([64, 4096, 1 << 20]),
        "use_dictionary": chance.random() < 0.5, "version": chance.choice(["1.0", "2.4", "2.6"]),
    }
    if not options["use_dictionary"]:
        options["column_encoding"] = encodings(table)
    if options["version"] != "2.6":
        options["version"] = "2.6" if any(pa.types.is_timestamp(t) or pa.types.is_time(t) for t in table.schema.types) else options["version"]
    write(folder, f"random-{number:05d}", table, **options)


def golden(folder, seed):
    chance = random.Random(seed)
    for codec in CODECS:
        write(folder, f"chat-{codec}", chat(chance, 12), compression=codec)
    write(folder, "chat-pages", chat(chance, 40), compression="snappy", data_page_size=64,
          data_page_version="2.0", row_group_size=16, write_batch_size=4)
    kinds = simple_types()
    flat = pa.table({
        f"{i}_{kind}": pa.array([None if chance.random() < 0.2 else make(chance) for _ in range(9)], kind)
        for i, (kind, make) in enumerate(kinds)})
    write(folder, "types", flat, compression="zstd")
    write(folder, "encodings", flat, compression="zstd", use_dictionary=False, column_encoding=encodings(flat),
          data_page_version="2.0")
    moments = pa.table({
        f"{i}": pa.array([0, 1, 86399, None], integers(kind)).cast(kind) for i, kind in enumerate(timed_types())})
    write(folder, "moments", moments, compression="none")
    deep = pa.list_(pa.struct([("a", pa.list_(pa.int64())), ("b", pa.map_(pa.string(), pa.int32()))]))
    write(folder, "deep", pa.table({"deep": pa.array([
        None, [], [None], [{"a": None, "b": None}], [{"a": [], "b": []}],
        [{"a": [1, None], "b": [("x", 1), ("y", None)]}, {"a": [2], "b": []}], []], deep)}))


def run(golden, random_file):
    """The program around what writes the golden files, and one of random columns."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--random", type=int)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.random is None:
        return golden(options.folder, options.seed)
    for number in range(options.random):
        random_file(options.folder, number, options.seed)


if __name__ == "__main__":
    run(golden, random_file)
