package dev.mailmoor.server.reauth;

/** What is wrong with one field; {@code message} is a sentence for people. */
public record FieldError(String field, String message) {}
