package dev.mailmoor.server.database;

import dev.mailmoor.protocol.Secret;

/**
 * How to reach the PostgreSQL that is used.
 *
 * @param jdbcUrl without user and password
 */
public record DatabaseAddress(String jdbcUrl, String user, Secret password) {}
