package dev.mailmoor.demo;

import java.io.PrintWriter;

/** Says where it is, how to sign in, and what to try. */
record Banner(String url, String owner, String password, String apiKey) {
    void print(PrintWriter out) {
        out.println("""

                This is a playground: three pretended mail servers run inside this process, and %d mailboxes on them.
                Nothing of it is real, nothing leaves this machine, and all of it is gone when you press Ctrl+C.

                  Console    %s
                  Sign in    %s
                  Password   %s

                What to try
                  * Open Channels, then Email, and keep it in sight. In half a minute somebody changes a password at the
                    provider; the mailbox turns suspect, then lost, without a reload. This window tells the new password.
                  * Open the lost mailbox and enter a wrong password: it is refused, with the reason. Enter the new one.
                  * A little later a whole server goes down and comes back: its mailboxes are unreachable, not lost.
                  * In another window, with MAILMOOR_URL=%s MAILMOOR_API_KEY=%s
                      ./mailmoor mailboxes list
                """.formatted(Resident.ALL.size(), url, owner, password, url, apiKey));
        out.flush();
    }
}
