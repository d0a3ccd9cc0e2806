package dev.mailmoor.server.console;

/** What a handler of the console answers: a page, or where to go. */
interface Answer {}
