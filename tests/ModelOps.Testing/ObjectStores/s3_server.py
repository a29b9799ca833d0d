"""S3 with what s3rver lacks: signatures are checked, conditions are met. s3_server.py ACCESS_KEY SECRET_KEY BUCKET"""
import hashlib
import hmac
import re
import sys
import urllib.parse

from object_server import Handler, Server, ranged, serve

ACCESS, SECRET, BUCKET = sys.argv[1:4]


def sign(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def signature(method, path, headers, signed, scope, payload):
    """AWS Signature Version 4, computed from the documentation."""
    raw, _, query = path.partition("?")
    pairs = sorted(urllib.parse.parse_qsl(query, keep_blank_values=True))
    quote = lambda text: urllib.parse.quote(text, safe="-_.~")
    canonical = "\n".join([
        method, raw, "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs),
        "".join(f"{name}:{' '.join(headers[name].split())}\n" for name in signed), ";".join(signed), payload])
    date, region, service, _ = scope.split("/")
    text = "\n".join(["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = b"AWS4" + SECRET.encode()
    for part in (date, region, service, "aws4_request"):
        key = sign(key, part)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


class S3(Handler):
    def error(self, status, code):
        # The answer repeats what is secret in it, as careless servers do.
        self.answer(status, f"<Error><Code>{code}</Code><Message>{SECRET}</Message></Error>".encode(), Content_Type="application/xml")

    def allowed(self):
        match = re.match(r"AWS4-HMAC-SHA256 Credential=([^/]+)/([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)", self.headers.get("Authorization") or "")
        if not match or match[1] != ACCESS:
            return False
        headers = {name.lower(): value for name, value in self.headers.items()}
        payload = headers["x-amz-content-sha256"]
        if payload != "UNSIGNED-PAYLOAD" and payload != hashlib.sha256(self.body).hexdigest():
            return False
        return hmac.compare_digest(signature(self.command, self.path, headers, match[3].split(";"), match[2], payload), match[4])

    def handle_request(self):
        if not self.allowed():
            return self.error(403, "SignatureDoesNotMatch")
        raw, _, query = self.path.partition("?")
        query = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
        _, bucket, key = urllib.parse.unquote(raw).split("/", 2)
        if bucket != BUCKET:
            return self.error(404, "NoSuchBucket")
        with self.server.gate:
            action = {"GET": self.read, "HEAD": self.read, "PUT": self.write, "POST": self.post, "DELETE": self.abort}[self.command]
            action(key, query)

    def read(self, key, query):
        if "uploadId" in query:
            return self.parts(query["uploadId"])
        found = self.server.objects.get(key)
        if found is None:
            return self.error(404, "NoSuchKey")
        data, headers = found
        if self.headers.get("If-Match", headers["ETag"]) != headers["ETag"]:
            return self.error(412, "PreconditionFailed")
        body, status, more = ranged(self.headers.get("Range"), data)
        self.answer(status, body, Content_Length=str(len(body)), **headers, **more)

    def parts(self, upload):
        if upload not in self.server.uploads:
            return self.error(404, "NoSuchUpload")
        parts = "".join(f"<Part><PartNumber>{number}</PartNumber><ETag>&quot;{number}&quot;</ETag><Size>{len(data)}</Size></Part>"
                        for number, data in sorted(self.server.uploads[upload]["parts"].items()))
        xml = f"<ListPartsResult><Bucket>{BUCKET}</Bucket><UploadId>{upload}</UploadId><IsTruncated>false</IsTruncated>{parts}</ListPartsResult>"
        self.answer(200, xml.encode(), Content_Type="application/xml")

    def write(self, key, query):
        if "partNumber" in query:
            self.server.uploads[query["uploadId"]]["parts"][int(query["partNumber"])] = self.body
            return self.answer(200, ETag=self.tag(self.body))
        self.store(key, self.body, self.metadata())

    def post(self, key, query):
        if "uploads" in query:
            upload = f"u{self.server.next()}"
            self.server.uploads[upload] = {"parts": {}, "metadata": self.metadata()}
            xml = f"<InitiateMultipartUploadResult><Bucket>{BUCKET}</Bucket><Key>k</Key><UploadId>{upload}</UploadId></InitiateMultipartUploadResult>"
            return self.answer(200, xml.encode(), Content_Type="application/xml")
        upload = self.server.uploads.pop(query["uploadId"], None)
        if upload is None:
            return self.error(404, "NoSuchUpload")
        self.store(key, b"".join(data for _, data in sorted(upload["parts"].items())), upload["metadata"], xml=True)

    def abort(self, _, query):
        self.server.uploads.pop(query["uploadId"], None)
        self.answer(204)

    def metadata(self):
        return {name: value for name, value in self.headers.items() if name.lower().startswith("x-amz-meta-") or name.lower() in ("content-type", "x-amz-storage-class")}

    def tag(self, data):
        return f'"{hashlib.sha256(data).hexdigest()[:32]}-{self.server.next()}"'

    def store(self, key, data, metadata, xml=False):
        found = self.server.objects.get(key)
        if self.headers.get("If-None-Match") == "*" and found:
            return self.error(412, "PreconditionFailed")
        wanted = self.headers.get("If-Match")
        if wanted and not found:
            return self.error(404, "NoSuchKey")
        if wanted and found[1]["ETag"] != wanted:
            return self.error(412, "PreconditionFailed")
        tag = self.tag(data)
        self.server.objects[key] = (data, {**metadata, "ETag": tag})
        body = f"<CompleteMultipartUploadResult><ETag>{tag.replace(chr(34), '&quot;')}</ETag></CompleteMultipartUploadResult>".encode() if xml else b""
        self.answer(200, body, ETag=tag)


serve(Server(S3))
