"""The key that signs the heads of the log of publications (Ed25519), kept in ``GONGKAI_HOME/secrets``."""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

SECRET = "publication-log"  # noqa: S105 - the name of the file, not its content


def sign(statement: bytes) -> tuple[str, str]:
    """The signature of a statement, and the id of the key: both hexadecimal."""
    return _key().sign(statement).hex(), key_id(public_key())


def public_key() -> str:
    """The public key of this installation, 32 bytes in hexadecimal."""
    return _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def key_id(public: str) -> str:
    """The id of a public key: its SHA-256."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()


def _key() -> Ed25519PrivateKey:
    """The private key, made from the secret of that name, which the first request makes."""
    secret: str = settings.GONGKAI_HOME.secret(SECRET)
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(secret.encode("ascii")).digest())
