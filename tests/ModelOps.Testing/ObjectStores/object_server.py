"""What the object servers of the tests share: a loopback server that ends with its standard input, faults on request, a log of requests.

    POST /_faults    {"match": "GET /b/", "count": 2, "status": 503, "headers": {...}, "truncate": 10, "hang": 5}
    GET  /_requests  [["PUT", "/b/key", {"header": "value"}], ...]
"""
import http.server
import json
import os
import socketserver
import sys
import threading
import time


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, handler, port=0):
        super().__init__(("127.0.0.1", port), handler)
        self.gate = threading.RLock()
        self.objects = {}
        self.uploads = {}
        self.requests = []
        self.faults = []
        self.counter = 0

    def next(self):
        with self.gate:
            self.counter += 1
            return self.counter

    def handle_error(self, request, client_address):
        pass  # A client that goes away is no news.


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    truncate = None

    def log_message(self, *_):
        pass

    def do(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length)
        self.truncate = None
        if self.path == "/_faults":
            with self.server.gate:
                self.server.faults.append(json.loads(self.body))
            return self.answer(200)
        if self.path == "/_requests":
            with self.server.gate:
                return self.answer(200, json.dumps(self.server.requests).encode())
        with self.server.gate:
            self.server.requests.append([self.command, self.path, {name.lower(): value for name, value in self.headers.items()}])
        fault = self.fault()
        if fault:
            time.sleep(fault.get("hang", 0))
            if "status" in fault:
                return self.answer(fault["status"], fault.get("body", "").encode(), **fault.get("headers", {}))
            self.truncate = fault.get("truncate")
        self.handle_request()

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = do

    def fault(self):
        line = f"{self.command} {self.path}"
        with self.server.gate:
            for fault in self.server.faults:
                if fault["count"] > 0 and fault["match"] in line:
                    fault["count"] -= 1
                    return fault
        return None

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if self.truncate is not None:
            self.wfile.write(body[:self.truncate])
            self.wfile.flush()
            self.connection.shutdown(2)
            self.close_connection = True
            return
        self.wfile.write(body)


def ranged(header, data):
    """The part that a header such as 'bytes=5-' asks for, its status and its Content-Range."""
    if not header:
        return data, 200, {}
    first = int(header.split("=")[1].split("-")[0])
    return data[first:], 206, {"Content_Range": f"bytes {first}-{len(data) - 1}/{len(data)}"}


def serve(server):
    print(server.server_address[1], flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    os._exit(0)
