/** What a person does and sees in the console, in Chromium, with a real Dovecot and Postfix behind it. */
@NullMarked
package dev.mailmoor.e2e.s03_console;

import org.jspecify.annotations.NullMarked;
