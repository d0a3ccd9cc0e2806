/** Mail servers that say exactly what a test tells them to, and misbehave on cue. */
@NullMarked
package dev.mailmoor.testkit.scripted;

import org.jspecify.annotations.NullMarked;
