package dev.mailmoor.server.provider;

import java.util.Optional;

/**
 * A password that the provider makes for one program; some call it an authorization code.
 *
 * @param format empty where the provider does not say how they look
 */
public record AppPassword(Guidance making, Optional<AppPasswordFormat> format) {}
