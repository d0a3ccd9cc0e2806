package dev.mailmoor.server.console;

/**
 * Asks once more before what an import did is taken back.
 *
 * @param what would go and come back, as a sentence
 */
record UndoImportPage(Frame frame, String id, String fileName, String what) implements Screen {}
