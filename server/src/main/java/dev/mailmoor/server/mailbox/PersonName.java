package dev.mailmoor.server.mailbox;

/** First and last name; either may be empty. */
public record PersonName(String first, String last) {}
