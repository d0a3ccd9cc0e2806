package dev.mailmoor.server.console;

/** Where in the navigation a page is. */
enum Section {
    OVERVIEW,
    EMAIL,
    CAMPAIGNS,
    MEMBERS,
    API_KEYS,
    WEBHOOKS,
    OAUTH_CLIENTS,
    NOTICES,
    AUDIT,
    WORKSPACE,
    NOWHERE
}
