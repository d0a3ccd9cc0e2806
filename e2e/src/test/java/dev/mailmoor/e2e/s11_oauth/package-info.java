/** Mailboxes that sign in by OAuth: a person's grant in Chromium, a real Dovecot with XOAUTH2, and an OAuth server between. */
@NullMarked
package dev.mailmoor.e2e.s11_oauth;

import org.jspecify.annotations.NullMarked;
