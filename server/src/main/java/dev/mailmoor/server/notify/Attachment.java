package dev.mailmoor.server.notify;

/**
 * A table that goes with a letter.
 *
 * @param csv RFC 4180, without a cell that a spreadsheet would run
 */
public record Attachment(String fileName, String csv) {}
