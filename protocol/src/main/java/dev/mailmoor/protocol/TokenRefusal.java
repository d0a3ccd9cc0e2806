package dev.mailmoor.protocol;

/**
 * The error challenge in which a server tells why it does not take an OAuth token (RFC 7628 §3.2.2, and XOAUTH2 as Google
 * and Microsoft speak it). Parts that were left out are empty.
 *
 * @param status {@code invalid_token} or {@code insufficient_scope} by RFC 7628; {@code 400} or {@code 401} at Google and
 *     Microsoft
 * @param scope what a token must be granted, words with blanks between them
 * @param text the whole challenge decoded, usually JSON; never longer than 1,000 characters
 */
public record TokenRefusal(String status, String scope, String text) {}
