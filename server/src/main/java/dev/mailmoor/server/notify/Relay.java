package dev.mailmoor.server.notify;

import dev.mailmoor.protocol.smtp.Handover;

/** Where notices are handed to. */
interface Relay {
    /** Nothing is connected yet. */
    Visit visit();

    /** One visit at the relay, for some messages. For one thread. */
    interface Visit extends AutoCloseable {
        Handover hand(Envelope envelope);

        @Override
        void close();
    }
}
