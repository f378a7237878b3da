-- Other places to sign in with: single sign-on by domain, and providers the project declares.
CREATE TABLE auth.sso_providers (
    id uuid PRIMARY KEY,
    resource_id text
        CONSTRAINT "resource_id not empty" CHECK ((resource_id = NULL) OR (char_length(resource_id) > 0)),
    created_at timestamptz,
    updated_at timestamptz,
    disabled boolean
);
CREATE UNIQUE INDEX sso_providers_resource_id_idx ON auth.sso_providers (lower(resource_id));
CREATE INDEX sso_providers_resource_id_pattern_idx ON auth.sso_providers (resource_id text_pattern_ops);
ALTER TABLE auth.sso_providers ENABLE ROW LEVEL SECURITY;

CREATE TABLE auth.sso_domains (
    id uuid PRIMARY KEY,
    sso_provider_id uuid NOT NULL REFERENCES auth.sso_providers(id) ON DELETE CASCADE,
    domain text NOT NULL
        CONSTRAINT "domain not empty" CHECK (char_length(domain) > 0),
    created_at timestamptz,
    updated_at timestamptz
);
CREATE UNIQUE INDEX sso_domains_domain_idx ON auth.sso_domains (lower(domain));
CREATE INDEX sso_domains_sso_provider_id_idx ON auth.sso_domains (sso_provider_id);
ALTER TABLE auth.sso_domains ENABLE ROW LEVEL SECURITY;

CREATE TABLE auth.saml_providers (
    id uuid PRIMARY KEY,
    sso_provider_id uuid NOT NULL REFERENCES auth.sso_providers(id) ON DELETE CASCADE,
    entity_id text NOT NULL UNIQUE
        CONSTRAINT "entity_id not empty" CHECK (char_length(entity_id) > 0),
    metadata_xml text NOT NULL
        CONSTRAINT "metadata_xml not empty" CHECK (char_length(metadata_xml) > 0),
    metadata_url text
        CONSTRAINT "metadata_url not empty" CHECK ((metadata_url = NULL) OR (char_length(metadata_url) > 0)),
    attribute_mapping jsonb,
    created_at timestamptz,
    updated_at timestamptz,
    name_id_format text
);
CREATE INDEX saml_providers_sso_provider_id_idx ON auth.saml_providers (sso_provider_id);
ALTER TABLE auth.saml_providers ENABLE ROW LEVEL SECURITY;

CREATE TABLE auth.saml_relay_states (
    id uuid PRIMARY KEY,
    sso_provider_id uuid NOT NULL REFERENCES auth.sso_providers(id) ON DELETE CASCADE,
    request_id text NOT NULL
        CONSTRAINT "request_id not empty" CHECK (char_length(request_id) > 0),
    for_email text,
    redirect_to text,
    created_at timestamptz,
    updated_at timestamptz,
    flow_state_id uuid REFERENCES auth.flow_state(id) ON DELETE CASCADE
);
CREATE INDEX saml_relay_states_created_at_idx ON auth.saml_relay_states (created_at DESC);
CREATE INDEX saml_relay_states_for_email_idx ON auth.saml_relay_states (for_email);
CREATE INDEX saml_relay_states_sso_provider_id_idx ON auth.saml_relay_states (sso_provider_id);
ALTER TABLE auth.saml_relay_states ENABLE ROW LEVEL SECURITY;

CREATE TABLE auth.custom_oauth_providers (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    provider_type text NOT NULL
        CHECK (provider_type IN ('oauth2', 'oidc')),
    identifier text NOT NULL UNIQUE
        CONSTRAINT custom_oauth_providers_identifier_format CHECK (identifier ~ '^[a-z0-9][a-z0-9:-]{0,48}[a-z0-9]$'),
    name text NOT NULL
        CONSTRAINT custom_oauth_providers_name_length CHECK ((char_length(name) >= 1) AND (char_length(name) <= 100)),
    client_id text NOT NULL
        CONSTRAINT custom_oauth_providers_client_id_length CHECK ((char_length(client_id) >= 1) AND (char_length(client_id) <= 512)),
    client_secret text NOT NULL,
    acceptable_client_ids text[] NOT NULL DEFAULT '{}',
    scopes text[] NOT NULL DEFAULT '{}',
    pkce_enabled boolean NOT NULL DEFAULT true,
    attribute_mapping jsonb NOT NULL DEFAULT '{}',
    authorization_params jsonb NOT NULL DEFAULT '{}',
    enabled boolean NOT NULL DEFAULT true,
    email_optional boolean NOT NULL DEFAULT false,
    issuer text
        CONSTRAINT custom_oauth_providers_issuer_length CHECK (issuer IS NULL OR ((char_length(issuer) >= 1) AND (char_length(issuer) <= 2048))),
    discovery_url text
        CONSTRAINT custom_oauth_providers_discovery_url_length CHECK (discovery_url IS NULL OR (char_length(discovery_url) <= 2048)),
    skip_nonce_check boolean NOT NULL DEFAULT false,
    cached_discovery jsonb,
    discovery_cached_at timestamptz,
    authorization_url text
        CONSTRAINT custom_oauth_providers_authorization_url_https CHECK (authorization_url IS NULL OR (authorization_url LIKE 'https://%'))
        CONSTRAINT custom_oauth_providers_authorization_url_length CHECK (authorization_url IS NULL OR (char_length(authorization_url) <= 2048)),
    token_url text
        CONSTRAINT custom_oauth_providers_token_url_https CHECK (token_url IS NULL OR (token_url LIKE 'https://%'))
        CONSTRAINT custom_oauth_providers_token_url_length CHECK (token_url IS NULL OR (char_length(token_url) <= 2048)),
    userinfo_url text
        CONSTRAINT custom_oauth_providers_userinfo_url_https CHECK (userinfo_url IS NULL OR (userinfo_url LIKE 'https://%'))
        CONSTRAINT custom_oauth_providers_userinfo_url_length CHECK (userinfo_url IS NULL OR (char_length(userinfo_url) <= 2048)),
    jwks_uri text
        CONSTRAINT custom_oauth_providers_jwks_uri_https CHECK (jwks_uri IS NULL OR (jwks_uri LIKE 'https://%'))
        CONSTRAINT custom_oauth_providers_jwks_uri_length CHECK (jwks_uri IS NULL OR (char_length(jwks_uri) <= 2048)),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    custom_claims_allowlist text[] NOT NULL DEFAULT '{}',
    CONSTRAINT custom_oauth_providers_oauth2_requires_endpoints CHECK ((provider_type <> 'oauth2') OR (authorization_url IS NOT NULL AND token_url IS NOT NULL AND userinfo_url IS NOT NULL)),
    CONSTRAINT custom_oauth_providers_oidc_discovery_url_https CHECK ((provider_type <> 'oidc') OR discovery_url IS NULL OR (discovery_url LIKE 'https://%')),
    CONSTRAINT custom_oauth_providers_oidc_issuer_https CHECK ((provider_type <> 'oidc') OR issuer IS NULL OR (issuer LIKE 'https://%')),
    CONSTRAINT custom_oauth_providers_oidc_requires_issuer CHECK ((provider_type <> 'oidc') OR issuer IS NOT NULL)
);
CREATE INDEX custom_oauth_providers_created_at_idx ON auth.custom_oauth_providers (created_at);
CREATE INDEX custom_oauth_providers_enabled_idx ON auth.custom_oauth_providers (enabled);
CREATE INDEX custom_oauth_providers_identifier_idx ON auth.custom_oauth_providers (identifier);
CREATE INDEX custom_oauth_providers_provider_type_idx ON auth.custom_oauth_providers (provider_type);
