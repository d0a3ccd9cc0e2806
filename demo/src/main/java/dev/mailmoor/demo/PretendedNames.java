package dev.mailmoor.demo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows the pretended providers' host names, within this process only; asks the system for all others. */
public final class PretendedNames extends InetAddressResolverProvider {
    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new PretendedFirst(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "names of the playground";
    }

    private record PretendedFirst(InetAddressResolver system) implements InetAddressResolver {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            Optional<PretendedProvider> pretended = Arrays.stream(PretendedProvider.values())
                    .filter(provider -> provider.host().equals(host.toLowerCase(Locale.ROOT)))
                    .findFirst();
            return pretended.isPresent()
                    ? Stream.of(InetAddress.getByAddress(
                            host, pretended.get().address().getAddress()))
                    : system.lookupByName(host, policy);
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            return system.lookupByAddress(address);
        }
    }
}
