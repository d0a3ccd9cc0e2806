package dev.mailmoor.bench;

import java.io.IOException;

/** Something that can sign in to the stub, and tells what that costs. */
interface Peer extends AutoCloseable {
    /** CPU milliseconds of its process for each check, every thread, compiler and collector included. */
    double cpuMillisPerCheck(int checks) throws IOException;

    @Override
    default void close() throws IOException {}
}
