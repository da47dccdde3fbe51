"""Identity providers for tests: one that speaks OIDC on this machine, and one that signs SAML answers."""

import base64
import json
import time
import zlib
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from onelogin.saml2.utils import OneLogin_Saml2_Utils

CLIENT, SECRET, CODE = "practica", "hush", "a-code-for-once"
HOST = "practica.litoral.example"


class OidcProvider(ThreadingHTTPServer):
    """Says where it lets people sign in, and gives a signed token of `claims` for the code."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.here = f"http://127.0.0.1:{self.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.audience = CLIENT
        self.claims = {"sub": "4711", "email": "ana@litoral.example", "email_verified": True, "name": "Ana Perez"}

    def settings(self):
        app = {"provider_id": "litoral", "name": "Litoral", "client_id": CLIENT, "secret": SECRET}
        return {"openid_connect": {"APPS": [app | {"settings": {"server_url": self.here}}]}}

    def discovery(self):
        places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        said = {f"{name}_endpoint": f"{self.here}/{path}" for name, path in places.items()}
        methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        return said | methods | {"issuer": self.here, "jwks_uri": f"{self.here}/keys"}

    def token(self):
        now = int(time.time())
        dated = {"iss": self.here, "aud": self.audience, "iat": now, "exp": now + 60}
        signed = jwt.encode(self.claims | dated, self.key, "RS256")
        return {"access_token": "opens-userinfo", "token_type": "Bearer", "id_token": signed}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        if urlsplit(self.path).path == "/userinfo":
            asked = self.headers["Authorization"] == "Bearer opens-userinfo"
            return self.say(200 if asked else 401, self.server.claims)
        return self.say(200, self.server.discovery())

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        right = {"code": [CODE], "client_id": [CLIENT], "client_secret": [SECRET]}.items() <= sent.items()
        return self.say(200, self.server.token()) if right else self.say(400, {"error": "invalid_grant"})

    def say(self, status, content):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *words):
        """Tests are quiet."""


class SamlProvider:
    """Signs its answers with a key whose certificate the product was given."""

    def __init__(self):
        self.key, self.certificate = certified()
        self.attributes = {"uid": "4711", "email": "ana@litoral.example", "email_verified": "true", "given": "Ana"}

    def settings(self):
        idp = {"entity_id": "urn:litoral", "sso_url": "https://id.litoral.example/sso", "x509cert": self.certificate}
        names = {"uid": "uid", "email": "email", "email_verified": "email_verified", "first_name": "given"}
        app = {"provider_id": "urn:litoral", "client_id": "litoral", "name": "Litoral SAML"}
        return {"saml": {"APPS": [app | {"settings": {"idp": idp, "attribute_mapping": names}}]}}

    def answer(self, asked_at, key=None):
        """What the person's browser brings back for the request in this address."""
        packed = parse_qs(urlsplit(asked_at).query)["SAMLRequest"][0]
        asked = ET.fromstring(zlib.decompress(base64.b64decode(packed), -15))
        unsigned = self.xml(asked.get("ID"), f"http://{HOST}/accounts/saml/litoral")
        signed = OneLogin_Saml2_Utils.add_sign(unsigned, key or self.key, self.certificate)
        return base64.b64encode(signed).decode()

    def xml(self, asked, site):
        now = datetime.now(UTC)
        at, until = (moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in (now, now + timedelta(minutes=5)))
        said = "".join(
            f'<a:Attribute Name="{name}"><a:AttributeValue>{value}</a:AttributeValue></a:Attribute>'
            for name, value in self.attributes.items()
        )
        return (
            '<p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion"'
            f' ID="_response" Version="2.0" IssueInstant="{at}" Destination="{site}/acs/" InResponseTo="{asked}">'
            "<a:Issuer>urn:litoral</a:Issuer>"
            '<p:Status><p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></p:Status>'
            f'<a:Assertion ID="_assertion" Version="2.0" IssueInstant="{at}"><a:Issuer>urn:litoral</a:Issuer>'
            "<a:Subject><a:NameID>4711</a:NameID>"
            '<a:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><a:SubjectConfirmationData'
            f' InResponseTo="{asked}" Recipient="{site}/acs/" NotOnOrAfter="{until}"/></a:SubjectConfirmation></a:Subject>'
            f'<a:Conditions NotOnOrAfter="{until}"><a:AudienceRestriction><a:Audience>{site}/metadata/</a:Audience>'
            "</a:AudienceRestriction></a:Conditions>"
            f'<a:AuthnStatement AuthnInstant="{at}"><a:AuthnContext><a:AuthnContextClassRef>'
            "urn:oasis:names:tc:SAML:2.0:ac:classes:Password</a:AuthnContextClassRef></a:AuthnContext></a:AuthnStatement>"
            f"<a:AttributeStatement>{said}</a:AttributeStatement></a:Assertion></p:Response>"
        )


def certified():
    """A key and a certificate that it gave itself, as text."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "id.litoral.example")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
    written = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    certificate = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    return written.decode(), certificate.decode()
