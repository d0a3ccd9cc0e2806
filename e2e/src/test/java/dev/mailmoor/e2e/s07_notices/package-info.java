/** People are told by mail of a lost login, and of its end. */
@NullMarked
package dev.mailmoor.e2e.s07_notices;

import org.jspecify.annotations.NullMarked;
