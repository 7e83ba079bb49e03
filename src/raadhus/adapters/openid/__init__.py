"""OpenID Connect, code flow with PKCE, on Authlib."""
