package dev.mailmoor.server.console;

import java.util.Optional;

/** Where members sign in. */
record SignInPage(Outside outside, Optional<Notice> notice, String email) implements Screen {}
