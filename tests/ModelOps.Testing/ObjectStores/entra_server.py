"""The token endpoint of Microsoft Entra ID over https. entra_server.py CERTIFICATE KEY TENANT CLIENT SECRET"""
import base64
import json
import ssl
import sys
import time
import urllib.parse

from object_server import Handler, Server, serve

CERTIFICATE, KEY, TENANT, CLIENT, SECRET = sys.argv[1:6]


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


class Entra(Handler):
    def handle_request(self):
        form = dict(urllib.parse.parse_qsl(self.body.decode()))
        if self.path != f"/{TENANT}/oauth2/v2.0/token":
            return self.answer(404)
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            error = {"error": "invalid_client", "error_description": f"AADSTS7000215: Invalid client secret provided: {form.get('client_secret')}"}
            return self.answer(401, json.dumps(error).encode(), Content_Type="application/json")
        if form.get("scope") != "https://storage.azure.com/.default" or form["grant_type"] != "client_credentials":
            return self.answer(400, b'{"error": "invalid_scope"}', Content_Type="application/json")
        now = int(time.time())
        claims = {"aud": "https://storage.azure.com", "iss": f"https://sts.windows.net/{TENANT}/", "iat": now, "nbf": now - 60, "exp": now + 3600, "appid": CLIENT, "tid": TENANT}
        token = f"{part({'typ': 'JWT', 'alg': 'RS256'})}.{part(claims)}.c2lnbmF0dXJl"
        self.answer(200, json.dumps({"token_type": "Bearer", "expires_in": 3600, "access_token": token}).encode(), Content_Type="application/json")


server = Server(Entra)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(CERTIFICATE, KEY)
server.socket = context.wrap_socket(server.socket, server_side=True)
serve(server)
