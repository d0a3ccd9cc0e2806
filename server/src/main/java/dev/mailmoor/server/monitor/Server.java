package dev.mailmoor.server.monitor;

/**
 * Where a channel leads to.
 *
 * @param key {@code host:port}
 * @param place whose trouble is one incident: the known provider's id, else the key
 */
record Server(String key, String place) {}
