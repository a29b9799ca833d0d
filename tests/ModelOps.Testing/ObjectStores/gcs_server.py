"""Google Cloud Storage's JSON interface and the endpoint that gives its tokens. gcs_server.py BUCKET [--open]

Without --open a request needs a token that POST /token gave for an assertion (RFC 7523). Of each part of a resumable upload that is not
the last, only three quarters are stored, in multiples of 256 KiB, as the real service may do.
"""
import base64
import json
import re
import sys
import urllib.parse

from object_server import Handler, Server, ranged, serve

BUCKET, OPEN = sys.argv[1], "--open" in sys.argv
TOKEN = "token-of-the-test-server"
UNIT = 256 * 1024


class Gcs(Handler):
    def handle_request(self):
        path, _, query = self.path.partition("?")
        self.query = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
        if path == "/token":
            return self.token()
        if not OPEN and self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self.answer(401, json.dumps({"error": {"message": f"bad token {self.headers.get('Authorization')}"}}).encode())
        match = re.match(r"/(upload/)?storage/v1/b/([^/]+)/o(?:/([^/]+))?$", path)
        if not match or match[2] != BUCKET:
            return self.answer(404)
        with self.server.gate:
            if not match[1]:
                return self.read(urllib.parse.unquote(match[3]))
            kind = self.query.get("uploadType")
            if self.command == "POST" and kind == "multipart":
                return self.multipart()
            if self.command == "POST":
                return self.begin()
            return self.part()

    def token(self):
        form = dict(urllib.parse.parse_qsl(self.body.decode()))
        claims = json.loads(base64.urlsafe_b64decode(form["assertion"].split(".")[1] + "=="))
        if form["grant_type"] != "urn:ietf:params:oauth:grant-type:jwt-bearer" or "devstorage.read_write" not in claims["scope"]:
            return self.answer(400, b'{"error": "invalid_grant"}')
        self.answer(200, json.dumps({"access_token": TOKEN, "expires_in": 3600, "token_type": "Bearer"}).encode(), Content_Type="application/json")

    def read(self, key):
        found = self.server.objects.get(key)
        if found is None:
            return self.answer(404)
        if self.query.get("ifGenerationMatch", found["generation"]) != found["generation"]:
            return self.answer(412)
        if self.query.get("alt") != "media":
            return self.resource(found)
        body, status, more = ranged(self.headers.get("Range"), found["data"])
        self.answer(status, body, **more)

    def multipart(self):
        boundary = re.search('boundary="?([^";]+)"?', self.headers["Content-Type"])[1].encode()
        _, first, second, _ = self.body.split(b"--" + boundary)
        content = lambda part: part.split(b"\r\n\r\n", 1)[1][:-2]
        self.store(self.query["name"], json.loads(content(first)), content(second), self.query.get("ifGenerationMatch"))

    def begin(self):
        if self.unmet(self.query["name"], self.query.get("ifGenerationMatch")):
            return self.answer(412)
        upload = f"u{self.server.next()}"
        self.server.uploads[upload] = {"name": self.query["name"], "resource": json.loads(self.body), "data": b"", "match": self.query.get("ifGenerationMatch")}
        port = self.server.server_address[1]
        self.answer(200, Location=f"http://127.0.0.1:{port}/upload/storage/v1/b/{BUCKET}/o?uploadType=resumable&upload_id={upload}")

    def part(self):
        upload = self.server.uploads.get(self.query["upload_id"])
        if self.command == "DELETE":
            self.server.uploads.pop(self.query["upload_id"], None)
            return self.answer(499)
        if upload is None:
            return self.answer(410)
        if self.headers["Content-Range"].startswith("bytes */"):
            return self.answer(308, **({"Range": f"bytes=0-{len(upload['data']) - 1}"} if upload["data"] else {}))
        first, last, total = map(int, re.match(r"bytes (\d+)-(\d+)/(\d+)$", self.headers["Content-Range"]).groups())
        if last + 1 != total and (last + 1 - first) % UNIT:
            return self.answer(400)
        data = self.body[len(upload["data"]) - first:]
        if last + 1 == total:
            self.server.uploads.pop(self.query["upload_id"])
            return self.store(upload["name"], upload["resource"], upload["data"] + data, upload["match"])
        upload["data"] += data[:max(UNIT, len(data) * 3 // 4 // UNIT * UNIT)]
        self.answer(308, Range=f"bytes=0-{len(upload['data']) - 1}")

    def unmet(self, key, match):
        found = self.server.objects.get(key)
        return match is not None and match != (found["generation"] if found else "0")

    def store(self, key, resource, data, match):
        if self.unmet(key, match):
            return self.answer(412)
        self.server.objects[key] = {**resource, "data": data, "generation": str(1000 + self.server.next())}
        self.resource(self.server.objects[key])

    def resource(self, found):
        shown = {name: value for name, value in found.items() if name != "data"}
        self.answer(200, json.dumps({"kind": "storage#object", "storageClass": "STANDARD", **shown, "size": str(len(found["data"]))}).encode(), Content_Type="application/json")


serve(Server(Gcs))
