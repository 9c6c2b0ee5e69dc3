"""Login, where the operator asks for it: secrets with a section ``[auth]``; otherwise nothing.

The login itself is Streamlit's own (OpenID Connect, ``st.login``); this module only keeps the
door. ``[access]`` may name who of the provider's users may come in.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st
from streamlit.auth_util import is_authlib_installed
from streamlit.errors import StreamlitSecretNotFoundError

from language.catalogue import translate


def may_enter() -> bool:
    """Whether this visitor may see the pages: everyone, unless the secrets ask for a login.

    Where the section ``[auth]`` is there and the login cannot work, nobody may.
    """
    if not section("auth"):
        return True
    user = st.user.to_dict()
    return bool(user.get("is_logged_in")) and admitted(user, section("access"))


def ask_to_log_in(lang: str) -> None:
    """The page of a visitor who may not enter: the way in, or why there is none."""
    st.html(f'<h1 class="finding">{escape(translate(lang, "This atlas asks for a login"))}</h1>')
    user = st.user.to_dict()
    if user.get("is_logged_in"):
        name = str(user.get("email") or user.get("sub") or "")
        _alert(translate(lang, "{name} is logged in and may not see this atlas.", name=name))
        st.button(translate(lang, "Log out"), on_click=st.logout, key="log_out")
    elif not is_authlib_installed():
        _alert(
            translate(
                lang,
                "The login is asked for and not installed: pip install -r requirements-login.txt",
            )
        )
    elif st.button(translate(lang, "Log in"), type="primary", key="log_in"):
        st.login()


def section(name: str) -> Mapping[str, Any]:
    """A section of the secrets; empty where there is none, or no file of secrets at all."""
    try:
        found = st.secrets.get(name)
    except StreamlitSecretNotFoundError:
        return {}
    return found if isinstance(found, Mapping) else {}


def admitted(user: Mapping[str, Any], access: Mapping[str, Any]) -> bool:
    """Whether ``[access]`` lets this user in: by ``emails``, by ``domains``, or without either.

    An address that the provider says it has not verified counts as none.
    """
    if not access:
        return True
    email = str(user.get("email") or "").casefold()
    if "@" not in email or user.get("email_verified") is False:
        return False
    emails = {str(item).casefold() for item in access.get("emails", ())}
    domains = {str(item).casefold().lstrip("@") for item in access.get("domains", ())}
    return email in emails or email.rpartition("@")[2] in domains


def account(lang: str) -> None:
    """Who is logged in, and the way out, beside the switch of languages; nothing where there is no login."""
    if not section("auth"):
        return
    user = st.user.to_dict()
    with (
        st.container(key="account"),
        st.popover(translate(lang, "Account"), icon=":material/person:", type="tertiary"),
    ):
        st.text(str(user.get("name") or user.get("email") or ""))
        st.button(translate(lang, "Log out"), on_click=st.logout, key="log_out")


def _alert(words: str) -> None:
    st.html(f'<div class="notice" role="alert">{escape(words)}</div>')
