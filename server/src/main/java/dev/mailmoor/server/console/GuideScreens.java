package dev.mailmoor.server.console;

import dev.mailmoor.server.workspace.Open;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The guide, for everybody: a mailbox's owner has no account here. */
@Controller
class GuideScreens {
    private static final String CONTENTS = "README";

    private final GuideBook book;

    GuideScreens(GuideBook book) {
        this.book = book;
    }

    @GetMapping("/guide")
    @Open("people without an account read it too")
    Answer contents(Outside outside) {
        return page(CONTENTS, outside);
    }

    @GetMapping("/guide/{page}")
    @Open("people without an account read it too")
    Answer one(Outside outside, @PathVariable String page) {
        if (page.equals(CONTENTS)) {
            return GoTo.path("/guide");
        }
        return page(page, outside);
    }

    private Answer page(String name, Outside outside) {
        return book.page(name)
                .map(text -> new GuidePage(text.title(), text.html(), name.equals(CONTENTS), outside.supportUrl()))
                .orElseThrow(() -> new NotHere("There is no such page in the guide."));
    }
}
