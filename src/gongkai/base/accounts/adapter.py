"""How the sign-in library fits this house: no open sign-up, secrets kept under a key, addresses as seen."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.base.accounts.limits import client_address
from gongkai.base.accounts.reads import reader_of
from gongkai.rules.access import ROLES


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by accounts that the office makes."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are made by those who staff an office."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that counts for limits."""
        return client_address(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The office for those who hold a role today, else the public site."""
        reader = reader_of(request.user, timezone.localdate())
        return resolve_url(settings.LOGIN_REDIRECT_URL if reader.may(*ROLES) else "/")

    def is_safe_url(self, url: str | None) -> bool:
        """Whether a redirect to ``url`` stays in this site; a name of another host never does."""
        return bool(url) and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors, encrypted in the database under a key that lies apart from it."""

    def _key(self) -> Fernet:
        words = settings.GONGKAI_HOME.secret("second-factor")
        return Fernet(urlsafe_b64encode(sha256(words.encode("ascii")).digest()))

    def encrypt(self, text: str) -> str:
        """``text`` under the key of this installation."""
        return self._key().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The text again. Raises cryptography.fernet.InvalidToken under another key."""
        return self._key().decrypt(encrypted_text.encode("ascii")).decode()

    def get_totp_label(self, user: Any) -> str:
        """The name that signs in."""
        return str(user.get_username())

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site as a security key knows it: its permanent host, whatever name it was asked by."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": settings.SITE_NAME}
