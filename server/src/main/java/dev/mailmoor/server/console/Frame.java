package dev.mailmoor.server.console;

import dev.mailmoor.server.workspace.Role;
import java.util.List;
import java.util.Optional;

/**
 * What stands around every page of somebody signed in.
 *
 * @param lost how many mailboxes have lost their login: the red mark
 * @param here path and query of this page, which live pages fetch again
 * @param supportUrl where people get help
 */
record Frame(
        String title,
        Section section,
        String workspace,
        List<Choice> otherWorkspaces,
        String person,
        Role role,
        long lost,
        Csrf csrf,
        String here,
        Optional<Notice> notice,
        Optional<String> supportUrl) {
    /** On the page that answers a form at once, without another visit. */
    Frame saying(Notice told) {
        return new Frame(
                title,
                section,
                workspace,
                otherWorkspaces,
                person,
                role,
                lost,
                csrf,
                here,
                Optional.of(told),
                supportUrl);
    }

    boolean in(Section other) {
        return section == other;
    }

    boolean operator() {
        return role.mayActAs(Role.OPERATOR);
    }

    boolean admin() {
        return role.mayActAs(Role.ADMIN);
    }

    String lostMark() {
        return Numbers.grouped(lost);
    }

    /** Another workspace of the same person. */
    record Choice(String id, String name) {}
}
