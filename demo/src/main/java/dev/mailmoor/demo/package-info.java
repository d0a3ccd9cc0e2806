/** A playground: the real service beside pretended mail servers, in one process, on a folder that goes away. */
@NullMarked
package dev.mailmoor.demo;

import org.jspecify.annotations.NullMarked;
