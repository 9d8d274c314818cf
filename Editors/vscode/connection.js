// SPDX-License-Identifier: Apache-2.0
// JSON-RPC with heads of Content-Length over the streams of a process; the few lines that save a build step
// and a package.
"use strict";

class Connection {
  constructor(input, output) {
    this.output = output;
    this.pending = Buffer.alloc(0);
    this.waiting = new Map();
    this.handlers = new Map();
    this.lastId = 0;
    input.on("data", (bytes) => this.take(bytes));
  }

  on(method, handler) {
    this.handlers.set(method, handler);
  }

  notify(method, params) {
    this.send({ jsonrpc: "2.0", method, params });
  }

  /** Resolves with the result; an editor that cancels tells the server. */
  request(method, params, token) {
    const id = ++this.lastId;
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.send({ jsonrpc: "2.0", id, method, params });
    if (token) token.onCancellationRequested(() => this.notify("$/cancelRequest", { id }));
    return answer;
  }

  /** Nobody answers any more. */
  close() {
    for (const { reject } of this.waiting.values()) reject(new Error("the server has ended"));
    this.waiting.clear();
  }

  send(message) {
    const body = Buffer.from(JSON.stringify(message), "utf8");
    if (this.output.writable) this.output.write(`Content-Length: ${body.length}\r\n\r\n`);
    if (this.output.writable) this.output.write(body);
  }

  take(bytes) {
    this.pending = Buffer.concat([this.pending, bytes]);
    for (;;) {
      const end = this.pending.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(this.pending.subarray(0, end).toString("latin1"))[1]);
      const start = end + 4;
      if (this.pending.length < start + length) return;
      const message = JSON.parse(this.pending.subarray(start, start + length).toString("utf8"));
      this.pending = this.pending.subarray(start + length);
      this.dispatch(message);
    }
  }

  dispatch(message) {
    if (message.method !== undefined) {
      const handler = this.handlers.get(message.method);
      if (handler) handler(message.params);
      return;
    }
    const waiting = this.waiting.get(message.id);
    if (!waiting) return;
    this.waiting.delete(message.id);
    if (message.error) waiting.reject(new Error(message.error.message));
    else waiting.resolve(message.result);
  }
}

module.exports = { Connection };
