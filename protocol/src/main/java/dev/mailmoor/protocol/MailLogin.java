package dev.mailmoor.protocol;

/** Signs in to one mail server, proves that it works, and says goodbye. Blocks its (virtual) thread; never throws. */
public interface MailLogin {
    Outcome attempt(LoginRequest request);
}
