package dev.mailmoor.server.mailbox;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What people write about a mailbox; texts that were left out are empty. */
public record MailboxTexts(
        PersonName name, String configurationName, String description, String owner, List<String> tags) {
    public MailboxTexts {
        tags = List.copyOf(tags);
    }

    /** Without blanks around the texts, without empty or repeated tags. */
    public MailboxTexts tidied() {
        return new MailboxTexts(
                new PersonName(name.first().strip(), name.last().strip()),
                configurationName.strip(),
                description.strip(),
                owner.strip(),
                tidiedTags());
    }

    private List<String> tidiedTags() {
        Set<String> tidied = LinkedHashSet.newLinkedHashSet(tags.size());
        for (String tag : tags) {
            if (!tag.isBlank()) {
                tidied.add(tag.strip());
            }
        }
        return List.copyOf(tidied);
    }

    /** What is wrong with these texts, all of it at once; empty when nothing is. */
    public List<TextFault> faults() {
        return TextRules.faults(this);
    }

    /**
     * One text that cannot be taken.
     *
     * @param field as the API names it
     * @param message a sentence for people
     */
    public record TextFault(String field, String message) {}
}
