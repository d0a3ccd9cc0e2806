package dev.mailmoor.server.diagnosis;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A refusal's words, made comparable: lower case, no accents, one line, bounded; no status codes, no addresses. */
final class Wording {
    /** The first part says what, the last part of a stacked error says why. */
    private static final int FIRST = 2_000;

    private static final int LAST = 500;

    private static final Pattern REPLY_CODE =
            Pattern.compile("(?m)^\\s{0,20}(?:s: )?[2-5]\\d\\d[ -](?:#?[245]\\.\\d{1,3}\\.\\d{1,3}\\b:?)?");
    private static final Pattern IMAP_REFUSAL = Pattern.compile("(?m)^(?:\\S{1,20} )?(?:BAD|NO) ");
    private static final Pattern INNER_REPLY = Pattern.compile(
            "(?i)(?:error|server response was|response was|reason|because|said)[:=]? (?=[245]\\d\\d[ -][245]\\.\\d{1,3}\\.\\d)|server response was: ");
    /** Of Latin, Greek and Cyrillic letters only: kana and Hangul would be others without theirs. */
    private static final Pattern MARKS = Pattern.compile("[\\u0300-\\u036f]");

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern SENTENCE_END = Pattern.compile("[.;!?](?= |$)|[。！；，]");
    private static final Pattern MAIL_ADDRESS = Pattern.compile("[a-z0-9._%+\\-]{1,64}@[a-z0-9.\\-]{1,255}");
    /** What programs tell people to do says nothing about whether it will pass. */
    private static final Pattern ADVICE = Pattern.compile(
            "\\b((?:check|enter|verify|correct|review|retype|update|change)\\b[^.;]{0,80}) and (?:then )?try (?:it )?again"
                    + "|(?:do not|don't|never) (?:re-?)?try[^.;]{0,60}|\\b(?:re-?)?trying (?:again )?will not[^.;]{0,60}");

    private static final Pattern BASE64_JSON = Pattern.compile("\\beyJ[A-Za-z0-9+/]{8,1000}={0,2}");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:x[89a-fA-F][0-9a-fA-F]|u[0-9a-fA-F]{4})");
    private static final Pattern HIGH = Pattern.compile("[\\u0080-\\u00ff]");
    private static final int ENOUGH_HIGH = 4;

    private final String text;
    private final List<String> sentences;
    private final Map<Word, Boolean> known = new EnumMap<>(Word.class);
    /** Many rules ask the same of a text. */
    private final Map<Pattern, Boolean> matched = new IdentityHashMap<>();

    private Wording(String text) {
        this.text = text;
        this.sentences = Arrays.stream(SENTENCE_END.split(text))
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    static Wording of(String raw) {
        String bounded = unescaped(innermost(bounded(raw)));
        String told = bounded
                + decodedJson(bounded)
                + regarbled(bounded).map(better -> " " + better).orElse("");
        String bare =
                IMAP_REFUSAL.matcher(REPLY_CODE.matcher(told).replaceAll(" ")).replaceAll(" ");
        String line = SPACE.matcher(folded(bare)).replaceAll(" ").strip();
        String toThePoint = ADVICE.matcher(line)
                .replaceAll(match -> match.group(1) == null ? "" : Matcher.quoteReplacement(match.group(1)));
        return new Wording(MAIL_ADDRESS.matcher(toThePoint).replaceAll("someone@"));
    }

    static String folded(String text) {
        String apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        return Normalizer.normalize(MARKS.matcher(apart).replaceAll(""), Normalizer.Form.NFC)
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("œ", "oe")
                .replace('ł', 'l')
                .replace('ø', 'o')
                .replace('đ', 'd')
                .replace('ı', 'i')
                .replace('’', '\'')
                .replace('‘', '\'');
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** The whole, for patterns of one rule. */
    boolean matches(Pattern pattern) {
        return matched.computeIfAbsent(pattern, one -> one.matcher(text).find());
    }

    /** What the first group of each match holds. */
    List<String> groups(Pattern pattern) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    boolean has(Word word) {
        return known.computeIfAbsent(word, one -> one.pattern.matcher(text).find());
    }

    /** All of them stand in one sentence, in any order, no two the very same letters. */
    boolean says(Word... words) {
        return Arrays.stream(words).allMatch(this::has)
                && sentences.stream().anyMatch(sentence -> inOne(sentence, words));
    }

    private static boolean inOne(String sentence, Word... words) {
        Set<String> taken = new HashSet<>();
        for (Word word : words) {
            Optional<String> free = word.pattern
                    .matcher(sentence)
                    .results()
                    .map(match -> match.start() + "-" + match.end())
                    .filter(span -> !taken.contains(span))
                    .findFirst();
            if (free.isEmpty()) {
                return false;
            }
            taken.add(free.get());
        }
        return true;
    }

    /** Where a reply stands within a reply, the inner one is the cause. */
    static String innermost(String text) {
        Matcher matcher = INNER_REPLY.matcher(text);
        int from = 0;
        while (matcher.find()) {
            from = matcher.end();
        }
        return text.substring(from);
    }

    private static String bounded(String raw) {
        return raw.length() <= FIRST + LAST
                ? raw
                : raw.substring(0, FIRST) + " . " + raw.substring(raw.length() - LAST);
    }

    /** A refused bearer token is explained in base64 (RFC 7628 §3.2.2). */
    private static String decodedJson(String text) {
        StringBuilder decoded = new StringBuilder();
        Matcher matcher = BASE64_JSON.matcher(text);
        while (matcher.find()) {
            String code = matcher.group().replace("=", "");
            try {
                String json = new String(
                        Base64.getDecoder().decode(code.substring(0, code.length() - (code.length() % 4 == 1 ? 1 : 0))),
                        StandardCharsets.UTF_8);
                decoded.append(" . bearer ").append(json);
            } catch (IllegalArgumentException e) {
                decoded.append(" . bearer");
            }
        }
        return decoded.toString();
    }

    /** Programs show bytes and letters that they do not know as {@code \\xd3} and {@code \\u5bc6}. */
    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(match.group().substring(2), 16))));
    }

    /** Chinese or UTF-8 text that was read as Latin: turned back where that gives a text at all. */
    private static Optional<String> regarbled(String whole) {
        String text = whole.substring(0, Math.min(whole.length(), LAST));
        if (HIGH.matcher(text).results().limit(ENOUGH_HIGH).count() < ENOUGH_HIGH
                || text.chars().anyMatch(c -> c > 0xff)) {
            return Optional.empty();
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return decoded(bytes, StandardCharsets.UTF_8)
                .or(() -> decoded(bytes, Charset.forName("GB18030")).filter(Wording::isChinese));
    }

    private static boolean isChinese(String text) {
        return text.codePoints()
                .filter(c -> c > 0xff)
                .allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN
                        || Character.UnicodeBlock.of(c) == Character.UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION
                        || Character.UnicodeBlock.of(c) == Character.UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS);
    }

    private static Optional<String> decoded(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
