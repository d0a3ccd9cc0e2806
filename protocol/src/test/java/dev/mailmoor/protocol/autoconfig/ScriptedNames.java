package dev.mailmoor.protocol.autoconfig;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A name server on the loopback that answers each question by a script (RFC 1035 §4). */
final class ScriptedNames implements AutoCloseable {
    static final int SRV = 33;
    static final int MX = 15;
    private static final int NAME_ERROR = 3;

    private final DatagramSocket socket;

    /** @param script turns a question's datagram into the answer's; an empty one is not sent */
    ScriptedNames(UnaryOperator<byte[]> script) {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> serve(script));
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve(UnaryOperator<byte[]> script) {
        byte[] buffer = new byte[1_500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                byte[] answer = script.apply(Arrays.copyOf(buffer, question.getLength()));
                if (answer.length > 0) {
                    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** An answer with these records of one type. */
    static byte[] answer(byte[] question, int type, List<byte[]> records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(question, 2));
        out.writeBytes(shorts(0x8180, 1, records.size(), 0, 0));
        out.writeBytes(body(question));
        for (byte[] data : records) {
            // The name of the question, by a pointer to it.
            out.writeBytes(shorts(0xc00c, type, 1, 0, 60, data.length));
            out.writeBytes(data);
        }
        return out.toByteArray();
    }

    static byte[] noSuchName(byte[] question) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(question, 2));
        out.writeBytes(shorts(0x8180 | NAME_ERROR, 1, 0, 0, 0));
        out.writeBytes(body(question));
        return out.toByteArray();
    }

    /** Name, type and class, without whatever the client put behind them. */
    private static byte[] body(byte[] question) {
        int end = 12;
        while (question[end] != 0) {
            end += question[end] + 1;
        }
        return Arrays.copyOfRange(question, 12, end + 5);
    }

    static byte[] srv(int priority, int weight, int port, String target) {
        return joined(shorts(priority, weight, port), name(target));
    }

    static byte[] mx(int preference, String host) {
        return joined(shorts(preference), name(host));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static byte[] name(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : name.isEmpty() ? new String[0] : name.split("\\.", -1)) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        return out.toByteArray();
    }

    private static byte[] shorts(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            buffer.putShort((short) value);
        }
        return buffer.array();
    }

    @Override
    public void close() {
        socket.close();
    }
}
