package dev.mailmoor.protocol.wire;

/** What is said in one protocol, from the greeting on. */
public interface Dialogue {
    /** Secures where that is asked for, signs in, and proves that it works; returns only on success. */
    void signIn() throws AttemptEnded;

    /** Takes leave, whatever came before. */
    void sayGoodbye();
}
