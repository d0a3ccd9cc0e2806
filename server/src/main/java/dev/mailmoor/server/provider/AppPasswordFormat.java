package dev.mailmoor.server.provider;

import dev.mailmoor.protocol.Secret;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a provider's app passwords look.
 *
 * @param pattern matches the whole of one, without the spaces where those are decoration
 * @param spaces whether the provider shows it in groups
 * @param inWords for a sentence: {@code 16 letters}
 */
public record AppPasswordFormat(Pattern pattern, Spaces spaces, String inWords) {
    private static final Pattern SPACE = Pattern.compile("[ \\u00a0\\t]+");

    /** What spaces in an app password are. */
    public enum Spaces {
        /** Shown for the eye; the provider's page says to leave them out, or that they do not matter. */
        DECORATION,
        /** Never shown: one that was typed makes it another password. */
        PART_OF_IT
    }

    public boolean fits(Secret secret) {
        return secret.reveal(text -> pattern.matcher(bare(text)).matches());
    }

    /** Empty when there is nothing to take away, or it is not of this format. */
    public Optional<Secret> withoutDecoration(Secret secret) {
        return secret.reveal(text -> {
            String bare = bare(text);
            boolean decorated = !bare.equals(text) && pattern.matcher(bare).matches();
            return decorated ? Optional.of(Secret.of(bare)) : Optional.empty();
        });
    }

    private String bare(String text) {
        return spaces == Spaces.DECORATION ? SPACE.matcher(text).replaceAll("") : text;
    }
}
