# SPDX-License-Identifier: Apache-2.0
"""Many clients at once against a server: completions of all kinds, with some slow readers among them.

usage: service_load.py PORT [--clients 200] [--seconds 120] --model NAME
Fails on any answer but 200 and 429 with Retry-After; prints the numbers and the percentiles.
"""
import argparse
import asyncio
import json
import random
import time

options = argparse.ArgumentParser()
options.add_argument("port", type=int)
options.add_argument("--clients", type=int, default=200)
options.add_argument("--seconds", type=float, default=120)
options.add_argument("--model", required=True)
options = options.parse_args()
statuses, seconds, faults = {}, [], []


def body(r):
    request = {"model": options.model, "prompt": " word" * r.randint(1, 60), "max_tokens": r.randint(1, 24)}
    if r.random() < 0.3:
        request["stream"] = True
    if r.random() < 0.2:
        request["logprobs"] = 3
    if r.random() < 0.1:
        request.update(echo=True, logprobs=1)
    return request


async def answer(reader, slow):
    status = int((await reader.readline()).split()[1])
    headers = {}
    while (line := await reader.readline()) != b"\r\n":
        name, value = line.decode().split(":", 1)
        headers[name.lower()] = value.strip()
    if headers.get("transfer-encoding") == "chunked":
        data = b""
        while size := int(await reader.readline(), 16):
            data += await reader.readexactly(size)
            await reader.readline()
            if slow:
                await asyncio.sleep(0.2)
        await reader.readline()
        assert data.endswith(b"data: [DONE]\n\n"), data[-80:]
    else:
        data = await reader.readexactly(int(headers["content-length"]))
        assert "choices" in json.loads(data) or status != 200
    return status, headers


async def client(number, end):
    r = random.Random(number)
    writer = None
    while time.time() < end:
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", options.port)
            data = json.dumps(body(r)).encode()
            head = f"POST /v1/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(data)}\r\n\r\n"
            start = time.time()
            writer.write(head.encode() + data)
            status, headers = await answer(reader, slow=number % 20 == 0)
            seconds.append(time.time() - start)
            statuses[status] = statuses.get(status, 0) + 1
            if status == 429:
                await asyncio.sleep(float(headers["retry-after"]))
        except Exception as error:  # every fault counts, whatever it is
            faults.append(repr(error))
            writer = None
    if writer:
        writer.close()


async def main():
    end = time.time() + options.seconds
    await asyncio.gather(*(client(number, end) for number in range(options.clients)))


asyncio.run(main())
seconds.sort()
at = lambda share: seconds[min(len(seconds) - 1, int(share * len(seconds)))]
print(f"{options.clients} clients, {options.seconds:.0f} s: answers {statuses}, faults {len(faults)} {faults[:3]}")
print(f"seconds: p50 {at(.5):.3f}, p90 {at(.9):.3f}, p99 {at(.99):.3f}, worst {seconds[-1]:.3f}")
raise SystemExit(bool(faults) or not set(statuses) <= {200, 429} or 200 not in statuses)
