package dev.mailmoor.protocol;

/**
 * A server's own words, as they came: for a reply of several lines joined by a line feed, control characters replaced,
 * never longer than 2,000 characters.
 */
public record Reply(String text) {}
