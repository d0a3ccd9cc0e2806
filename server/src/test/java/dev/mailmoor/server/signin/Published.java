package dev.mailmoor.server.signin;

/** The discovery documents of Google and Microsoft, as they publish them. */
final class Published {
    private static final String GOOGLE = """
            {
             "issuer": "https://accounts.google.com",
             "authorization_endpoint": "https://accounts.google.com/o/oauth2/v2/auth",
             "device_authorization_endpoint": "https://oauth2.googleapis.com/device/code",
             "token_endpoint": "https://oauth2.googleapis.com/token",
             "userinfo_endpoint": "https://openidconnect.googleapis.com/v1/userinfo",
             "revocation_endpoint": "https://oauth2.googleapis.com/revoke",
             "jwks_uri": "https://www.googleapis.com/oauth2/v3/certs",
             "response_types_supported": ["code", "token", "id_token", "code token", "code id_token",
              "token id_token", "code token id_token", "none"],
             "response_modes_supported": ["query", "fragment", "form_post"],
             "subject_types_supported": ["public"],
             "id_token_signing_alg_values_supported": ["RS256"],
             "scopes_supported": ["openid", "email", "profile"],
             "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
             "claims_supported": ["aud", "email", "email_verified", "exp", "family_name", "given_name", "iat", "iss",
              "name", "picture", "sub"],
             "code_challenge_methods_supported": ["plain", "S256"],
             "grant_types_supported": ["authorization_code", "refresh_token",
              "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:jwt-bearer"]
            }
            """;

    private static final String MICROSOFT = """
            {"token_endpoint":"https://login.microsoftonline.com/TENANT/oauth2/v2.0/token",
             "token_endpoint_auth_methods_supported":["client_secret_post","private_key_jwt","client_secret_basic",
              "self_signed_tls_client_auth"],
             "jwks_uri":"https://login.microsoftonline.com/TENANT/discovery/v2.0/keys",
             "response_modes_supported":["query","fragment","form_post"],"subject_types_supported":["pairwise"],
             "id_token_signing_alg_values_supported":["RS256"],
             "response_types_supported":["code","id_token","code id_token","id_token token"],
             "scopes_supported":["openid","profile","email","offline_access"],
             "issuer":"https://login.microsoftonline.com/{tenantid}/v2.0","request_uri_parameter_supported":false,
             "userinfo_endpoint":"https://graph.microsoft.com/oidc/userinfo",
             "authorization_endpoint":"https://login.microsoftonline.com/TENANT/oauth2/v2.0/authorize",
             "device_authorization_endpoint":"https://login.microsoftonline.com/TENANT/oauth2/v2.0/devicecode",
             "http_logout_supported":true,"frontchannel_logout_supported":true,
             "end_session_endpoint":"https://login.microsoftonline.com/TENANT/oauth2/v2.0/logout",
             "claims_supported":["sub","iss","cloud_instance_name","cloud_instance_host_name","cloud_graph_host_name",
              "msgraph_host","aud","exp","iat","auth_time","acr","nonce","preferred_username","name","tid","ver",
              "at_hash","c_hash","email"],
             "kerberos_endpoint":"https://login.microsoftonline.com/TENANT/kerberos","tenant_region_scope":null,
             "cloud_instance_name":"microsoftonline.com","cloud_graph_host_name":"graph.windows.net",
             "msgraph_host":"graph.microsoft.com","rbac_url":"https://pas.windows.net"}
            """;

    private Published() {}

    /** @param tenant of Microsoft's; {@code common} or {@code organizations} */
    static String metadata(OAuthProvider provider, String tenant) {
        return switch (provider) {
            case GOOGLE -> GOOGLE;
            case MICROSOFT -> MICROSOFT.replace("TENANT", tenant);
            case OIDC -> throw new IllegalArgumentException("there is no such document");
        };
    }
}
