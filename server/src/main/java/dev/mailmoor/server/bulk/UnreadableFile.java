package dev.mailmoor.server.bulk;

/** The file as a whole cannot be taken: thrown where it is read, and made an answer where it was handed in. */
final class UnreadableFile extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    enum Kind {
        WRONG,
        TOO_LARGE
    }

    private UnreadableFile(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    static UnreadableFile wrong(String sentence) {
        return new UnreadableFile(Kind.WRONG, sentence);
    }

    static UnreadableFile tooLarge(String sentence) {
        return new UnreadableFile(Kind.TOO_LARGE, sentence);
    }

    Kind kind() {
        return kind;
    }

    /** For people; never a cell's content. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
