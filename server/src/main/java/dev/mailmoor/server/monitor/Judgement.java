package dev.mailmoor.server.monitor;

/** What is believed after an observation, and when to look again. */
record Judgement(Belief belief, Due due) {}
