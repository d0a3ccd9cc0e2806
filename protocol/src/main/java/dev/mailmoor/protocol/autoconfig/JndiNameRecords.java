package dev.mailmoor.protocol.autoconfig;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** By the JDK's own DNS client: two datagrams, then TCP where an answer was cut short. */
public final class JndiNameRecords implements NameRecords {
    private static final int MOST = 100;
    private static final String FIRST_WAIT_MILLIS = "1000";
    private static final String RETRIES = "2";

    private final String servers;

    private JndiNameRecords(String servers) {
        this.servers = servers;
    }

    /** Asks the name servers that the system is set up with. */
    public static NameRecords ofTheSystem() {
        return new JndiNameRecords("dns:");
    }

    /** Asks one name server, for tests. */
    public static NameRecords at(String host, int port) {
        return new JndiNameRecords("dns://" + host + ":" + port);
    }

    // What JNDI is feared for cannot happen here: the factory is named, it is DNS's, and that one only makes texts.
    @SuppressWarnings("BanJNDI")
    @Override
    public Answer find(String name, String type) {
        Optional<InitialDirContext> context = Optional.empty();
        try {
            context = Optional.of(new InitialDirContext(environment()));
            Attribute attribute =
                    context.get().getAttributes(name, new String[] {type}).get(type);
            return new Answer.Records(attribute == null ? List.of() : texts(attribute));
        } catch (NameNotFoundException e) {
            return new Answer.Records(List.of());
        } catch (NamingException | RuntimeException e) {
            // The client throws unchecked exceptions at some malformed answers.
            return new Answer.Failed();
        } finally {
            context.ifPresent(JndiNameRecords::close);
        }
    }

    // JNDI takes no other kind of map.
    @SuppressWarnings("JdkObsolete")
    private Hashtable<String, String> environment() {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, servers);
        environment.put("com.sun.jndi.dns.timeout.initial", FIRST_WAIT_MILLIS);
        environment.put("com.sun.jndi.dns.timeout.retries", RETRIES);
        return environment;
    }

    private static List<String> texts(Attribute attribute) throws NamingException {
        List<String> texts = new ArrayList<>();
        NamingEnumeration<?> values = attribute.getAll();
        while (values.hasMore() && texts.size() < MOST) {
            texts.add(String.valueOf(values.next()));
        }
        return texts;
    }

    private static void close(InitialDirContext context) {
        try {
            context.close();
        } catch (NamingException e) {
            // Nothing is kept open but its sockets, which end with it.
        }
    }
}
