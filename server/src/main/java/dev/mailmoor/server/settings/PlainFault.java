package dev.mailmoor.server.settings;

/** Something that stops the process and that the person at the terminal can mend; the message is one plain sentence. */
public final class PlainFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int exitStatus;

    private PlainFault(String sentence, int exitStatus) {
        super(sentence);
        this.exitStatus = exitStatus;
    }

    /** The work failed: exit status 1. */
    public static PlainFault failed(String sentence) {
        return new PlainFault(sentence, 1);
    }

    /** The process was started wrongly, a bad setting for one: exit status 2. */
    public static PlainFault wrongUse(String sentence) {
        return new PlainFault(sentence, 2);
    }

    public int exitStatus() {
        return exitStatus;
    }
}
